package io.tanda.client;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.OfferId;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Estimate;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.OpenCalls;
import io.tanda.contract.dispatch.Positions;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentView;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The public API with types. Each call is tried until it has a definite answer or its time is over: lost connections, time limits and
 * 502, 503, 504, 429 (after their Retry-After) are tried again with the same Idempotency-Key. Answers arrive on the caller's context.
 */
public final class TandaClient {
    /** Any answer of the API: its largest page. */
    private static final int MAX_BODY_BYTES = 4 << 20;

    private final Vertx vertx;
    private final ClientConfig config;
    private final HttpClient calls;
    private final HttpClient streams;
    private final CallCounts counts = new CallCounts();
    private volatile boolean closed;

    public TandaClient(Vertx vertx, ClientConfig config) {
        this.vertx = vertx;
        this.config = config;
        URI api = config.api();
        int port = api.getPort() >= 0 ? api.getPort() : "https".equals(api.getScheme()) ? 443 : 80;
        HttpClientOptions options = new HttpClientOptions()
                .setDefaultHost(api.getHost())
                .setDefaultPort(port)
                .setSsl("https".equals(api.getScheme()))
                .setConnectTimeout(config.tryLimitMillis())
                // A restarted server resets the connections that its predecessor had: they must not pile up here.
                .setKeepAliveTimeout(30);
        this.calls = vertx.createHttpClient(
                options,
                new PoolOptions().setHttp1MaxSize(config.maxConnections()).setMaxWaitQueueSize(config.maxWaiting()));
        this.streams = vertx.createHttpClient(
                new HttpClientOptions(options).setKeepAlive(false),
                new PoolOptions().setHttp1MaxSize(config.maxStreams()).setMaxWaitQueueSize(config.maxStreams()));
    }

    public CallCounts counts() {
        return counts;
    }

    public Future<Void> close() {
        closed = true;
        return Future.join(calls.close(), streams.close()).mapEmpty();
    }

    // --- riders ------------------------------------------------------------------------------

    /** @param searchSeconds absent = 60 s (A5) */
    public record BookingRequest(
            Place pickup,
            Place dropoff,
            int passengers,
            PaymentMethod paymentMethod,
            @Nullable Integer searchSeconds) {}

    public record CancelRequest(@Nullable String reason) {}

    public Future<Answer<BookingView>> book(String token, UUID key, BookingRequest request) {
        return call(HttpMethod.POST, "/v1/bookings", token, key, request, BookingView.class);
    }

    public Future<Answer<BookingView>> booking(String token, RideId ride) {
        return get("/v1/bookings/" + ride, token, BookingView.class);
    }

    /** @param next the cursor of the following page; absent on the last */
    public record BookingPage(
            List<BookingView> items, @Nullable String next) {}

    /** Newest first. */
    public Future<Answer<BookingPage>> bookings(String token, @Nullable String cursor, int limit) {
        return get("/v1/bookings?limit=" + limit + query("cursor", cursor), token, BookingPage.class);
    }

    public Future<Answer<BookingView>> cancel(String token, UUID key, RideId ride, String reason) {
        return call(
                HttpMethod.POST,
                "/v1/bookings/" + ride + "/cancel",
                token,
                key,
                new CancelRequest(reason),
                BookingView.class);
    }

    /** What happens to a booking, from an event id on (absent: all of it). */
    public EventStream bookingEvents(
            String token, RideId ride, @Nullable String lastEventId, Consumer<EventStream.Event> handler) {
        return stream("/v1/bookings/" + ride + "/events", token, lastEventId, handler);
    }

    public Future<Answer<Estimate>> estimate(String token, GeoPoint pickup, GeoPoint dropoff) {
        return get(
                "/v1/estimates?pickup=" + pickup.lat() + "," + pickup.lng() + "&dropoff=" + dropoff.lat() + ","
                        + dropoff.lng(),
                token,
                Estimate.class);
    }

    // --- drivers -----------------------------------------------------------------------------

    public record DutyRequest(boolean onDuty, @Nullable TaxiId taxi) {}

    public record OwnFix(double lat, double lng, @Nullable Instant at) {}

    public record OwnFixes(List<OwnFix> fixes) {}

    public record DropOffRequest(
            @Nullable GeoPoint where, @Nullable Long meters) {}

    public record GiveBackRequest(String reason) {}

    public Future<Answer<Duty>> setDuty(String token, UUID key, boolean onDuty, @Nullable TaxiId taxi) {
        return call(HttpMethod.PUT, "/v1/drivers/me/duty", token, key, new DutyRequest(onDuty, taxi), Duty.class);
    }

    public Future<Answer<Positions.Taken>> sendPositions(String token, List<OwnFix> fixes) {
        return call(
                HttpMethod.POST, "/v1/drivers/me/positions", token, null, new OwnFixes(fixes), Positions.Taken.class);
    }

