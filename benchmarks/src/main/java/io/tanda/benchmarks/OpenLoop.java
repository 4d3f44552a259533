package io.tanda.benchmarks;

import io.tanda.client.Answer;
import io.tanda.client.CallCounts;
import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.EventStream;
import io.tanda.client.TandaClient;
import io.tanda.client.TandaClient.Nothing;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.Positions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Riders who ask one Tanda for a taxi at a constant rate, whether or not it keeps up, and drivers who take the first offer and drive
 * the ride, after which they are there for the next.
 */
final class OpenLoop {
    /** Midtown and downtown Manhattan: no two places are so far apart that a ride of seconds between them would be held for review. */
    private static final double SOUTH = 40.70, NORTH = 40.79, WEST = -74.01, EAST = -73.94;

    private static final String BOOKINGS = "/v1/bookings";
    private static final int SETUP_AT_ONCE = 64;
    /** No request waits for another's answer. */
    private static final int MAX_CONNECTIONS = 2_000;
    /** A rider asks once: what has no answer by then has none. */
    private static final int RIDER_LIMIT_MILLIS = 10_000;

    private static final int POSITIONS_EVERY_SECONDS = 20;
    private static final int STEP_LIMIT_SECONDS = 120;
    /**
     * A driver tries until he is answered, so that no taxi is lost for the rest of a measurement; and not so often that an overload feeds
     * itself.
     */
    private static final int DRIVER_TRY_MILLIS = 15_000;

    private static final int DRIVER_LIMIT_MILLIS = 180_000;
    /** After the load, until the last ride is driven: longer than a search window and a driver's patience at the end of an overload. */
    private static final int TAIL_LIMIT_SECONDS = 180;

    private final Vertx vertx;
    private final TandaClient drivers;
    private final TandaClient riders;
    private final DevTokens tokens;
    private final Habits habits;
    private final Random random;
    private final List<FirstTaker> fleet = new ArrayList<>();
    private volatile Round round;
    private long positionsTimer;
    private Consumer<List<UUID>> meeting = riders -> {};
    private Consumer<EventStream.Event> toDrivers = event -> {};
    private BiConsumer<String, RideId> booked = (token, ride) -> {};

    /**
     * How much is asked for.
     *
     * @param rate requests a second
     * @param leadSeconds before the counted time, at the same rate
     * @param seconds of the counted time
     */
    record Load(int rate, int leadSeconds, int seconds) {
        int requests() {
            return rate * (leadSeconds + seconds);
        }
    }

    /**
     * @param riderTries what the requests of the round were answered
     * @param driverTries what all calls of drivers were answered, tries that were made again included
     */
    record Result(
            OfferRound.Result offers,
            HistoryProbe.Result history,
            CallCounts.Seen riderTries,
            CallCounts.Seen driverTries) {}

    private record Round(OfferRound offers, HistoryProbe history) {}

    /** @param seed of all places: two loops of one seed ask for the same rides of the same taxis */
    OpenLoop(Vertx vertx, int port, DevTokens tokens, Habits habits, long seed) {
        this.vertx = vertx;
        ClientConfig config =
                ClientConfig.of(URI.create("http://127.0.0.1:" + port)).withMaxConnections(MAX_CONNECTIONS);
        this.drivers = new TandaClient(vertx, config.withTries(DRIVER_TRY_MILLIS, DRIVER_LIMIT_MILLIS));
        this.riders = new TandaClient(vertx, config.withTries(RIDER_LIMIT_MILLIS, 0));
        this.tokens = tokens;
        this.habits = habits;
        this.random = new Random(seed);
        this.round = new Round(new OfferRound(0, 0), new HistoryProbe(vertx, drivers, 0));
    }

    /** Registers so many drivers, each on duty with a taxi, a place and an open stream, when it returns. */
    void open(int taxis) {
        for (int number = 0; number < taxis; number++)
            fleet.add(new FirstTaker(vertx, drivers, tokens, watch(), habits.legMillis(), "B" + number, place()));
        String operator = tokens.operator(UUID.randomUUID());
        inTurns(driver -> driver.register(operator));
        inTurns(FirstTaker::goOnDuty);
        sendPositions(operator);
        inTurns(FirstTaker::listen);
        positionsTimer =
                vertx.setPeriodic(TimeUnit.SECONDS.toMillis(POSITIONS_EVERY_SECONDS), tick -> sendPositions(operator));
    }

    private FirstTaker.Watch watch() {
        return new FirstTaker.Watch() {
            @Override
            public void heard(EventStream.Event event) {
                toDrivers.accept(event);
            }

            @Override
            public void offered(RideId ride) {
                round.offers().offered(ride);
            }

            @Override
            public boolean take(RideId ride) {
                return round.offers().take(ride, habits.firstHearerTakes());
            }

            @Override
            public void missed(RideId ride) {
                round.offers().missed(ride);
            }

            @Override
            public void droppedOff(RideId ride, String driverToken, boolean paid) {
                Round now = round;
                now.offers().droppedOff(paid);
                if (habits.followHistory() && now.offers().counts(System.nanoTime()))
                    now.history().droppedOff(ride, driverToken);
            }

            @Override
            public void broken(RideId ride) {
                round.offers().broken();
            }
        };
    }

