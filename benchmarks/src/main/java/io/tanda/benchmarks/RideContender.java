package io.tanda.benchmarks;

import static java.util.Objects.requireNonNull;

import io.tanda.benchmarks.BenchServers.Running;
import io.tanda.benchmarks.Usage.Part;
import io.tanda.client.CallCounts;
import io.tanda.client.DevTokens;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One Tanda whose whole rides are measured, and what it did. */
final class RideContender implements AutoCloseable {
    private static final List<String> PUBLISHERS = List.of("tanda_booking", "tanda_dispatch", "tanda_payment");
    private static final String HISTORY = "tanda_history";
    private static final String COMPLETED =
            "SELECT COUNT(*) FROM ride WHERE status = 'COMPLETED' AND payment = 'CAPTURED'";
    /** After the load, until everything is in Kafka and in history. */
    private static final int SETTLE_LIMIT_SECONDS = 60;

    private final String name;
    private final String commit;
    private final BenchCheck check;
    private final OpenLoop loop;
    private final ServerCounters counters;
    private final Map<Part, Long> pids;
    private final List<RideRound> counted = new ArrayList<>();
    private long driven;

    private RideContender(Sides.Side side, OpenLoop loop, ServerCounters counters, Map<Part, Long> pids) {
        this.name = side.name();
        this.commit = Machine.commit(side.servers().checkout().folder());
        this.check = new BenchCheck(side.servers());
        this.loop = loop;
        this.counters = counters;
        this.pids = pids;
    }

    /** Starts the side's Tanda, whose drivers wait when it returns. */
    static RideContender start(Vertx vertx, Sides.Side side, Running gateway, Habits habits, int taxis, long seed)
            throws IOException {
        BenchServers servers = side.servers();
        Running app = servers.tanda(
                "web,booking,dispatch,payment,history",
                Map.of("TANDA_GATEWAY_URL", "http://127.0.0.1:" + gateway.port()));
        OpenLoop loop = new OpenLoop(vertx, app.port(), DevTokens.load(servers.keys()), habits, seed);
        loop.open(taxis);
        Map<Part, Long> pids = Map.of(
                Part.APP, app.pid(),
                Part.DATABASE, servers.mariaDb().pid(),
                Part.BROKER, servers.kafka().pid(),
                Part.GATEWAY, gateway.pid(),
                Part.GENERATOR, ProcessHandle.current().pid());
        return new RideContender(
                side, loop, new ServerCounters(servers.mariaDb().jdbcUrl()), pids);
    }

    /** One moment of the counted time's begin or end. */
    private record Mark(long completed, Usage usage) {}

    private Mark mark() {
        return new Mark(check.count(HISTORY, COMPLETED), Usage.now(counters, pids));
    }

    /** One round, and then all that it left to do: nobody works through his backlog in the other's turn. */
    RideRound run(OpenLoop.Load load, boolean counts) {
        List<Mark> marks = new ArrayList<>();
        OpenLoop.Result seen = loop.run(load, () -> marks.add(mark()));
        driven += seen.offers().droppedOff();
        boolean settled = true;
        for (String schema : PUBLISHERS) settled &= check.awaitDrained(schema, SETTLE_LIMIT_SECONDS);
        settled &= OpenLoop.awaitAtMost(SETTLE_LIMIT_SECONDS, () -> check.count(HISTORY, COMPLETED) >= driven);
        Mark begin = marks.getFirst();
        Mark end = marks.getLast();
        RideRound round = new RideRound(
                load, seen, end.completed() - begin.completed(), end.usage().since(begin.usage()), settled);
        if (counts) counted.add(round);
        print(round, counts);
        Console.print(
                "             %s%n",
                Standing.now(check, requireNonNull(pids.get(Part.APP))).text());
        return round;
    }

    private void print(RideRound round, boolean counts) {
        OfferRound.Result offers = round.seen().offers();
        Console.print(
                "%-5s %s %d/s asked for, %.1f rides/s completed and in history, request to offer p50 %.1f ms, p95 %.1f ms,"
                        + " p99 %.1f ms, history behind p50 %.1f ms, p99 %.1f ms"
                        + " (%d rides, %d questions)%n",
                name,
                counts ? "      " : "(warm)",
                round.load().rate(),
                round.completedPerSecond(),
                round.offerMillis(50),
                round.offerMillis(95),
                round.offerMillis(99),
                round.historyMillis(50),
                round.historyMillis(99),
                round.seen().history().lagMicros().getTotalCount(),
                round.seen().history().questions());
        print("requests", round.seen().riderTries());
        print("drivers ", round.seen().driverTries());
        Console.print(
                "             dropped off %.1f/s, paid by then %.1f/s; never offered: %d; acceptances lost: %d; rides broken off: %d; %s%n",
                offers.droppedOffPerSecond(),
                offers.paidPerSecond(),
                offers.neverOffered(),
                offers.missed(),
                offers.broken(),
                round.settled() ? "all published and in history" : "NOT all published and in history");
    }

    private static void print(String whose, CallCounts.Seen tries) {
        Console.print(
                "             %s 2xx: %,d; refused (4xx): %,d; told to come back (503): %,d; other 5xx: %,d; unanswered: %,d%n",
                whose, tries.ok(), tries.refused(), tries.unavailable(), tries.serverErrors(), tries.lost());
    }

    /** How many times another's figures its own are. */
    void compareWith(RideContender other) {
        Console.print(
                "%s / %s, round by round, medians: rides/s %s, request to offer p95 %s, executions a ride %s, app's CPU a ride %s%n",
                name,
                other.name,
                ratio(other, RideRound::completedPerSecond, "%.3f"),
                ratio(other, round -> round.offerMillis(95), "%.2f"),
                ratio(other, round -> round.perRide(ServerCounters.Counter.EXECUTIONS), "%.3f"),
                ratio(other, round -> round.cpuMillisPerRide(Part.APP), "%.3f"));
    }

    private String ratio(RideContender other, ToDoubleFunction<RideRound> figure, String number) {
        return Spread.ofRatios(counted, other.counted, figure).text(number);
    }

    String commit() {
        return commit;
    }

    List<RideRound> counted() {
        return List.copyOf(counted);
    }

    @Override
    public void close() {
        counters.close();
        loop.close();
    }
}
