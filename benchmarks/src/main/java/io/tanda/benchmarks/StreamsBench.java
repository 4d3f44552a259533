package io.tanda.benchmarks;

import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.EventStream;
import io.tanda.client.TandaClient;
import io.tanda.contract.RideId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How soon riders and drivers are told by their streams: an open loop of whole rides in which every driver and every rider listens, with
 * everything deployed in one JVM. Each event is measured from its own time, which is before its commit, to its receipt by the client.
 */
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        description = "Time from what happens in a ride until the streams of its rider and driver tell of it.")
final class StreamsBench implements Callable<Integer> {
    private static final double P99_GOAL_MILLIS = 1_000;
    private static final int OPEN_GOAL = 500;

    private static final int LEGS = 3;
    private static final int SETTLE_LIMIT_SECONDS = 60;
    private static final String FROM_THE_BEGINNING = "0";
    private static final String REQUESTED = "booking.ride-requested.v1";
    private static final String COMPLETED = "booking.ride-completed.v1";

    @Option(names = "--rate", defaultValue = "20", description = "rides a second (default ${DEFAULT-VALUE})")
    int rate;

    @Option(
            names = "--taxis",
            defaultValue = "500",
            description = "available, each with a driver who listens (default ${DEFAULT-VALUE})")
    int taxis;

    @Option(
            names = "--ride-millis",
            defaultValue = "6000",
            description = "from acceptance to drop-off (default ${DEFAULT-VALUE})")
    int rideMillis;

    @Option(names = "--seconds", defaultValue = "30", description = "counted (default ${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warm-seconds",
            defaultValue = "60",
            description = "before them, not counted (default ${DEFAULT-VALUE})")
    int warmSeconds;

    @Option(names = "--seed", defaultValue = "1", description = "of all places (default ${DEFAULT-VALUE})")
    long seed;

    private final Lag toRiders = new Lag();
    private final Lag toDrivers = new Lag();
    private final LongAdder ended = new LongAdder();
    private final AtomicInteger ridersListen = new AtomicInteger();
    private final AtomicInteger mostListened = new AtomicInteger();

    @Override
    public Integer call() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (Sides sides = Sides.start(null)) {
            BenchServers servers = sides.ours();
            String gateway = "http://127.0.0.1:" + servers.gateway("--instant").port();
            int port = servers.tanda(
                            "web,booking,dispatch,payment,notify,history", Map.of("TANDA_GATEWAY_URL", gateway))
                    .port();
            TandaClient riders = new TandaClient(vertx, ClientConfig.of(URI.create("http://127.0.0.1:" + port)));
            OpenLoop loop = new OpenLoop(
                    vertx, port, DevTokens.load(servers.keys()), new Habits(rideMillis / LEGS, true, false), seed);
            loop.hearing(event -> toDrivers.told(at(event)));
            loop.following((token, ride) -> listen(riders, token, ride));
            loop.open(taxis);
            Console.print(
                    "%d rides a second for %d s, after %d s to warm up; %d drivers and every rider listen%n",
                    rate, seconds, warmSeconds, taxis);
            OpenLoop.Result result = loop.run(new OpenLoop.Load(rate, warmSeconds, seconds), this::begin);
            long rides = result.offers().droppedOff();
            OpenLoop.awaitAtMost(SETTLE_LIMIT_SECONDS, () -> ended.sum() >= rides);
            loop.close();
            OpenLoop.await(riders.close());
            return report(rides);
        } finally {
            OpenLoop.await(vertx.close());
        }
    }

    private int report(long rides) {
        boolean reached = taxis >= OPEN_GOAL
                && toRiders.count() > 0
                && toDrivers.count() > 0
                && toRiders.millis(99) <= P99_GOAL_MILLIS
                && toDrivers.millis(99) <= P99_GOAL_MILLIS
                && ended.sum() >= rides;
        Console.print(
                "%,d rides driven to the end, of %,d the rider was told so; %,d streams of drivers were open, and up to %,d of riders%n",
                rides, ended.sum(), taxis, mostListened.get());
        Console.print("from what happened to a rider's receipt: %s%n", toRiders);
        Console.print("from what happened to a driver's receipt: %s%n", toDrivers);
        Console.print(
                "goal: p99 at most %.0f ms with %d open: %s%n",
                P99_GOAL_MILLIS, OPEN_GOAL, reached ? "reached" : "NOT reached");
        return reached ? 0 : 1;
    }

    private void begin() {
        toRiders.begin();
        toDrivers.begin();
    }

    private void listen(TandaClient client, String token, RideId ride) {
        mostListened.accumulateAndGet(ridersListen.incrementAndGet(), Math::max);
        client.bookingEvents(token, ride, FROM_THE_BEGINNING, this::told)
                .ended()
                .onComplete(over -> ridersListen.decrementAndGet());
    }

    private void told(EventStream.Event event) {
        // The first was there before the stream was asked for.
        if (event.type().equals(REQUESTED)) return;
        toRiders.told(at(event));
        if (event.type().equals(COMPLETED)) ended.increment();
    }

    private static Instant at(EventStream.Event event) {
        return Instant.parse(new JsonObject(event.data()).getString("at"));
    }
}
