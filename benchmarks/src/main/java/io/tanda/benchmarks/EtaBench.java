package io.tanda.benchmarks;

import io.tanda.benchmarks.SpeedFit.Driven;
import io.tanda.dispatch.call.domain.EtaEstimator;
import io.tanda.dispatch.call.domain.StraightLineEta;
import io.tanda.roads.MapCache;
import io.tanda.roads.RoadKind;
import io.tanda.roads.RoadMap;
import io.tanda.roads.Roads;
import io.tanda.roads.SpeedFiles;
import io.tanda.roads.Speeds;
import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;

/** How far arrivals by road and by the straight line are from trips that were driven, and what the map costs. Needs no server. */
@Command(
        name = "eta",
        description = "Compares trips that were driven in Midtown with durations by road and by the straight line.",
        mixinStandardHelpOptions = true)
final class EtaBench implements Callable<Integer> {
    private static final EtaEstimator LINE = new StraightLineEta();
    private static final Speeds SPEEDS = SpeedFiles.shipped(SpeedFiles.NEW_YORK_2013);

    /** Ways until their time is measured. */
    private static final int WARM = 5_000;

    @Override
    public Integer call() throws IOException {
        Path folder = TandaRoot.find().resolve("data/bench/roads");
        clear(folder);
        RoadStart made = RoadStart.measure(folder);
        RoadStart kept = RoadStart.measure(folder);
        Console.print("commit %s, %s%n", Machine.commit(TandaRoot.find()), Machine.text());
        try (Roads roads = Roads.load(RoadMap.shipped(RoadMap.NEW_YORK_MIDTOWN), new MapCache(folder))) {
            List<MidtownTrip> trips = MidtownTrip.load();
            List<Driven> driven = driven(trips, roads);
            List<Driven> first = half(driven, 0);
            List<Driven> second = half(driven, 1);
            Console.print(
                    "%n%,d trips of 51,470 are inside the map; %,d of 300 m and a minute at least have a way on it.%n"
                            + "Speeds are fitted to each second of them, errors are those of the other %,d.%n",
                    trips.size(), driven.size(), second.size());
            errors(first, second);
            cost(roads, second, made, kept);
        }
        return 0;
    }

    static List<Driven> driven(List<MidtownTrip> trips, Roads roads) {
        return trips.stream()
                .filter(MidtownTrip::isTypical)
                .flatMap(trip -> roads.way(trip.pickup(), trip.dropoff()).map(way -> new Driven(trip, way)).stream())
                .toList();
    }

    /** Every second one, from the first (0) or the second (1) on: both halves are of the same hours. */
    static List<Driven> half(List<Driven> driven, int from) {
        return IntStream.range(0, driven.size())
                .filter(i -> i % 2 == from)
                .mapToObj(driven::get)
                .toList();
    }

    private static void errors(List<Driven> first, List<Driven> second) {
        Speeds fitted = SpeedFit.byRoad(first, SPEEDS);
        double[] line = SpeedFit.straight(first);
        Console.print("%n%-38s  %15s   %17s%n", "", "error, s", "of the duration");
        Console.print("%-38s  %7s %7s   %8s %8s   %7s%n", "", "median", "p90", "median", "p90", "bias, s");
        row("straight line", second, EtaBench::byLine);
        row("straight line, fitted to this half", second, trip -> line[0] + line[1] * trip.straight());
        row("by road, " + SpeedFiles.NEW_YORK_2013, second, EtaBench::byRoad);
        row("by road, fitted now", second, trip -> fitted.secondsOf(trip.way()));
        Console.print("%nfitted now: start.seconds=%.0f", fitted.startSeconds());
        for (RoadKind kind : RoadKind.values())
            Console.print(" kmh.%s=%.1f", kind.name().toLowerCase(Locale.ROOT), fitted.kmhOn(kind));
        Console.print("%n");
    }

    private static void row(String method, List<Driven> trips, ToDoubleFunction<Driven> estimated) {
        EtaErrors errors = EtaErrors.of(trips, estimated, Driven::seconds);
        Console.print(
                "%-38s  %7.0f %7.0f   %6.1f %% %6.1f %%   %+7.0f%n",
                method,
                errors.secondsOf(50),
                errors.secondsOf(90),
                errors.percentOf(50),
                errors.percentOf(90),
                errors.bias());
    }

    static double byLine(Driven trip) {
        return LINE.secondsBetween(trip.trip().pickup(), trip.trip().dropoff());
    }

    static double byRoad(Driven trip) {
        return SPEEDS.secondsOf(trip.way());
    }

    private static void cost(Roads roads, List<Driven> trips, RoadStart made, RoadStart kept) {
        Histogram micros = new Histogram(2);
        for (int i = 0; i < 2 * WARM; i++) {
            MidtownTrip trip = trips.get(i % trips.size()).trip();
            long began = System.nanoTime();
            roads.way(trip.pickup(), trip.dropoff());
            if (i >= WARM) micros.recordValue((System.nanoTime() - began) / 1_000);
        }
        Console.print(
                "%na way          p50 %d us   p99 %d us%n",
                micros.getValueAtPercentile(50), micros.getValueAtPercentile(99));
        start("first start", made);
        start("later starts", kept);
    }

    private static void start(String what, RoadStart start) {
        Console.print(
                "%-12s   %.2f s   heap +%.1f MiB   resident +%.0f MiB%n",
                what, start.seconds(), start.heapMib(), start.residentMib());
    }

    private static void clear(Path folder) throws IOException {
        if (Files.isDirectory(folder))
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
            }
        Files.createDirectories(folder);
    }
}
