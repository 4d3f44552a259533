package io.tanda.benchmarks;

import io.tanda.client.DevTokens;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingEvent;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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
 * outbox, relay to Kafka), web, booking and relay in one JVM. In turns with it another checkout, or a peer on the same database and
 * broker; each turn ends when all of it is published.
 */
@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        description = "Accepted bookings a second, in turns with another checkout or a peer.")
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

    @Option(names = "--peer", paramLabel = "FOLDER", description = "a built peer to compare with")
    @Nullable
    Path peer;

    @Option(names = "--peer-argument", description = "passed to the peer, such as --booking.store=jdbc")
    List<String> peerArguments = new ArrayList<>();

    @Option(names = "--against", paramLabel = "FOLDER", description = "another built checkout to compare with")
    @Nullable
    Path against;

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
        try (Sides sides = Sides.start(against)) {
            List<Contender> tandas = new ArrayList<>();
            for (Sides.Side side : sides.all()) tandas.add(tanda(side));
            List<Contender> contenders = new ArrayList<>(tandas);
            if (peer != null) contenders.add(peer(sides.ours(), peer));
            ClosedLoop load = new ClosedLoop(vertx, connections);
            Console.print(
                    "%d connections, rounds of %.0f s in turns, the first %d of each not counted%n",
                    connections, seconds, warmRounds);
            for (int round = 0; round < warmRounds + rounds; round++)
                for (Contender contender : contenders) contender.run(load, seconds, round >= warmRounds);
            contenders.forEach(Contender::summary);
            Contender ours = contenders.removeFirst();
            contenders.forEach(ours::compareWith);
            boolean kept = true;
            for (Contender tanda : tandas) kept &= verify(tanda);
            if (peer != null) kept &= verifyPeer(contenders.getLast());
            return kept ? 0 : 1;
        } finally {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
    }

    private static Contender tanda(Sides.Side side) throws IOException {
        BenchServers servers = side.servers();
        int port = servers.tanda("web,booking", Map.of()).port();
        return new Contender(
                side.name(),
                new BenchCheck(servers),
                new Contender.Target(TANDA_SCHEMA, port, "/v1/bookings", tandaHeaders(servers), BOOKING.toBuffer()));
    }

    private Contender peer(BenchServers servers, Path folder) throws IOException {
        return new Contender(
                "peer",
                new BenchCheck(servers),
                new Contender.Target(
                        BenchServers.PEER_SCHEMA,
                        servers.peer(folder, peerArguments),
                        "/bookings",
                        () -> Map.of("Content-Type", "application/json"),
                        PEER_BOOKING.toBuffer()));
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

    /** Drained: every answered booking is in the database, and every event of them in Kafka. */
    private static boolean verify(Contender tanda) {
        BenchCheck check = tanda.check();
        boolean drained = check.awaitDrained(TANDA_SCHEMA, Contender.DRAIN_LIMIT_SECONDS);
        long rows = check.count(TANDA_SCHEMA, "SELECT COUNT(*) FROM booking");
        long events = check.count(TANDA_SCHEMA, "SELECT COUNT(*) FROM event");
        long published = check.records(BookingEvent.TOPIC.name());
        boolean kept = rows >= tanda.answered() && rows <= tanda.answered() + tanda.unanswered();
        boolean told = drained && published >= events;
        Console.print(
                "%s: answered 201: %,d; booking rows: %,d; journal events: %,d; records in Kafka: %,d; outbox %s%n",
                tanda.name(), tanda.answered(), rows, events, published, drained ? "empty" : "NOT drained");
        Console.print(
                "%s%n",
                kept && told ? "verified: every answered booking is kept and published" : "BROKEN: see the line above");
        return kept && told;
    }

    /** A peer that does not publish does less than we do: then there is nothing to compare. */
    private static boolean verifyPeer(Contender peer) {
        long published = peer.check().records(BenchServers.PEER_TOPIC);
        Console.print("peer: answered 201: %,d; records in Kafka: %,d%n", peer.answered(), published);
        return published >= peer.answered();
    }
}
