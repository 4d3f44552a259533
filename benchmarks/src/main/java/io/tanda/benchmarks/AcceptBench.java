package io.tanda.benchmarks;

import io.tanda.contract.booking.BookingEvent;
import com.google.errorprone.annotations.FormatMethod;
import io.tanda.client.DevTokens;
import io.tanda.contract.booking.BookingCommand;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many bookings a second are accepted: {@code POST /v1/bookings} with everything on (token, validation, idempotency key, journal,
 * outbox, relay to Kafka), web, booking and relay in one JVM, beside a peer on the same database and broker, in turns; each turn ends when all of it is
 * published.
 */
@Command(name = "accept", mixinStandardHelpOptions = true, description = "Accepted bookings a second, beside a peer.")
final class AcceptBench implements Callable<Integer> {
    private static final JsonObject BOOKING = new JsonObject()
            .put("pickup", new JsonObject().put("lat", 40.76088).put("lng", -73.990784))
            .put("dropoff", new JsonObject().put("lat", 40.778847).put("lng", -73.954185))
            .put("passengers", 1)
            // Nobody dispatches here: no search is to end, and be worked on, while bookings are counted.
            .put("searchSeconds", BookingCommand.MAX_SEARCH_SECONDS)
            .put("paymentMethod", "card");
    private static final JsonObject PEER_BOOKING = new JsonObject()
            .put("customerInfo", "rider 4711")
            .put("departmentLoc", "40.76088,-73.990784")
            .put("arrivalLoc", "40.778847,-73.954185");
    private static final String TANDA_SCHEMA = "tanda_booking";
    /** Riders who take turns: each has a token of its own. */
    private static final int RIDERS = 64;
    /** After the load, until every event is in Kafka. */
    private static final int DRAIN_LIMIT_SECONDS = 300;

    @Option(names = "--peer", paramLabel = "FOLDER", description = "a built peer to compare with")
    @Nullable
    Path peer;

    @Option(names = "--peer-argument", description = "passed to the peer, such as --booking.store=jdbc")
    List<String> peerArguments = new ArrayList<>();

    @Option(names = "--rounds", defaultValue = "5", description = "counted rounds of each (default ${DEFAULT-VALUE})")
    int rounds;

    @Option(
            names = "--warm-rounds",
            defaultValue = "3",
            description = "before them, of each (default ${DEFAULT-VALUE})")
    int warmRounds;

    @Option(names = "--seconds", defaultValue = "10", description = "of a round (default ${DEFAULT-VALUE})")
    double seconds;

    @Option(names = "--connections", defaultValue = "64", description = "(default ${DEFAULT-VALUE})")
    int connections;

