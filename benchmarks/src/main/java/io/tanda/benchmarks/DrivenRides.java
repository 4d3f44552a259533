package io.tanda.benchmarks;

import io.tanda.client.Answer;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.tanda.client.TandaClient.Nothing;
import io.tanda.contract.DriverId;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Rides that are under way with their passengers, each with a driver and a taxi of its own, made by the API as people make them. */
final class DrivenRides {
    /** More does not go faster on two cores. */
    private static final int AT_ONCE = 96;
    /** Until dispatch has heard of a booking. */
    private static final int ACCEPT_AGAIN_MILLIS = 100;

    private static final int ACCEPT_TRIES = 300;
    private static final int SAID_EVERY = 5_000;
    /** Of them all: a ride takes seven commands. */
    private static final int LIMIT_SECONDS = 1_200;

    private static final TandaClient.BookingRequest RIDE = new TandaClient.BookingRequest(
            new Place(40.76088, -73.990784, null), new Place(40.778847, -73.954185, null), 1, PaymentMethod.CARD, null);

    private final TandaClient client;
    private final DevTokens tokens;
    private final Vertx timers;
    private final String operator;

    DrivenRides(Vertx vertx, TandaClient client, DevTokens tokens) {
        this.timers = vertx;
        this.client = client;
        this.tokens = tokens;
        this.operator = tokens.operator(UUID.randomUUID());
    }

    /** A ride that its driver may end. @param token the driver's */
    record Driven(RideId ride, String token) {}

    /** Returns when so many are under way. @throws IllegalStateException when they are not in time */
    List<Driven> prepare(int count) {
        ConcurrentLinkedQueue<Driven> driven = new ConcurrentLinkedQueue<>();
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        Semaphore free = new Semaphore(AT_ONCE);
        for (int number = 0; number < count; number++) {
            free.acquireUninterruptibly();
            drive().onComplete((ride, failure) -> {
                if (ride == null) lost.incrementAndGet();
                else {
                    driven.add(ride);
                    int now = underWay.incrementAndGet();
                    if (now % SAID_EVERY == 0) Console.print("%,d rides are under way%n", now);
                }
                free.release();
            });
        }
        if (!OpenLoop.awaitAtMost(LIMIT_SECONDS, () -> underWay.get() + lost.get() == count))
            throw new IllegalStateException("of " + count + " rides only " + underWay.get() + " are under way");
        Console.print("%,d rides are under way, %,d were not to be had%n", underWay.get(), lost.get());
        return List.copyOf(driven);
    }

    private Future<Driven> drive() {
        DriverId driver = DriverId.next();
        TaxiId taxi = TaxiId.next();
        String token = tokens.driver(driver.value());
        String plate = "D" + taxi.value().toString().substring(24);
        return done(() -> client.registerDriver(operator, UUID.randomUUID(), driver, "Driver"))
                .compose(known -> done(() -> client.registerTaxi(operator, UUID.randomUUID(), taxi, plate, 4)))
                .compose(known -> done(() -> client.setDuty(token, UUID.randomUUID(), true, taxi)))
                .compose(ready -> done(() -> client.book(tokens.rider(UUID.randomUUID()), UUID.randomUUID(), RIDE)))
                .compose(booked -> {
                    Driven ride = new Driven(booked.id(), token);
                    return accept(ride, ACCEPT_TRIES)
                            .compose(his -> step(ride, "/arrive"))
                            .compose(there -> step(ride, "/pickup"))
                            .map(ride);
                });
    }

    private Future<Nothing> accept(Driven ride, int tries) {
        return ask("/v1/calls/" + ride.ride() + "/accept", ride).compose(answer -> switch (answer) {
            case Answer.Ok<Nothing> his -> Future.succeededFuture(Nothing.AT_ALL);
            case Answer.Refused<Nothing> notYet
            when tries > 1 -> timers.timer(ACCEPT_AGAIN_MILLIS).compose(again -> accept(ride, tries - 1));
            case Answer.Refused<Nothing> never ->
                Future.failedFuture(new IllegalStateException("accept: " + never.status()));
        });
    }

    private Future<Nothing> step(Driven ride, String step) {
        return done(() -> ask("/v1/rides/" + ride.ride() + step, ride)).map(Nothing.AT_ALL);
    }

    private Future<Answer<Nothing>> ask(String path, Driven ride) {
        return client.call(HttpMethod.POST, path, ride.token(), UUID.randomUUID(), null, Nothing.class);
    }

    private static <T> Future<T> done(Supplier<Future<Answer<T>>> asking) {
        return asking.get().compose(answer -> switch (answer) {
            case Answer.Ok<T> ok -> Future.succeededFuture(ok.body());
            case Answer.Refused<T> refused ->
                Future.failedFuture(new IllegalStateException(refused.status() + " " + refused.code()));
        });
    }
}