    /** The ride the driver is on; 404 when there is none. */
    public Future<Answer<DriverRide>> rideOfDriver(String token) {
        return get("/v1/drivers/me/ride", token, DriverRide.class);
    }

    public Future<Answer<Offer.Listing>> offers(String token) {
        return get("/v1/drivers/me/offers", token, Offer.Listing.class);
    }

    /** What a driver is told, from an event id on. */
    public EventStream driverEvents(String token, @Nullable String lastEventId, Consumer<EventStream.Event> handler) {
        return stream("/v1/drivers/me/events", token, lastEventId, handler);
    }

    public Future<Answer<OpenCalls>> openCalls(String token, int limit) {
        return get("/v1/calls?limit=" + limit, token, OpenCalls.class);
    }

    public Future<Answer<DriverRide>> acceptOffer(String token, UUID key, OfferId offer) {
        return call(HttpMethod.POST, "/v1/offers/" + offer + "/accept", token, key, null, DriverRide.class);
    }

    public Future<Answer<Offer>> declineOffer(String token, UUID key, OfferId offer) {
        return call(HttpMethod.POST, "/v1/offers/" + offer + "/decline", token, key, null, Offer.class);
    }

    public Future<Answer<DriverRide>> acceptCall(String token, UUID key, RideId ride) {
        return call(HttpMethod.POST, "/v1/calls/" + ride + "/accept", token, key, null, DriverRide.class);
    }

    public Future<Answer<DriverRide>> arrive(String token, UUID key, RideId ride) {
        return call(HttpMethod.POST, "/v1/rides/" + ride + "/arrive", token, key, null, DriverRide.class);
    }

    public Future<Answer<DriverRide>> pickUp(String token, UUID key, RideId ride) {
        return call(HttpMethod.POST, "/v1/rides/" + ride + "/pickup", token, key, null, DriverRide.class);
    }

    /** @param meters absent = the server estimates */
    public Future<Answer<DriverRide>> dropOff(
            String token, UUID key, RideId ride, @Nullable GeoPoint where, @Nullable Long meters) {
        return call(
                HttpMethod.POST,
                "/v1/rides/" + ride + "/dropoff",
                token,
                key,
                new DropOffRequest(where, meters),
                DriverRide.class);
    }

    public Future<Answer<DriverRide>> giveBack(String token, UUID key, RideId ride, String reason) {
        return call(
                HttpMethod.POST,
                "/v1/rides/" + ride + "/cancel",
                token,
                key,
                new GiveBackRequest(reason),
                DriverRide.class);
    }

    // --- operators ---------------------------------------------------------------------------

    public record DriverEntry(String name) {}

    public record TaxiEntry(String plate, int seats) {}

    public Future<Answer<Fleet.Driver>> registerDriver(String token, UUID key, DriverId id, String name) {
        return call(HttpMethod.PUT, "/v1/fleet/drivers/" + id, token, key, new DriverEntry(name), Fleet.Driver.class);
    }

    public Future<Answer<Fleet.Taxi>> registerTaxi(String token, UUID key, TaxiId id, String plate, int seats) {
        return call(HttpMethod.PUT, "/v1/fleet/taxis/" + id, token, key, new TaxiEntry(plate, seats), Fleet.Taxi.class);
    }

    /** A fleet's uplink: at most {@link Positions#MAX_FIXES}. */
    public Future<Answer<Positions.Taken>> sendFleetPositions(String token, List<Positions.Fix> fixes) {
        return call(
                HttpMethod.POST,
                "/v1/fleet/positions",
                token,
                null,
                new Positions.Report(fixes),
                Positions.Taken.class);
    }

    public Future<Answer<PaymentView>> payment(String token, RideId ride) {
        return get("/v1/payments/" + ride, token, PaymentView.class);
    }

    /** @param next the cursor of the following page; absent on the last */
    public record RidePage(List<RideRecord> items, @Nullable String next) {}

    /** Newest first; of everybody for an operator, of oneself for others. */
    public Future<Answer<RidePage>> history(
            String token, @Nullable RideStatus status, @Nullable Instant from, @Nullable String cursor, int limit) {
        return get(
                "/v1/ride-history?limit=" + limit
                        + query("status", status == null ? null : status.wireName())
                        + query("from", from)
                        + query("cursor", cursor),
                token,
                RidePage.class);
    }

    private static String query(String name, @Nullable Object value) {
        return value == null ? "" : "&" + name + "=" + value;
    }

    // --- the wire ----------------------------------------------------------------------------

    public <T> Future<Answer<T>> get(String path, String token, Class<T> type) {
        return call(HttpMethod.GET, path, token, null, null, type);
    }

    /** For answers whose body nobody looks at. */
    public enum Nothing {
        AT_ALL
    }

