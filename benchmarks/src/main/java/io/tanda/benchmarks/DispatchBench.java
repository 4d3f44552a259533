package io.tanda.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.FormatMethod;
import io.tanda.client.Answer;
import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.EventStream;
import io.tanda.client.TandaClient;
import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Positions;
import io.tanda.servers.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long from a rider's request to the offer in a driver's stream: an open loop at a constant rate, measured from when each request
 * was due, with everything deployed in one JVM. A driver takes the first offer and drives the ride at once, so that the taxis stay
 * available.
 */
@Command(
        name = "dispatch",
        mixinStandardHelpOptions = true,
        description = "Time from request to offer at a constant rate.")
final class DispatchBench implements Callable<Integer> {
    /** Midtown and downtown Manhattan. */
    private static final double SOUTH = 40.70, NORTH = 40.80, WEST = -74.01, EAST = -73.94;

    private static final int SETUP_AT_ONCE = 64;
    /** An open loop: no request waits for another's answer. */
    private static final int MAX_CONNECTIONS = 2_000;

    private static final int POSITIONS_EVERY_SECONDS = 20;
    private static final int STEP_LIMIT_SECONDS = 120;
    /** After the load, until the last offers came. */
    private static final int TAIL_LIMIT_SECONDS = 30;

    private static final double P95_GOAL_MILLIS = 1_000;

    @Option(names = "--rate", defaultValue = "50", description = "requests a second (default ${DEFAULT-VALUE})")
    int rate;

    @Option(names = "--taxis", defaultValue = "3000", description = "available taxis (default ${DEFAULT-VALUE})")
    int taxis;

    @Option(names = "--seconds", defaultValue = "60", description = "(default ${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warm-seconds",
            defaultValue = "60",
            description = "before, not counted (default ${DEFAULT-VALUE})")
    int warmSeconds;

    @Option(names = "--seed", defaultValue = "1", description = "of all places (default ${DEFAULT-VALUE})")
    long seed;

    private final Map<RideId, Long> dueNanos = new ConcurrentHashMap<>();
    private final Map<RideId, Long> offeredNanos = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger driven = new AtomicInteger();

