package io.tanda.benchmarks;

import io.tanda.benchmarks.OfferRound.Result;
import io.tanda.client.DevTokens;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long from a rider's request to the offer in a driver's stream: an open loop at a constant rate, measured from when each request
 * was due, with everything deployed in one JVM; in turns with another checkout when one is named.
 */
@Command(
        name = "dispatch",
        mixinStandardHelpOptions = true,
        description = "Time from request to offer at a constant rate, in turns with another checkout.")
final class DispatchBench implements Callable<Integer> {
    private static final double P95_GOAL_MILLIS = 1_000;

    @Option(names = "--against", paramLabel = "FOLDER", description = "another built checkout to compare with")
    @Nullable
    Path against;

    @Option(names = "--rate", defaultValue = "50", description = "requests a second (default ${DEFAULT-VALUE})")
    int rate;

    @Option(names = "--taxis", defaultValue = "3000", description = "available taxis (default ${DEFAULT-VALUE})")
    int taxis;

    @Option(names = "--rounds", defaultValue = "3", description = "counted rounds of each (default ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--seconds", defaultValue = "20", description = "of a round (default ${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warm-seconds",
            defaultValue = "60",
            description = "before them, of each, not counted (default ${DEFAULT-VALUE})")
    int warmSeconds;

    @Option(names = "--seed", defaultValue = "1", description = "of all places (default ${DEFAULT-VALUE})")
    long seed;

    @Override
    public Integer call() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (Sides sides = Sides.start(against)) {
            // One for both: it is no part of what is compared.
            String gateway = "http://127.0.0.1:" + sides.ours().gateway().port();
            List<City> cities = new ArrayList<>();
            for (Sides.Side side : sides.all()) cities.add(city(vertx, side, gateway));
            Console.print(
                    "%,d taxis available; %d requests a second in rounds of %d s in turns, after %d s of each to warm up%n",
                    taxis, rate, seconds, warmSeconds);
            for (City city : cities) city.run(rate, warmSeconds, false);
            for (int round = 0; round < rounds; round++) for (City city : cities) city.run(rate, seconds, true);
            cities.forEach(City::summary);
            if (against != null) cities.getFirst().compareWith(cities.getLast());
            boolean reached = cities.getFirst().reached();
            cities.forEach(city -> city.loop.close());
            return reached ? 0 : 1;
        } finally {
            OpenLoop.await(vertx.close());
        }
    }

    private City city(Vertx vertx, Sides.Side side, String gateway) throws IOException {
        BenchServers servers = side.servers();
        int port = servers.tanda("web,booking,dispatch,payment,history", Map.of("TANDA_GATEWAY_URL", gateway))
                .port();
        OpenLoop loop = new OpenLoop(vertx, port, DevTokens.load(servers.keys()), Habits.AT_ONCE, seed);
        loop.open(taxis);
        return new City(side.name(), new BenchCheck(servers), loop);
    }

    /** One of those compared, and what it did. */
    private static final class City {
        private static final List<String> PUBLISHERS = List.of("tanda_booking", "tanda_dispatch", "tanda_payment");

        private static final int DRAIN_LIMIT_SECONDS = 60;

        private final String name;
        private final BenchCheck check;
        private final OpenLoop loop;
        private final List<Result> counted = new ArrayList<>();

        City(String name, BenchCheck check, OpenLoop loop) {
            this.name = name;
            this.check = check;
            this.loop = loop;
        }

        /** One round, and then all that it left to do: nobody works through his backlog in the other's turn. */
        void run(int rate, int seconds, boolean counts) {
            Result result =
                    loop.run(new OpenLoop.Load(rate, 0, seconds), () -> {}).offers();
            boolean drained = true;
            for (String schema : PUBLISHERS) drained &= check.awaitDrained(schema, DRAIN_LIMIT_SECONDS);
            if (counts) counted.add(result);
            Console.print(
                    "%-5s %s %.1f rides/s, request to offer p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms, %s%n",
                    name,
                    counts ? "      " : "(warm)",
                    result.droppedOffPerSecond(),
                    result.offerMillis(50),
                    result.offerMillis(95),
                    result.offerMillis(99),
                    result.offerMillis(100),
                    drained ? "published" : "NOT published");
            Console.print(
                    "             answered 201: %,d; refused: %,d; unanswered: %,d; never offered: %,d; driven to the end: %,d%n",
                    result.accepted(),
                    result.refused(),
                    result.unanswered(),
                    result.neverOffered(),
                    result.droppedOff());
        }

        void summary() {
            Console.print(
                    "%s: rides/s median %s%n",
                    name, Spread.of(counted, Result::droppedOffPerSecond).text("%.1f"));
            Console.print(
                    "%s: request to offer, medians: p50 %s ms, p95 %s ms, p99 %s ms (goal: p95 at most %.0f ms): %s%n",
                    name,
                    Spread.of(counted, result -> result.offerMillis(50)).text("%.1f"),
                    Spread.of(counted, result -> result.offerMillis(95)).text("%.1f"),
                    Spread.of(counted, result -> result.offerMillis(99)).text("%.1f"),
                    P95_GOAL_MILLIS,
                    reached() ? "reached" : "NOT reached");
        }

        /** How many times another's figures its own are. */
        void compareWith(City other) {
            Console.print(
                    "%s / %s, round by round, medians: rides/s %s, p50 %s, p95 %s%n",
                    name,
                    other.name,
                    Spread.ofRatios(counted, other.counted, Result::droppedOffPerSecond)
                            .text("%.3f"),
                    Spread.ofRatios(counted, other.counted, result -> result.offerMillis(50))
                            .text("%.2f"),
                    Spread.ofRatios(counted, other.counted, result -> result.offerMillis(95))
                            .text("%.2f"));
        }

        boolean reached() {
            return counted.stream().allMatch(Result::complete)
                    && Spread.of(counted, result -> result.offerMillis(95)).median() <= P95_GOAL_MILLIS;
        }
    }
}
