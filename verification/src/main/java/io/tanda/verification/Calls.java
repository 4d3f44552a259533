package io.tanda.verification;

import io.tanda.client.Answer;
import io.tanda.client.CallCounts;
import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.tanda.contract.DriverId;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.PaymentMethod;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * People who call the API, one thread each: what they ask must be done, and nothing else may be answered than success or, with or
 * without an answer, that it is to be tried again.
 */
final class Calls implements AutoCloseable {
    static final Place PICKUP = new Place(40.76088, -73.990784, null);
    static final Place DROPOFF = new Place(40.778847, -73.954185, null);

    /** One try of a patient client, as apps have it. */
    private static final int TRY_LIMIT_MILLIS = 3_000;
    /** Of one who repeats nothing: longer than any limit of the server, who is to answer. */
    private static final int ONLY_TRY_LIMIT_MILLIS = 15_000;

    private static final int GIVE_UP_MILLIS = 60_000;
    private static final int CONNECTIONS = 256;
    /** Longer than the client gives up after: it always answers. */
    private static final int ANSWER_LIMIT_SECONDS = 90;

    private static final int MAX_VIOLATIONS = 50;

    private final TandaClient client;
    private final DevTokens tokens;
    private final Map<RideId, RiderId> booked = new ConcurrentHashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long worstMillis;
    private long operations;

    private final Availability availability;

    private Calls(TandaClient client, DevTokens tokens, Availability availability) {
        this.client = client;
        this.tokens = tokens;
        this.availability = availability;
    }

    /** Repeats with the same key what was not answered. */
    static Calls patient(Vertx vertx, URI api, Path keys, Availability availability) throws IOException {
        return of(vertx, api, keys, availability, TRY_LIMIT_MILLIS, GIVE_UP_MILLIS);
    }

    /** Repeats nothing. */
    static Calls impatient(Vertx vertx, URI api, Path keys, Availability availability) throws IOException {
        return of(vertx, api, keys, availability, ONLY_TRY_LIMIT_MILLIS, 0);
    }

    private static Calls of(Vertx vertx, URI api, Path keys, Availability availability, int tryMillis, int giveUpMillis)
            throws IOException {
        ClientConfig config =
                ClientConfig.of(api).withMaxConnections(CONNECTIONS).withTries(tryMillis, giveUpMillis);
        return new Calls(new TandaClient(vertx, config), DevTokens.load(keys), availability);
    }

    TandaClient client() {
        return client;
    }

    DevTokens tokens() {
        return tokens;
    }

    CallCounts.Seen counts() {
        return client.counts().seen();
    }

    /** Every booking that was answered 201. */
    Map<RideId, RiderId> booked() {
        return Map.copyOf(booked);
    }

    /** A driver on duty in a taxi of his own. */
    record Driver(DriverId id, String token) {}

    Driver driver() throws Broken {
        DriverId id = DriverId.next();
        TaxiId taxi = TaxiId.next();
        String operator = tokens.operator(UUID.randomUUID());
        String token = tokens.driver(id.value());
        UUID entry = UUID.randomUUID();
        done("register a driver", () -> client.registerDriver(operator, entry, id, "Driver"));
        UUID plate = UUID.randomUUID();
        done(
                "register a taxi",
                () -> client.registerTaxi(
                        operator, plate, taxi, "V" + taxi.value().toString().substring(24), 4));
        UUID duty = UUID.randomUUID();
        done("go on duty", () -> client.setDuty(token, duty, true, taxi));
        return new Driver(id, token);
    }

    /** A ride as its rider knows it. */
    record Booked(RideId id, String token) {}

    Booked book() throws Broken {
        RiderId rider = RiderId.next();
        String token = tokens.rider(rider.value());
        UUID key = UUID.randomUUID();
        BookingView view = done(
                "book",
                () -> client.book(
                        token, key, new TandaClient.BookingRequest(PICKUP, DROPOFF, 1, PaymentMethod.CARD, null)));
        booked.put(view.id(), rider);
        return new Booked(view.id(), token);
    }

    /** What must be done, however often it is tried. @throws Broken when it was refused, or never answered */
    <T> T done(String what, Supplier<Future<Answer<T>>> ask) throws Broken {
        return switch (answered(what, ask)) {
            case Answer.Ok<T> ok -> ok.body();
            case Answer.Refused<T> refused ->
                throw broken(
                        what + " was answered " + refused.status() + " " + refused.code() + ": " + refused.detail());
        };
    }

    /** A definite answer, also a refusal. @throws Broken when there is none */
    <T> Answer<T> answered(String what, Supplier<Future<Answer<T>>> ask) throws Broken {
        availability.asked(what);
        long began = System.nanoTime();
        Answer<T> answer;
        try {
            answer = ask.get()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw broken(what + ": " + e.getCause());
        }
        took(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        if (answer.status() >= 500) throw broken(what + " was answered " + answer.status());
        availability.answered(what);
        return answer;
    }

    private synchronized void took(long millis) {
        operations++;
        worstMillis = Math.max(worstMillis, millis);
    }

    synchronized Broken broken(String violation) {
        if (violations.size() < MAX_VIOLATIONS) violations.add(violation);
        return new Broken(violation);
    }

    /** @param worstMillis of one operation, with all its tries */
    record Seen(long operations, long worstMillis, List<String> violations) {}

    /** What was seen since it was asked last. */
    synchronized Seen since() {
        Seen seen = new Seen(operations, worstMillis, List.copyOf(violations));
        operations = 0;
        worstMillis = 0;
        violations.clear();
        return seen;
    }

    @Override
    public void close() {
        client.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Somebody was answered what he must never be; it is noted already. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message, null, false, false);
        }
    }
}