    /** @param first told of the riders of each load, before they ask */
    void meeting(Consumer<List<UUID>> first) {
        meeting = first;
    }

    /** @param event told of whatever a driver's stream tells */
    void hearing(Consumer<EventStream.Event> event) {
        toDrivers = event;
    }

    /** @param first told of each booking, with its rider's token, when it was answered */
    void following(BiConsumer<String, RideId> first) {
        booked = first;
    }

    /**
     * Asks as the load says, and waits until everything that came of it is done.
     *
     * @param atBeginAndEnd run on this thread when the counted time begins, and when it ends
     */
    Result run(Load load, Runnable atBeginAndEnd) {
        // Signed before the load: at a rate of hundreds, on two cores, it would be felt.
        List<String> asking = new ArrayList<>(load.requests());
        List<UUID> people =
                Stream.generate(UUID::randomUUID).limit(load.requests()).toList();
        meeting.accept(people);
        for (UUID rider : people) asking.add(tokens.rider(rider));
        CallCounts.Seen ridersBefore = riders.counts().seen();
        CallCounts.Seen driversBefore = drivers.counts().seen();
        long start = System.nanoTime();
        long from = start + TimeUnit.SECONDS.toNanos(load.leadSeconds());
        OfferRound offers = new OfferRound(from, from + TimeUnit.SECONDS.toNanos(load.seconds()));
        HistoryProbe history = new HistoryProbe(vertx, drivers, from);
        round = new Round(offers, history);
        CompletableFuture<Void> asked =
                CompletableFuture.runAsync(() -> ask(asking, load.rate(), start, offers), OpenLoop::onNewThread);
        sleepUntil(offers.fromNanos());
        atBeginAndEnd.run();
        sleepUntil(offers.toNanos());
        atBeginAndEnd.run();
        asked.join();
        awaitAtMost(TAIL_LIMIT_SECONDS, () -> offers.over(load.requests()) && history.over());
        return new Result(
                offers.result(),
                history.result(),
                riders.counts().seen().since(ridersBefore),
                drivers.counts().seen().since(driversBefore));
    }

    private static void onNewThread(Runnable work) {
        Thread.ofPlatform().name("riders").start(work);
    }

    private void ask(List<String> asking, int rate, long start, OfferRound offers) {
        long gapNanos = TimeUnit.SECONDS.toNanos(1) / rate;
        for (int number = 0; number < asking.size(); number++) {
            long due = start + number * gapNanos;
            sleepUntil(due);
            TandaClient.BookingRequest request =
                    new TandaClient.BookingRequest(place(), place(), 1, PaymentMethod.CARD, null);
            String token = asking.get(number);
            riders.call(HttpMethod.POST, BOOKINGS, token, UUID.randomUUID(), request, Nothing.class)
                    .onComplete((answer, unanswered) -> {
                        switch (answer) {
                            case null -> offers.unanswered();
                            case Answer.Ok<Nothing> ok -> {
                                RideId ride = rideOf(ok);
                                offers.accepted(ride, due);
                                booked.accept(token, ride);
                            }
                            case Answer.Refused<Nothing> no -> offers.refused();
                        }
                    });
        }
    }

    /** The Location header names it: the body need not be read. */
    private static RideId rideOf(Answer.Ok<Nothing> booked) {
        String location = booked.location();
        if (location == null) throw new IllegalStateException("a booking without a Location");
        return RideId.parse(location.substring(location.lastIndexOf('/') + 1));
    }

    void close() {
        vertx.cancelTimer(positionsTimer);
        fleet.forEach(FirstTaker::stopListening);
        await(drivers.close());
        await(riders.close());
    }

    static void await(Future<?> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(STEP_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** False when it was not so before the limit. */
    static boolean awaitAtMost(int seconds, BooleanSupplier condition) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUp) return false;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return true;
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime())
            LockSupport.parkNanos(left);
    }

    /** So many at once, all before it returns. */
    private void inTurns(Function<FirstTaker, Future<?>> step) {
        for (int from = 0; from < fleet.size(); from += SETUP_AT_ONCE) {
            List<Future<?>> steps = new ArrayList<>();
            fleet.subList(from, Math.min(fleet.size(), from + SETUP_AT_ONCE))
                    .forEach(driver -> steps.add(step.apply(driver)));
            await(Future.all(steps));
        }
    }

    private void sendPositions(String operator) {
        for (int from = 0; from < fleet.size(); from += Positions.MAX_FIXES) {
            List<Positions.Fix> fixes = fleet.subList(from, Math.min(fleet.size(), from + Positions.MAX_FIXES)).stream()
                    .map(FirstTaker::fix)
                    .toList();
            drivers.sendFleetPositions(operator, fixes)
                    .onFailure(failure -> Console.print("positions: %s%n", failure.toString()));
        }
    }

    private Place place() {
        return new Place(
                SOUTH + random.nextDouble() * (NORTH - SOUTH), WEST + random.nextDouble() * (EAST - WEST), null);
    }
}
