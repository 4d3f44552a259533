package io.tanda.client;

import io.tanda.contract.AbortReason;
import io.tanda.contract.ArrivalReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.OfferId;
import io.tanda.contract.Person;
import io.tanda.contract.Phone;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.TaxiId;
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
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodList;
import io.tanda.contract.payment.MethodView;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.RefundList;
import io.tanda.contract.payment.RefundView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public API with types. Each call is tried, with the same Idempotency-Key, until it has a definite answer or its time is over
 * ({@link Unanswered}). Answers arrive on the caller's context.
 */
public final class TandaClient {
    private static final Logger log = LoggerFactory.getLogger(TandaClient.class);

    private final Vertx vertx;
    private final PatientCalls calls;
    private final HttpClient streams;

    public TandaClient(Vertx vertx, ClientConfig config) {
        this.vertx = vertx;
        URI api = config.api();
        int port = api.getPort() >= 0 ? api.getPort() : "https".equals(api.getScheme()) ? 443 : 80;
        HttpClientOptions options = new HttpClientOptions()
                .setDefaultHost(api.getHost())
                .setDefaultPort(port)
                .setSsl("https".equals(api.getScheme()))
                .setConnectTimeout(config.tryLimitMillis())
                // A restarted server resets the connections that its predecessor had: they must not pile up here.
                .setKeepAliveTimeout(30);
        HttpClient http = client(
                vertx,
                options,
                new PoolOptions().setHttp1MaxSize(config.maxConnections()).setMaxWaitQueueSize(config.maxWaiting()));
        this.calls = new PatientCalls(vertx, http, config);
        this.streams = client(
                vertx,
                new HttpClientOptions(options).setKeepAlive(false),
                new PoolOptions().setHttp1MaxSize(config.maxStreams()).setMaxWaitQueueSize(config.maxStreams()));
    }

    /** Whoever waits for an answer hears of a broken connection; where nobody does, it is no error. */
    private static HttpClient client(Vertx vertx, HttpClientOptions options, PoolOptions pool) {
        return vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(connection ->
                        connection.exceptionHandler(broken -> log.debug("a connection broke: {}", broken.toString())))
                .build();
    }

    public CallCounts counts() {
        return calls.counts();
    }

    public Future<Void> close() {
        return Future.join(calls.close(), streams.close()).mapEmpty();
    }

    // --- riders ------------------------------------------------------------------------------

    /**
     * @param searchSeconds absent = 60 s (A5)
     * @param pickupAt absent = as soon as a taxi can be there (R2)
     * @param person for the driver; absent = he is told none
     * @param paymentMethodId absent = the rider's default
     */
    public record BookingRequest(
            Place pickup,
            Place dropoff,
            int passengers,
            PaymentMethod paymentMethod,
            @Nullable Integer searchSeconds,
            @Nullable Instant pickupAt,
            @Nullable Person person,
            @Nullable MethodId paymentMethodId) {
        public BookingRequest(
                Place pickup,
                Place dropoff,
                int passengers,
                PaymentMethod paymentMethod,
                @Nullable Integer searchSeconds,
                @Nullable Instant pickupAt,
                @Nullable Person person) {
            this(pickup, dropoff, passengers, paymentMethod, searchSeconds, pickupAt, person, null);
        }

        public BookingRequest(
                Place pickup, Place dropoff, int passengers, PaymentMethod method, @Nullable Integer searchSeconds) {
            this(pickup, dropoff, passengers, method, searchSeconds, null, null);
        }
    }

