package io.tanda.benchmarks;

import io.tanda.dispatch.call.domain.StraightLineEta;
import io.tanda.fares.TariffFiles;
import io.tanda.fares.Tariffs;
import java.util.List;
import picocli.CommandLine.Command;

/** How far fares by the tariff are from fares that were paid. Needs no server and no quiet machine: there is no time in it. */
@Command(
        name = "fares",
        description = "Compares 9,904 fares that were paid in New York with those by its tariff.",
        mixinStandardHelpOptions = true)
final class FaresBench implements Runnable {
    @Override
    public void run() {
        List<RealFare> fares = RealFare.load();
        Tariffs tariffs = TariffFiles.shipped(TariffFiles.NEW_YORK_2012);
        FareErrors errors = FareErrors.of(fares, tariffs, new StraightLineEta());
        Console.print("%,d metered fares of 2013-01-01, New York, by %s%n", fares.size(), TariffFiles.NEW_YORK_2012);
        Console.print(
                "%n  by the tariff, from the meter's distance and the duration, without surcharges, tax and tolls%n");
        Console.print("    error          median %3d cents   p90 %3d cents%n", errors.centsOf(50), errors.centsOf(90));
        Console.print(
                "    of the fare    median %5.1f %%     p90 %5.1f %%%n",
                100 * errors.shareOf(50), 100 * errors.shareOf(90));
        Console.print("    mean error     %+.1f cents%n", errors.bias());
        Console.print("%n  estimated from two places, with surcharges and tax%n");
        Console.print(
                "    in its range   %,d of %,d rides (%.1f %%)%n",
                errors.inRange(), errors.estimated(), 100.0 * errors.inRange() / errors.estimated());
        Console.print("%n  told at the drop-off%n");
        Console.print("    meters         %,d of %,d would be refused%n", errors.refusedMeters(), fares.size());
        Console.print("    tolls          %,d of %,d would be refused%n", errors.refusedTolls(), errors.withTolls());
    }
}
