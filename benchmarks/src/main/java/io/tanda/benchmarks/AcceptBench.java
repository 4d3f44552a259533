package io.tanda.benchmarks;

import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingEvent;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
    private static final String TANDA_PATH = "/v1/bookings";
    private static final String TANDA_SCHEMA = "tanda_booking";

    @Option(names = "--peer", paramLabel = "FOLDER", description = "a built peer to compare with")
    @Nullable
    Path peer;

    @Option(names = "--peer-argument", description = "passed to the peer, such as --booking.store=jdbc")
    List<String> peerArguments = new ArrayList<>();

    @Option(
            names = "--peer-full",
            description = "the peer does the same work: it is sent what Tanda is sent, to the same path, with token and"
                    + " Idempotency-Key, and started with --booking.work=full and our --token.public-key")
    boolean peerFull;

    @Option(
            names = "--replays",
            paramLabel = "N",
            description = "in turns with rounds beside which N already used keys a second are repeated")
    @Nullable
    Integer replays;

    @Option(
            names = "--raw",
            description = "in turns with a client that writes an accepted booking's rows and does nothing else")
    boolean raw;

    @Option(names = "--against", paramLabel = "FOLDER", description = "another built checkout to compare with")
    @Nullable
    Path against;

    @Spec
    @Nullable
    CommandSpec spec;

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
        checkOptions();
        Vertx vertx = Vertx.vertx();
        try (Sides sides = Sides.start(against)) {
            List<Party> parties = new ArrayList<>();
            for (Sides.Side side : sides.all()) parties.add(tanda(vertx, side));
            if (peer != null) parties.add(peer(vertx, sides.ours(), peer));
            if (raw) parties.add(raw(vertx, sides.ours()));
            List<Contender> contenders = new ArrayList<>();
            parties.forEach(party -> contenders.addAll(party.contenders()));
            Console.print(
                    "%d connections, rounds of %.0f s in turns, the first %d of each not counted%n",
                    connections, seconds, warmRounds);
            for (int round = 0; round < warmRounds + rounds; round++)
                for (Contender contender : contenders) contender.run(seconds, round >= warmRounds);
            Console.print(
                    "On %s, commit %s%n",
                    Machine.text(), Machine.commit(sides.ours().checkout().folder()));
            contenders.forEach(Contender::summary);
            Contender ours = contenders.removeFirst();
            contenders.forEach(ours::compareWith);
            boolean kept = true;
            for (Party party : parties) kept &= party.check().getAsBoolean();
            return kept ? 0 : 1;
        } finally {
            OpenLoop.await(vertx.close());
        }
    }

    private void checkOptions() {
        if (replays != null && (replays < 1 || warmRounds < 1))
            throw wrong("--replays must be at least 1, after a round to warm up, in which keys are used");
        if (raw && warmRounds < 1)
            throw wrong("--raw copies a booking of a round to warm up: --warm-rounds must be at least 1");
        if (peerFull && peer == null) throw wrong("--peer-full is about a peer: name it with --peer");
        if (rounds < 1) throw wrong("--rounds must be at least 1, not " + rounds);
        if (connections < 1) throw wrong("--connections must be at least 1, not " + connections);
    }

    private CommandLine.ParameterException wrong(String what) {
        if (spec == null) throw new IllegalStateException("picocli sets the spec");
        return new CommandLine.ParameterException(spec.commandLine(), what);
    }

    /** Contenders of one program, and the check at the end of what they were answered. */
    private record Party(List<Contender> contenders, BooleanSupplier check) {}

    private Party tanda(Vertx vertx, Sides.Side side) throws IOException {
        BenchServers servers = side.servers();
        int port = servers.tanda("web,booking", Map.of()).port();
        BenchCheck check = new BenchCheck(servers);
        BookingRequests requests = new BookingRequests(servers.keys());
        Poster poster = new Poster(vertx, port, TANDA_PATH, BOOKING.toBuffer(), connections);
        ClosedLoop load = new ClosedLoop(vertx, poster, requests::next, connections);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(side.name(), new Accepting(load, null, check, TANDA_SCHEMA)));
        if (replays != null) {
            Poster again = new Poster(vertx, port, TANDA_PATH, BOOKING.toBuffer(), connections);
            Replays repeated = new Replays(vertx, again, requests::again, replays);
            contenders.add(new Contender(side.name() + "+rep", new Accepting(load, repeated, check, TANDA_SCHEMA)));
        }
        return new Party(contenders, () -> verify(side.name(), check, contenders));
    }

    private Party peer(Vertx vertx, BenchServers servers, Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(peerArguments);
        if (peerFull) {
            arguments.add("--booking.work=full");
            arguments.add("--token.public-key=file:" + servers.keys().resolve("jwt-public.pem"));
        }
        int port = servers.peer(folder, arguments);
        BenchCheck check = new BenchCheck(servers);
        BookingRequests requests = new BookingRequests(servers.keys());
        ClosedLoop load = peerFull
                ? new ClosedLoop(
                        vertx,
                        new Poster(vertx, port, TANDA_PATH, BOOKING.toBuffer(), connections),
                        requests::next,
                        connections)
                : new ClosedLoop(
                        vertx,
                        new Poster(vertx, port, "/bookings", PEER_BOOKING.toBuffer(), connections),
                        () -> Map.of("Content-Type", "application/json"),
                        connections);
        Contender contender = new Contender("peer", new Accepting(load, null, check, BenchServers.PEER_SCHEMA));
        return new Party(List.of(contender), () -> verifyPeer(check, contender));
    }

    private Party raw(Vertx vertx, BenchServers servers) {
        BenchCheck check = new BenchCheck(servers);
        Contender contender = new Contender("raw", new RawRows(vertx, servers, connections));
        return new Party(List.of(contender), () -> verifyRaw(check, contender));
    }

    /** Drained: every answered booking is in the database, and every event of them in Kafka. */
    private static boolean verify(String name, BenchCheck check, List<Contender> contenders) {
        long answered = contenders.stream().mapToLong(Contender::answered).sum();
        long unanswered = contenders.stream().mapToLong(Contender::unanswered).sum();
        boolean drained = check.awaitDrained(TANDA_SCHEMA, Accepting.DRAIN_LIMIT_SECONDS);
        long rows = check.count(TANDA_SCHEMA, "SELECT COUNT(*) FROM booking");
        long events = check.count(TANDA_SCHEMA, "SELECT COUNT(*) FROM event");
        long published = check.records(BookingEvent.TOPIC.name());
        boolean kept = rows >= answered && rows <= answered + unanswered;
        boolean told = drained && published >= events;
        Console.print(
                "%s: answered 201: %,d; booking rows: %,d; journal events: %,d; records in Kafka: %,d; outbox %s%n",
                name, answered, rows, events, published, drained ? "empty" : "NOT drained");
        Console.print(
                "%s%n",
                kept && told ? "verified: every answered booking is kept and published" : "BROKEN: see the line above");
        return kept && told;
    }

    /** A peer that does not publish does less than we do: then there is nothing to compare. */
    private static boolean verifyPeer(BenchCheck check, Contender peer) {
        long published = check.records(BenchServers.PEER_TOPIC);
        Console.print("peer: answered 201: %,d; records in Kafka: %,d%n", peer.answered(), published);
        return published >= peer.answered();
    }

    private static boolean verifyRaw(BenchCheck check, Contender raw) {
        long rows = check.count(RawRows.SCHEMA, "SELECT COUNT(*) FROM booking");
        Console.print("raw: written: %,d; booking rows: %,d%n", raw.answered(), rows);
        return rows == raw.answered();
    }
}