    /** @param feeUpTo that the rider agrees to; absent = nothing */
    public record CancelRequest(
            @Nullable String reason, @Nullable Money feeUpTo) {}

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
        return cancel(token, key, ride, new CancelRequest(reason, null));
    }

    public Future<Answer<BookingView>> cancel(String token, UUID key, RideId ride, CancelRequest request) {
        return call(HttpMethod.POST, "/v1/bookings/" + ride + "/cancel", token, key, request, BookingView.class);
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

    public record ArriveRequest(ArrivalReason reason) {}

    public record AbortRequest(AbortReason reason, @Nullable GeoPoint where) {}

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

    /** @param reason why the taxi is elsewhere */
    public Future<Answer<DriverRide>> arrive(String token, UUID key, RideId ride, ArrivalReason reason) {
        return call(
                HttpMethod.POST,
                "/v1/rides/" + ride + "/arrive",
                token,
                key,
                new ArriveRequest(reason),
                DriverRide.class);
    }

    public Future<Answer<DriverRide>> contact(String token, UUID key, RideId ride) {
        return call(HttpMethod.POST, "/v1/rides/" + ride + "/contact", token, key, null, DriverRide.class);
    }

    public Future<Answer<DriverRide>> markNoShow(String token, UUID key, RideId ride) {
        return call(HttpMethod.POST, "/v1/rides/" + ride + "/no-show", token, key, null, DriverRide.class);
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

    /** The fare, in coins and notes. */
    public Future<Answer<DriverRide>> takeCash(String token, UUID key, RideId ride) {
        return call(HttpMethod.POST, "/v1/rides/" + ride + "/cash", token, key, null, DriverRide.class);
    }

    /** @param where absent = where the taxi is */
    public Future<Answer<DriverRide>> abort(
            String token, UUID key, RideId ride, AbortReason reason, @Nullable GeoPoint where) {
        return call(
                HttpMethod.POST,
                "/v1/rides/" + ride + "/abort",
                token,
                key,
                new AbortRequest(reason, where),
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

    public record DriverEntry(String name, @Nullable Phone phone) {}

    public record TaxiEntry(String plate, int seats) {}

    public Future<Answer<Fleet.Driver>> registerDriver(String token, UUID key, DriverId id, String name) {
        return registerDriver(token, key, id, new DriverEntry(name, null));
    }

    public Future<Answer<Fleet.Driver>> registerDriver(String token, UUID key, DriverId id, DriverEntry entry) {
        return call(HttpMethod.PUT, "/v1/fleet/drivers/" + id, token, key, entry, Fleet.Driver.class);
    }

    public Future<Answer<Fleet.Taxi>> registerTaxi(String token, UUID key, TaxiId id, String plate, int seats) {
        return call(HttpMethod.PUT, "/v1/fleet/taxis/" + id, token, key, new TaxiEntry(plate, seats), Fleet.Taxi.class);
    }

    public record WriteOffRequest(String reason) {}

    /** Nothing is due for the ride any more. */
    public Future<Answer<PaymentView>> writeOff(String token, UUID key, RideId ride, String reason) {
        return call(
                HttpMethod.POST,
                "/v1/rides/" + ride + "/write-off",
                token,
                key,
                new WriteOffRequest(reason),
                PaymentView.class);
    }

    /** @param amount absent = all that was not given back yet */
    public record RefundRequest(@Nullable Money amount, String reason) {}

    /** The gateway gives back what it took for the ride, or a part of it. */
    public Future<Answer<RefundView>> refund(String token, UUID key, RideId ride, RefundRequest request) {
        return call(HttpMethod.POST, "/v1/rides/" + ride + "/refund", token, key, request, RefundView.class);
    }

    public Future<Answer<RefundList>> refunds(String token, RideId ride) {
        return get("/v1/payments/" + ride + "/refunds", token, RefundList.class);
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

    /** @param token of the gateway's; absent for cash */
    public record MethodRequest(MethodKind kind, @Nullable GatewayToken token) {}

    /** A rider registers what he pays with: it is verified at the gateway first (C1). */
    public Future<Answer<MethodView>> registerMethod(String token, UUID key, MethodRequest request) {
        return call(HttpMethod.POST, "/v1/me/payment-methods", token, key, request, MethodView.class);
    }

    public Future<Answer<MethodList>> methods(String token) {
        return get("/v1/me/payment-methods", token, MethodList.class);
    }

    public record Tip(Money amount) {}

    /** Beside a fare that is paid, once. */
    public Future<Answer<PaymentView>> giveTip(String token, UUID key, RideId ride, Money amount) {
        return call(HttpMethod.POST, "/v1/payments/" + ride + "/tip", token, key, new Tip(amount), PaymentView.class);
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
        return calls.call(method, path, token, key, body, type);
    }

    /** An event stream that goes on after every break where it stopped, until it is closed. */
    public EventStream stream(
            String path, String token, @Nullable String lastEventId, Consumer<EventStream.Event> handler) {
        EventStream stream = new EventStream(vertx, streams, path, token, lastEventId, handler);
        vertx.getOrCreateContext().runOnContext(turn -> stream.open());
        return stream;
    }
}
