package io.tanda.benchmarks;

import io.tanda.client.Answer;
import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.Positions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Riders who ask one Tanda for a taxi at a constant rate, whether or not it keeps up, and drivers who take the first offer and drive
 * the ride at once, so that the taxis stay available.
 */
final class OpenLoop {
    /** Midtown and downtown Manhattan. */
    private static final double SOUTH = 40.70, NORTH = 40.80, WEST = -74.01, EAST = -73.94;

    private static final int SETUP_AT_ONCE = 64;
    /** No request waits for another's answer. */
    private static final int MAX_CONNECTIONS = 2_000;

    private static final int POSITIONS_EVERY_SECONDS = 20;
    private static final int STEP_LIMIT_SECONDS = 120;
    /** After the load, until the last ride is driven. */
    private static final int TAIL_LIMIT_SECONDS = 30;

    private final Vertx vertx;
    private final TandaClient client;
    private final DevTokens tokens;
    private final Random random;
    private final List<FirstTaker> drivers = new ArrayList<>();
    private volatile OfferRound round = new OfferRound();
    private long positionsTimer;

    /** @param seed of all places: two loops of one seed ask for the same rides of the same taxis */
    OpenLoop(Vertx vertx, int port, DevTokens tokens, long seed) {
        this.vertx = vertx;
        this.client = new TandaClient(
                vertx, ClientConfig.of(URI.create("http://127.0.0.1:" + port)).withMaxConnections(MAX_CONNECTIONS));
        this.tokens = tokens;
        this.random = new Random(seed);
    }

    /** Registers so many drivers, each on duty with a taxi, a place and an open stream, when it returns. */
    void open(int taxis) {
        FirstTaker.Watch watch = new FirstTaker.Watch() {
            @Override
            public void offered(RideId ride) {
                round.offered(ride);
            }

            @Override
            public void droppedOff(RideId ride) {
                round.droppedOff();
            }
        };
        for (int number = 0; number < taxis; number++)
            drivers.add(new FirstTaker(client, tokens, watch, "B" + number, place()));
        String operator = tokens.operator(UUID.randomUUID());
        inTurns(driver -> driver.register(operator));
        inTurns(FirstTaker::goOnDuty);
        sendPositions();
        inTurns(FirstTaker::listen);
        positionsTimer = vertx.setPeriodic(TimeUnit.SECONDS.toMillis(POSITIONS_EVERY_SECONDS), tick -> sendPositions());
    }

    /** Asks for so many seconds, and waits until everything that came of it is done. */
    OfferRound.Result run(int rate, int seconds) {
        OfferRound now = new OfferRound();
        round = now;
        long start = System.nanoTime();
        long gapNanos = TimeUnit.SECONDS.toNanos(1) / rate;
        int requests = rate * seconds;
        for (int number = 0; number < requests; number++) {
            long due = start + number * gapNanos;
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            client.book(
                            tokens.rider(UUID.randomUUID()),
                            UUID.randomUUID(),
                            new TandaClient.BookingRequest(place(), place(), 1, PaymentMethod.CARD, null))
                    .onComplete(answer -> {
                        if (answer.failed()) now.unanswered();
                        else if (answer.result() instanceof Answer.Ok<?>)
                            now.accepted(answer.result().get().id(), due);
                        else now.refused();
                    });
        }
        long droppedOffInTime = now.droppedOffUntilNow();
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(TAIL_LIMIT_SECONDS);
        while (System.nanoTime() < giveUp && !now.over(requests))
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        return now.result(droppedOffInTime / (double) seconds);
    }

    void close() {
        vertx.cancelTimer(positionsTimer);
        drivers.forEach(FirstTaker::stopListening);
        await(client.close());
    }

    static void await(Future<?> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(STEP_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** So many at once, all before it returns. */
    private void inTurns(Function<FirstTaker, Future<?>> step) {
        for (int from = 0; from < drivers.size(); from += SETUP_AT_ONCE) {
            List<Future<?>> steps = new ArrayList<>();
            drivers.subList(from, Math.min(drivers.size(), from + SETUP_AT_ONCE))
                    .forEach(driver -> steps.add(step.apply(driver)));
            await(Future.all(steps));
        }
    }

    private void sendPositions() {
        String operator = tokens.operator(UUID.randomUUID());
        for (int from = 0; from < drivers.size(); from += Positions.MAX_FIXES) {
            List<Positions.Fix> fixes =
                    drivers.subList(from, Math.min(drivers.size(), from + Positions.MAX_FIXES)).stream()
                            .map(FirstTaker::fix)
                            .toList();
            client.sendFleetPositions(operator, fixes)
                    .onFailure(failure -> Console.print("positions: %s%n", failure.toString()));
        }
    }

    private Place place() {
        return new Place(
                SOUTH + random.nextDouble() * (NORTH - SOUTH), WEST + random.nextDouble() * (EAST - WEST), null);
    }
}
