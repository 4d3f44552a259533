package io.tanda.benchmarks;

import io.tanda.benchmarks.BenchServers.Running;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How many whole rides a second, and what one of them costs: requested, offered, accepted, driven, paid by a gateway that answers at
 * once, and in history, with everything deployed in one JVM. An open loop at a constant rate; without a rate, the highest that is kept.
 */
@Command(
        name = "ride",
        mixinStandardHelpOptions = true,
        description = "Whole rides at a constant rate, or the highest rate that is kept, and what a ride costs.")
final class RideBench implements Callable<Integer> {
    /** Of the search. */
    private static final int FIRST_RATE = 40;

    private static final int HIGHEST_RATE = 2_000;
    private static final int STEP_SECONDS = 60;
    /** On top of a ride's length, until as many rides end as begin. */
    private static final int LEAD_SECONDS = 2;

    private static final int LEGS = 3;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--rate", description = "rides a second (default: the highest that is kept is looked for)")
    @Nullable
    Integer rate;

    @Option(
            names = "--seconds",
            description = "that count of a round (default 20 with --rate, " + STEP_SECONDS + " of each step without)")
    @Nullable
    Integer seconds;

    @Option(
            names = "--warm-seconds",
            defaultValue = "60",
            description = "before the rounds, of each, not counted (default ${DEFAULT-VALUE})")
    int warmSeconds;

    @Option(names = "--rounds", defaultValue = "3", description = "counted rounds of each (default ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--against", paramLabel = "FOLDER", description = "another built checkout to compare with")
    @Nullable
    Path against;

    @Option(names = "--taxis", defaultValue = "1000", description = "available taxis (default ${DEFAULT-VALUE})")
    int taxis;

    @Option(
            names = "--ride-millis",
            defaultValue = "3000",
            description = "from acceptance to drop-off (default ${DEFAULT-VALUE})")
    int rideMillis;

    @Option(names = "--seed", defaultValue = "1", description = "of all places (default ${DEFAULT-VALUE})")
    long seed;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Sides sides = Sides.start(against)) {
            // One for both: it is no part of what is compared.
            Running gateway = sides.ours().gateway("--instant");
            Habits habits = new Habits(rideMillis / LEGS, true, true);
            List<RideContender> contenders = new ArrayList<>();
            try {
                for (Sides.Side side : sides.all())
                    contenders.add(RideContender.start(vertx, side, gateway, habits, taxis, seed));
                Console.print("%,d taxis available; a ride takes %.1f s%n", taxis, rideMillis / 1_000.0);
                return (rate == null ? search(contenders.getFirst()) : turns(contenders, rate)) ? 0 : 1;
            } finally {
                contenders.forEach(RideContender::close);
            }
        } finally {
            OpenLoop.await(vertx.close());
        }
    }

    private void checkOptions() {
        if (rate == null && against != null) throw wrong("--against compares at one rate: name it with --rate");
        if (rate != null && (rate < 1 || rate > HIGHEST_RATE))
            throw wrong("--rate must be from 1 to " + HIGHEST_RATE + ", not " + rate);
        if (seconds != null && seconds < 1) throw wrong("--seconds must be at least 1, not " + seconds);
        if (rounds < 1) throw wrong("--rounds must be at least 1, not " + rounds);
        if (taxis < 1) throw wrong("--taxis must be at least 1, not " + taxis);
        if (warmSeconds < 1) throw wrong("--warm-seconds must be at least 1, not " + warmSeconds);
        if (rideMillis < 0) throw wrong("--ride-millis must be at least 0, not " + rideMillis);
    }

    private CommandLine.ParameterException wrong(String what) {
        if (spec == null) throw new IllegalStateException("picocli sets the spec");
        return new CommandLine.ParameterException(spec.commandLine(), what);
    }

    private OpenLoop.Load load(int perSecond, int counted) {
        int rideSeconds = (int) Math.ceilDiv(rideMillis, TimeUnit.SECONDS.toMillis(1));
        return new OpenLoop.Load(perSecond, rideSeconds + LEAD_SECONDS, counted);
    }

    private boolean turns(List<RideContender> contenders, int perSecond) {
        int counted = seconds == null ? 20 : seconds;
        Console.print(
                "%d requests a second in rounds of %d s in turns, after %d s of each to warm up%n",
                perSecond, counted, warmSeconds);
        for (RideContender contender : contenders) contender.run(load(perSecond, warmSeconds), false);
        for (int round = 0; round < rounds; round++)
            for (RideContender contender : contenders) contender.run(load(perSecond, counted), true);
        if (contenders.size() > 1) contenders.getFirst().compareWith(contenders.getLast());
        for (RideContender contender : contenders) RideTables.print(contender.commit(), contender.counted());
        return contenders.getFirst().counted().stream().allMatch(RideRound::kept);
    }

    private boolean search(RideContender contender) {
        int counted = seconds == null ? STEP_SECONDS : seconds;
        Console.print(
                "Looking for the highest rate at which, for %d s, p95 from request to offer is at most %.0f ms and history at"
                        + " most %.0f ms behind (p99), after %d s to warm up%n",
                counted, RideRound.OFFER_P95_GOAL_MILLIS, RideRound.HISTORY_P99_GOAL_MILLIS, warmSeconds);
        contender.run(load(FIRST_RATE, warmSeconds), false);
        RateSearch search = new RateSearch(FIRST_RATE, HIGHEST_RATE);
        RideRound best = null;
        for (OptionalInt next = search.next(); next.isPresent(); next = search.next()) {
            RideRound round = contender.run(load(next.getAsInt(), counted), true);
            Console.print("%d/s: %s%n", next.getAsInt(), round.kept() ? "kept" : "NOT kept");
            if (round.kept()) best = round;
            search.tried(round.kept());
        }
        Console.print("The highest rate that is kept: %d rides/s%n", search.kept());
        if (best != null) RideTables.print(contender.commit(), List.of(best));
        return best != null;
    }
}