    /**
     * Any call of the API.
     *
     * @param path with its query
     * @param key the Idempotency-Key of a command
     * @param body encoded as the contract's JSON
     * @param type of the answer's body; {@link Nothing} where there is none or it does not matter
     */
    public <T> Future<Answer<T>> call(
            HttpMethod method, String path, String token, @Nullable UUID key, @Nullable Object body, Class<T> type) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setURI(path)
                .setConnectTimeout(config.tryLimitMillis())
                .setIdleTimeout(config.tryLimitMillis())
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Accept", "application/json, application/problem+json");
        if (key != null) options.putHeader("Idempotency-Key", key.toString());
        Buffer content = body == null ? Buffer.buffer() : Buffer.buffer(Wire.encode(body));
        if (body != null) options.putHeader("Content-Type", "application/json");
        Promise<Answer<T>> answer = Promise.promise();
        Attempts<T> attempts = new Attempts<>(options, content, type, answer);
        onContext(attempts::next);
        return answer.future();
    }

    /** From any other thread, an answer can be over before its body is asked for, which then never comes. */
    private void onContext(Runnable step) {
        vertx.getOrCreateContext().runOnContext(turn -> step.run());
    }

    private final class Attempts<T> {
        private final RequestOptions options;
        private final Buffer content;
        private final Class<T> type;
        private final Promise<Answer<T>> answer;
        private final long beganNanos = System.nanoTime();
        private int tries;

        Attempts(RequestOptions options, Buffer content, Class<T> type, Promise<Answer<T>> answer) {
            this.options = options;
            this.content = content;
            this.type = type;
            this.answer = answer;
        }

        void next() {
            if (closed) {
                failed("the client was closed", null);
                return;
            }
            tries++;
            counts.sent();
            calls.request(options)
                    .compose(request -> request.send(content))
                    .compose(response -> response.body().map(bytes -> new Raw(response, bytes)))
                    .onSuccess(this::answered)
                    .onFailure(this::lost);
        }

        private record Raw(HttpClientResponse response, Buffer body) {}

        private void answered(Raw raw) {
            int status = raw.response().statusCode();
            counts.status(status);
            if (status == 429 || (status >= 502 && status <= 504)) {
                again(raw.response().getHeader("Retry-After"), null, "answered " + status);
                return;
            }
            Answer<T> read;
            try {
                read = read(raw);
            } catch (IllegalArgumentException e) {
                counts.operationFailed();
                answer.fail(new Unanswered(this + " was answered " + status + " with what is no answer", e));
                return;
            }
            counts.operation(read);
            answer.complete(read);
        }

        private Answer<T> read(Raw raw) {
            int status = raw.response().statusCode();
            Buffer body = raw.body();
            if (body.length() > MAX_BODY_BYTES) throw new IllegalArgumentException("a body of " + body.length());
            if (status >= 200 && status < 300) {
                T value = type == Nothing.class ? type.cast(Nothing.AT_ALL) : Wire.decode(body.getBytes(), type);
                return new Answer.Ok<>(status, value, raw.response().getHeader("Location"));
            }
            Problem problem =
                    body.length() == 0 ? new Problem(null, null, null) : Wire.decode(body.getBytes(), Problem.class);
            return new Answer.Refused<>(
                    status,
                    problem.code() == null ? "status_" + status : problem.code(),
                    problem.detail() != null ? problem.detail() : problem.title() != null ? problem.title() : "");
        }

        private void lost(Throwable cause) {
            counts.lost();
            again(null, cause, cause.toString());
        }

        private void again(@Nullable String retryAfter, @Nullable Throwable cause, String why) {
            long pause = Backoff.millis(tries, retryAfter);
            if (elapsedMillis() + pause > config.giveUpAfterMillis()) failed(why, cause);
            else vertx.setTimer(pause, timer -> next());
        }

        private void failed(String why, @Nullable Throwable cause) {
            counts.operationFailed();
            String message = this + " has no answer after " + tries + " tries in " + elapsedMillis() + " ms: " + why;
            answer.fail(cause == null ? new Unanswered(message) : new Unanswered(message, cause));
        }

        private long elapsedMillis() {
            return (System.nanoTime() - beganNanos) / 1_000_000;
        }

        @Override
        public String toString() {
            return options.getMethod() + " " + options.getURI();
        }
    }

    private record Problem(
            @Nullable String code,
            @Nullable String title,
            @Nullable String detail) {}

    /** An event stream that goes on after every break where it stopped, until it is closed. */
    public EventStream stream(
            String path, String token, @Nullable String lastEventId, Consumer<EventStream.Event> handler) {
        EventStream stream = new EventStream(vertx, streams, path, token, lastEventId, handler);
        onContext(stream::open);
        return stream;
    }
}
