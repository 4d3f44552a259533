package io.tanda.fares;

import io.tanda.contract.dispatch.Fare;
import io.tanda.fares.Rates.Piece;
import io.tanda.fares.Rates.Rate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a taximeter counts: units of distance and, while the taxi is slow, of time, each at the rate of its moment.
 *
 * @param flagMeters that the flag pays for; slow time uses them up as well
 * @param slowCountsBoth whether distance is counted on while time is (Seoul) or time alone (New York)
 * @param startedUnits whether a unit costs when it begins (New York) or when it is complete (Seoul)
 * @param roundTo the metered sum is rounded to the nearest multiple of this: minor units
 */
record Meter(
        Rates rates,
        long flagMeters,
        double unitMeters,
        double unitSeconds,
        boolean slowCountsBoth,
        boolean startedUnits,
        long roundTo) {
    /** Of a unit: sums of fractions that are whole on paper fall short by less than that. */
    private static final double HAIR = 1e-9;

    /** What a rate's units are for. */
    private static final class Run {
        private double meters;
        private double seconds;
        private long byDistance;
        private long byTime;
    }

    List<Fare.Line> lines(Drive drive) {
        Rate boarding = rates.at(drive.from());
        List<Fare.Line> lines = new ArrayList<>();
        lines.add(new Fare.Line(
                named("entry", boarding), boarding.flag(), Fare.Kind.BASE, flagMeters == 0 ? null : flagMeters, null));
        runs(drive).forEach((rate, run) -> {
            if (run.byDistance > 0)
                lines.add(new Fare.Line(
                        named("distance", rate),
                        run.byDistance * rate.unit(),
                        Fare.Kind.DISTANCE,
                        Math.round(run.meters),
                        null));
            if (run.byTime > 0)
                lines.add(new Fare.Line(
                        named("time", rate), run.byTime * rate.unit(), Fare.Kind.TIME, null, Math.round(run.seconds)));
        });
        long sum = lines.stream().mapToLong(Fare.Line::minorUnits).sum();
        long rounded = (sum + roundTo / 2) / roundTo * roundTo;
        if (rounded != sum) lines.add(new Fare.Line("rounding", rounded - sum, Fare.Kind.ROUNDING, null, null));
        return lines;
    }

    private static String named(String what, Rate rate) {
        return rate.name().isEmpty() ? what : what + ", " + rate.name();
    }

    private Map<Rate, Run> runs(Drive drive) {
        double meters = slowCountsBoth ? drive.meters() : drive.meters() - drive.slowMeters();
        Map<Rate, Run> runs = new LinkedHashMap<>();
        double before = 0;
        long units = 0;
        long byTime = 0;
        for (Piece piece : rates.pieces(drive)) {
            double seconds = drive.slowSeconds() * piece.share();
            long unitsNow = drive.hasBegun() ? units(meters * piece.share(), seconds) : 0;
            // A unit of which distance and time have each a part counts as distance, unless there was none, and stays
            // what it was.
            long byTimeNow =
                    meters == 0 ? unitsNow : Math.min(unitsNow - (units - byTime), whole(seconds / unitSeconds));
            Run run = runs.computeIfAbsent(piece.rate(), rate -> new Run());
            run.meters += meters * (piece.share() - before);
            run.seconds += drive.slowSeconds() * (piece.share() - before);
            run.byTime += byTimeNow - byTime;
            run.byDistance += unitsNow - byTimeNow - (units - byTime);
            before = piece.share();
            units = unitsNow;
            byTime = byTimeNow;
        }
        return runs;
    }

    private long units(double meters, double seconds) {
        double progress = (meters - flagMeters) / unitMeters + seconds / unitSeconds;
        if (startedUnits) return progress < 0 ? 0 : whole(progress) + 1;
        return whole(Math.max(0, progress));
    }

    private static long whole(double units) {
        return (long) Math.floor(units + HAIR);
    }

    /** No meter shows less: the flag of the cheapest rate. */
    long least(Drive drive) {
        return rates.pieces(drive).stream()
                .mapToLong(piece -> piece.rate().flag())
                .min()
                .orElseThrow();
    }

    /** No meter shows more for such a ride, if all its seconds were slow and all its meters were counted. */
    long most(Drive drive) {
        List<Piece> pieces = rates.pieces(drive);
        long flag =
                pieces.stream().mapToLong(piece -> piece.rate().flag()).max().orElseThrow();
        long unit =
                pieces.stream().mapToLong(piece -> piece.rate().unit()).max().orElseThrow();
        return flag + unit * (whole(drive.meters() / unitMeters + drive.seconds() / unitSeconds) + 1) + roundTo / 2;
    }
}