    @Override
    public Integer call() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (BenchServers servers = new BenchServers()) {
            int gateway = Ports.free();
            servers.start(
                    "gateway",
                    Map.of(),
                    "-Xmx128m",
                    "-cp",
                    servers.classPath("simulator"),
                    "io.tanda.simulator.Simulator",
                    "gateway",
                    "--port",
                    Integer.toString(gateway),
                    "--data",
                    servers.keys().resolveSibling("gateway").toString());
            int port = servers.tanda(
                    "web,booking,dispatch,payment,history", Map.of("TANDA_GATEWAY_URL", "http://127.0.0.1:" + gateway));
            DevTokens tokens = DevTokens.load(servers.keys());
            TandaClient client = new TandaClient(
                    vertx,
                    ClientConfig.of(URI.create("http://127.0.0.1:" + port)).withMaxConnections(MAX_CONNECTIONS));
            Random random = new Random(seed);
            List<Driver> drivers = fleet(client, tokens, random);
            vertx.setPeriodic(
                    TimeUnit.SECONDS.toMillis(POSITIONS_EVERY_SECONDS), tick -> sendPositions(client, tokens, drivers));
            print(
                    "%,d taxis available; %d requests a second for %d s, after %d s to warm up%n",
                    drivers.size(), rate, seconds, warmSeconds);
            load(client, tokens, random);
            int result = report();
            drivers.forEach(Driver::stopListening);
            await(client.close());
            return result;
        } finally {
            await(vertx.close());
        }
    }

    private static void await(Future<?> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(STEP_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private List<Driver> fleet(TandaClient client, DevTokens tokens, Random random) {
        String operator = tokens.operator(UUID.randomUUID());
        List<Driver> drivers = new ArrayList<>();
        for (int number = 0; number < taxis; number++)
            drivers.add(new Driver(client, tokens, DriverId.next(), TaxiId.next(), "B" + number, place(random)));
        inTurns(drivers, driver -> driver.register(operator));
        inTurns(drivers, Driver::goOnDuty);
        sendPositions(client, tokens, drivers);
        inTurns(drivers, Driver::listen);
        return drivers;
    }

    /** So many at once, all before it returns. */
    private static void inTurns(List<Driver> drivers, Function<Driver, Future<?>> step) {
        for (int from = 0; from < drivers.size(); from += SETUP_AT_ONCE) {
            List<Future<?>> steps = new ArrayList<>();
            drivers.subList(from, Math.min(drivers.size(), from + SETUP_AT_ONCE))
                    .forEach(driver -> steps.add(step.apply(driver)));
            await(Future.all(steps));
        }
    }

    private static void sendPositions(TandaClient client, DevTokens tokens, List<Driver> drivers) {
        String operator = tokens.operator(UUID.randomUUID());
        for (int from = 0; from < drivers.size(); from += Positions.MAX_FIXES) {
            List<Positions.Fix> fixes =
                    drivers.subList(from, Math.min(drivers.size(), from + Positions.MAX_FIXES)).stream()
                            .map(driver -> new Positions.Fix(driver.id, driver.at.lat(), driver.at.lng(), null))
                            .toList();
            client.sendFleetPositions(operator, fixes)
                    .onFailure(failure -> print("positions: %s%n", failure.toString()));
        }
    }

    private void load(TandaClient client, DevTokens tokens, Random random) {
        long start = System.nanoTime();
        long gapNanos = TimeUnit.SECONDS.toNanos(1) / rate;
        int warm = rate * warmSeconds;
        int requests = warm + rate * seconds;
        for (int number = 0; number < requests; number++) {
            long due = start + number * gapNanos;
            boolean counts = number >= warm;
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            client.book(
                            tokens.rider(UUID.randomUUID()),
                            UUID.randomUUID(),
                            new TandaClient.BookingRequest(place(random), place(random), 1, PaymentMethod.CARD, null))
                    .onComplete(answer -> {
                        if (answer.failed()) unanswered.incrementAndGet();
                        else if (answer.result() instanceof Answer.Ok<?>) {
                            accepted.incrementAndGet();
                            if (counts) dueNanos.put(answer.result().get().id(), due);
                        } else refused.incrementAndGet();
                    });
        }
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(TAIL_LIMIT_SECONDS);
        while (System.nanoTime() < giveUp
                && !(answered() == requests && offeredNanos.keySet().containsAll(dueNanos.keySet())))
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }

    private int answered() {
        return accepted.get() + refused.get() + unanswered.get();
    }

    private int report() {
        Histogram millis = new Histogram(TimeUnit.MINUTES.toMillis(5), 3);
        int never = 0;
        for (Map.Entry<RideId, Long> due : dueNanos.entrySet()) {
            Long offered = offeredNanos.get(due.getKey());
            if (offered == null) never++;
            else millis.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMillis(offered - due.getValue())));
        }
        print(
                "answered 201: %,d; refused: %,d; unanswered: %,d; offered: %,d; never offered: %,d; driven to the end: %,d%n",
                accepted.get(), refused.get(), unanswered.get(), millis.getTotalCount(), never, driven.get());
        print(
                "request to offer in a driver's stream: p50 %d ms, p95 %d ms, p99 %d ms, max %d ms (goal: p95 at most %.0f ms)%n",
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(95),
                millis.getValueAtPercentile(99),
                millis.getMaxValue(),
                P95_GOAL_MILLIS);
        boolean reached = never == 0
                && unanswered.get() == 0
                && millis.getTotalCount() > 0
                && millis.getValueAtPercentile(95) <= P95_GOAL_MILLIS;
        print("%s%n", reached ? "reached" : "NOT reached");
        return reached ? 0 : 1;
    }

    private static Place place(Random random) {
        return new Place(
                SOUTH + random.nextDouble() * (NORTH - SOUTH), WEST + random.nextDouble() * (EAST - WEST), null);
    }

    @FormatMethod
    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }

    /** Takes the first offer that comes and drives the ride without losing time. */
    private final class Driver {
        private final TandaClient client;
        private final DriverId id;
        private final TaxiId taxi;
        private final String plate;
        private final Place at;
        private final String token;
        private @Nullable EventStream events;
        private boolean busy;

        Driver(TandaClient client, DevTokens tokens, DriverId id, TaxiId taxi, String plate, Place at) {
            this.client = client;
            this.id = id;
            this.taxi = taxi;
            this.plate = plate;
            this.at = at;
            this.token = tokens.driver(id.value());
        }

        Future<?> register(String operator) {
            return Future.all(
                    client.registerDriver(operator, UUID.randomUUID(), id, "Driver " + plate)
                            .map(Answer::get),
                    client.registerTaxi(operator, UUID.randomUUID(), taxi, plate, 4)
                            .map(Answer::get));
        }

        Future<?> goOnDuty() {
            return client.setDuty(token, UUID.randomUUID(), true, taxi).map(Answer::get);
        }

        Future<?> listen() {
            EventStream stream = client.driverEvents(token, null, this::hear);
            events = stream;
            return stream.connected();
        }

        void stopListening() {
            if (events != null) events.close();
        }

        private void hear(EventStream.Event event) {
            if (!event.type().equals(DriverFeed.OFFER_SENT)) return;
            long now = System.nanoTime();
            JsonNode offer = offer(event.data());
            offeredNanos.putIfAbsent(RideId.parse(offer.get("ride").asText()), now);
            if (busy) return;
            busy = true;
            client.acceptOffer(
                            token,
                            UUID.randomUUID(),
                            OfferId.parse(offer.get("id").asText()))
                    .compose(answer -> answer instanceof Answer.Ok<DriverRide> ok
                            ? drive(ok.body().id())
                            : Future.succeededFuture())
                    .onComplete(done -> busy = false);
        }

        private Future<?> drive(RideId ride) {
            return client.arrive(token, UUID.randomUUID(), ride)
                    .compose(arrived -> client.pickUp(token, UUID.randomUUID(), ride))
                    .compose(pickedUp -> client.dropOff(token, UUID.randomUUID(), ride, null, null))
                    .onSuccess(dropped -> driven.incrementAndGet());
        }

        /** The offer itself, or the body of an envelope around it. */
        private static JsonNode offer(String data) {
            JsonNode tree = Wire.decode(data, JsonNode.class);
            return tree.has("body") ? tree.get("body") : tree;
        }
    }
}