    @Override
    public Integer call() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (BenchServers servers = new BenchServers()) {
            int tandaPort = servers.tanda("web,booking", Map.of());
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new Contender(
                    "Tanda", TANDA_SCHEMA, tandaPort, "/v1/bookings", tandaHeaders(servers), BOOKING.toBuffer()));
            if (peer != null)
                contenders.add(new Contender(
                        "peer",
                        BenchServers.PEER_SCHEMA,
                        servers.peer(peer, peerArguments),
                        "/bookings",
                        () -> Map.of("Content-Type", "application/json"),
                        PEER_BOOKING.toBuffer()));
            ClosedLoop load = new ClosedLoop(vertx, connections);
            BenchCheck check = new BenchCheck(servers);
            print(
                    "%d connections, rounds of %.0f s in turns, the first %d of each not counted%n",
                    connections, seconds, warmRounds);
            for (int round = 0; round < warmRounds + rounds; round++)
                for (Contender contender : contenders) contender.run(load, check, seconds, round >= warmRounds);
            contenders.forEach(Contender::summary);
            if (peer != null) ratio(contenders.get(0), contenders.get(1));
            boolean peerPublished = peer == null || verifyPeer(check, contenders.get(1));
            return verify(check, contenders.get(0)) && peerPublished ? 0 : 1;
        } finally {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
    }

    private static Supplier<Map<String, String>> tandaHeaders(BenchServers servers) throws IOException {
        DevTokens tokens = DevTokens.load(servers.keys());
        String[] bearer = new String[RIDERS];
        Arrays.setAll(bearer, rider -> "Bearer " + tokens.rider(UUID.randomUUID()));
        AtomicInteger next = new AtomicInteger();
        return () -> {
            Map<String, String> headers = new HashMap<>();
            headers.put("Content-Type", "application/json");
            headers.put("Authorization", bearer[Math.floorMod(next.getAndIncrement(), RIDERS)]);
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
            return headers;
        };
    }

    private static void ratio(Contender ours, Contender theirs) {
        double[] ratios = new double[ours.counted.size()];
        Arrays.setAll(
                ratios,
                round -> ours.counted.get(round).perSecond()
                        / theirs.counted.get(round).perSecond());
        Arrays.sort(ratios);
        print(
                "Tanda / peer, round by round: median %.2f (%.2f to %.2f)%n",
                median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    /** Drained: every answered booking is in the database, and every event of them in Kafka. */
    private boolean verify(BenchCheck check, Contender tanda) {
        boolean drained = check.awaitDrained(TANDA_SCHEMA, DRAIN_LIMIT_SECONDS);
        long rows = check.count(TANDA_SCHEMA, "SELECT COUNT(*) FROM booking");
        long events = check.count(TANDA_SCHEMA, "SELECT COUNT(*) FROM event");
        long published = check.records(BookingEvent.TOPIC.name());
        boolean kept = rows >= tanda.answered && rows <= tanda.answered + tanda.unanswered;
        boolean told = drained && published >= events;
        print(
                "answered 201: %,d; booking rows: %,d; journal events: %,d; records in Kafka: %,d; outbox %s%n",
                tanda.answered, rows, events, published, drained ? "empty" : "NOT drained");
        print(
                "%s%n",
                kept && told ? "verified: every answered booking is kept and published" : "BROKEN: see the line above");
        return kept && told;
    }

    /** A peer that does not publish does less than we do: then there is nothing to compare. */
    private static boolean verifyPeer(BenchCheck check, Contender peer) {
        long published = check.records(BenchServers.PEER_TOPIC);
        print("peer: answered 201: %,d; records in Kafka: %,d%n", peer.answered, published);
        return published >= peer.answered;
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    @FormatMethod
    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }

    /** One of those compared, and what it did. */
    private static final class Contender {
        private final String name;
        private final String schema;
        private final int port;
        private final String path;
        private final Supplier<Map<String, String>> headers;
        private final Buffer body;
        private final List<ClosedLoop.Result> counted = new ArrayList<>();
        private long answered;
        private long unanswered;

        Contender(
                String name, String schema, int port, String path, Supplier<Map<String, String>> headers, Buffer body) {
            this.name = name;
            this.schema = schema;
            this.port = port;
            this.path = path;
            this.headers = headers;
            this.body = body;
        }

        /** One round, and then all that it left to do: nobody works through his backlog in the other's turn. */
        void run(ClosedLoop load, BenchCheck check, double seconds, boolean counts) {
            Future<ClosedLoop.Result> run = load.run(port, path, headers, body, seconds);
            ClosedLoop.Result result = run.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout((long) seconds + 60, TimeUnit.SECONDS)
                    .join();
            long drainFrom = System.nanoTime();
            boolean drained = check.awaitDrained(schema, DRAIN_LIMIT_SECONDS);
            answered += result.ok();
            unanswered += result.failed();
            if (counts) counted.add(result);
            print(
                    "%-6s %s %,8.0f 2xx/s, p50 %.1f ms, p99 %.1f ms, %d not 2xx, %s after %.1f s%n",
                    name,
                    counts ? "      " : "(warm)",
                    result.perSecond(),
                    result.p50Millis(),
                    result.p99Millis(),
                    result.failed(),
                    drained ? "published" : "NOT published",
                    (System.nanoTime() - drainFrom) / 1e9);
            result.failures().forEach((why, times) -> print("       %,d times: %s%n", times, why));
        }

        void summary() {
            double[] rates = counted.stream()
                    .mapToDouble(ClosedLoop.Result::perSecond)
                    .sorted()
                    .toArray();
            double[] p99 = counted.stream()
                    .mapToDouble(ClosedLoop.Result::p99Millis)
                    .sorted()
                    .toArray();
            print(
                    "%s: median %,.0f accepted/s (%,.0f to %,.0f), median p99 %.1f ms%n",
                    name, median(rates), rates[0], rates[rates.length - 1], median(p99));
        }
    }
}
