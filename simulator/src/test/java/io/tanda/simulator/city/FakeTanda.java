package io.tanda.simulator.city;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.client.TandaClient;
import io.tanda.contract.AbortReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.Positions;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A city hall in memory: enough of the public API that riders and drivers can live with it. Every 20th command is answered 503 first. */
final class FakeTanda {
    private static final int UNAVAILABLE_EVERY = 20;
    private static final int NEXT_TAXI_MILLIS = 30;
    private static final int CLOSED_AT_ONCE_EVERY = 10;
    /** Long enough that what was told before it is heard before it. */
    private static final int LATE_ANSWER_MILLIS = 20;

    static final Money FARE = Money.usd(1_000);

    final Map<RideId, FakeRide> rides = new LinkedHashMap<>();
    /** Whose each is. */
    final Map<MethodId, RiderId> methods = new HashMap<>();

    final Set<UUID> onDuty = new HashSet<>();
    final FakeDesk desk = new FakeDesk(this);
    int positions;
    int twoRides;
    int tooEarly;
    int answeredWhenClosed;
    int phonesGone;
    /** Every so many fares; 0 = no card is declined. */
    int declineEvery;
    /** Every so many drop-offs an operator gives the driver his next ride before he has the answer; 0 = never. */
    int nextGivenEvery;

    int nextGiven;
    /** Every so many offers an operator gives the driver another ride while he looks at the offer, which is closed; 0 = never. */
    int anotherGivenEvery;

    int anotherGiven;
    private int dropoffs;
    private int fares;
    private final Vertx vertx;
    private final DomainTime time;
    private final Map<UUID, HttpServerResponse> drivers = new HashMap<>();
    private final Map<UUID, FakeRide> busy = new HashMap<>();
    private final Map<OfferId, FakeRide> offers = new HashMap<>();
    private final Set<OfferId> closed = new HashSet<>();
    /** Drivers whom an operator has given a ride: they may answer an offer before they have heard of it. */
    private final Set<UUID> assigned = new HashSet<>();

    private final Map<String, FakeRide> keys = new HashMap<>();
    private int commands;
    private long feed;

    FakeTanda(Vertx vertx, DomainTime time) {
        this.vertx = vertx;
        this.time = time;
    }

    Future<HttpServer> listen() {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        router.route().handler(request -> {
            boolean command = request.request().getHeader("Idempotency-Key") != null;
            if (command && ++commands % UNAVAILABLE_EVERY == 0)
                request.response().setStatusCode(503).end();
            else request.next();
        });
        router.put("/v1/fleet/drivers/:id").handler(r -> ok(r, new Fleet.Driver(DriverId.next(), "d", null, null)));
        router.put("/v1/fleet/taxis/:id").handler(r -> ok(r, new Fleet.Taxi(TaxiId.next(), "t", 4, null)));
        router.post("/v1/fleet/positions").handler(r -> {
            positions++;
            ok(r, new Positions.Taken(1));
        });
        router.put("/v1/drivers/me/duty").handler(r -> {
            onDuty.add(subject(r));
            ok(r, new Duty(new DriverId(subject(r)), Duty.State.AVAILABLE, null, null, null, time.now()));
        });
        router.get("/v1/drivers/me/ride").handler(r -> {
            FakeRide mine = busy.get(subject(r));
            if (mine == null) refuse(r, 404, "not_found");
            else ok(r, mine.mine());
        });
        router.get("/v1/drivers/me/events").handler(this::listen);
        desk.opensOn(router);
        router.post("/v1/me/payment-methods").handler(r -> {
            MethodView method =
                    new MethodView(MethodId.next(), MethodKind.CARD, "visa", "4242", null, true, time.now());
            methods.put(method.id(), new RiderId(subject(r)));
            ok(r, method);
        });
        router.post("/v1/bookings").handler(this::book);
        router.get("/v1/bookings/:id/events").handler(r -> {
            FakeRide ride = ride(r);
            HttpServerResponse stream = stream(r);
            int from = Integer.parseInt(r.request().getHeader("Last-Event-ID"));
            for (int version = from + 1; version <= ride.events.size(); version++) stream.write(ride.text(version));
            ride.stream = stream;
        });
        router.post("/v1/bookings/:id/cancel").handler(this::cancel);
        router.post("/v1/offers/:id/accept").handler(this::accept);
        router.post("/v1/offers/:id/decline").handler(r -> refuse(r, 404, "not_found"));
        router.post("/v1/rides/:id/arrive").handler(r -> {
            FakeRide ride = ride(r);
            step(r, ride, RideStatus.ACCEPTED, new BookingEvent.DriverArrived(ride.id, time.now()), RideStatus.ARRIVED);
        });
        router.post("/v1/rides/:id/contact").handler(r -> {
            FakeRide ride = ride(r);
            ride.noShowFrom = time.now().plusSeconds(300);
            step(
                    r,
                    ride,
                    RideStatus.ARRIVED,
                    new BookingEvent.RiderContacted(ride.id, time.now().plusSeconds(300), time.now()),
                    RideStatus.ARRIVED);
        });
        router.post("/v1/rides/:id/no-show").handler(r -> {
            FakeRide ride = ride(r);
            if (ride.noShowFrom == null || time.now().isBefore(ride.noShowFrom)) tooEarly++;
            busy.remove(subject(r));
            step(r, ride, RideStatus.ARRIVED, new BookingEvent.RiderNoShow(ride.id, time.now()), RideStatus.NO_SHOW);
        });
        router.post("/v1/rides/:id/pickup").handler(r -> {
            FakeRide ride = ride(r);
            step(
                    r,
                    ride,
                    RideStatus.ARRIVED,
                    new BookingEvent.RideStarted(ride.id, time.now()),
                    RideStatus.IN_PROGRESS);
        });
        router.post("/v1/rides/:id/dropoff").handler(r -> {
            FakeRide ride = ride(r);
            boolean inCash = ride.request.paymentMethod() == PaymentMethod.CASH;
            boolean declined = !inCash && declineEvery > 0 && ++fares % declineEvery == 0;
            if (inCash || declined) collect(r, ride, declined ? "insufficient_funds" : null);
            else droppedOff(r, ride);
        });
        router.post("/v1/rides/:id/cash").handler(r -> {
            FakeRide ride = ride(r);
            ride.collect = null;
            busy.remove(subject(r));
            step(r, ride, RideStatus.SETTLING, paid(ride), RideStatus.COMPLETED);
        });
        router.post("/v1/rides/:id/abort").handler(r -> {
            FakeRide ride = ride(r);
            busy.remove(subject(r));
            step(
                    r,
                    ride,
                    RideStatus.IN_PROGRESS,
                    new BookingEvent.RideAborted(ride.id, AbortReason.PASSENGER_WISH, FARE, time.now()),
                    RideStatus.ABORTED);
        });
        router.post("/v1/rides/:id/cancel").handler(r -> {
            FakeRide ride = ride(r);
            if (ride.status != RideStatus.ACCEPTED) {
                refuse(r, 409, "step_not_allowed");
                return;
            }
            lose(ride, subject(r), "x");
            ok(r, ride.mine());
        });
        return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1");
    }

    private void book(RoutingContext request) {
        String key = request.request().getHeader("Idempotency-Key");
        FakeRide before = keys.get(key);
        if (before != null) {
            ok(request, before.view());
            return;
        }
        FakeRide ride = new FakeRide(
                time,
                new RiderId(subject(request)),
                Wire.decode(request.body().asString(), TandaClient.BookingRequest.class));
        rides.put(ride.id, ride);
        keys.put(key, ride);
        if (ride.request.pickupAt() == null) request(ride);
        else later(ride, ride.request.pickupAt());
        ok(request, ride.view());
    }

    private void later(FakeRide ride, Instant pickupAt) {
        Instant offeredFrom = pickupAt.minusSeconds(BookingCommand.OFFERED_AHEAD_SECONDS);
        ride.happened(
                new BookingEvent.RideScheduled(
                        ride.id,
                        ride.rider,
                        ride.request.pickup(),
                        ride.request.dropoff(),
                        1,
                        ride.request.paymentMethod(),
                        pickupAt,
                        offeredFrom,
                        time.now()),
                RideStatus.SCHEDULED);
        vertx.setTimer(time.realMillisUntil(offeredFrom), due -> {
            if (ride.status == RideStatus.SCHEDULED) request(ride);
        });
    }

    private void request(FakeRide ride) {
        ride.happened(
                new BookingEvent.RideRequested(
                        ride.id,
                        ride.rider,
                        ride.request.pickup(),
                        ride.request.dropoff(),
                        1,
                        ride.request.paymentMethod(),
                        time.now().plusSeconds(600),
                        time.now().plusSeconds(900),
                        time.now()),
                RideStatus.REQUESTED);
        offer(ride);
    }

    /** A stream that is closed for three minutes is a phone that nothing is heard of. */
    private void listen(RoutingContext request) {
        UUID driver = subject(request);
        HttpServerResponse stream = stream(request);
        drivers.put(driver, stream);
        stream.closeHandler(closed -> {
            drivers.remove(driver, stream);
            phonesGone++;
            vertx.setTimer(time.realMillis(Duration.ofMinutes(3)), later -> {
                FakeRide ride = busy.get(driver);
                if (!drivers.containsKey(driver) && ride != null && ride.status == RideStatus.ACCEPTED)
                    lose(ride, driver, DispatchEvent.CallReopened.POSITIONS_STOPPED);
            });
        });
    }

    private void lose(FakeRide ride, UUID driver, String reason) {
        busy.remove(driver);
        ride.driver = null;
        ride.happened(
                new BookingEvent.DriverLost(
                        ride.id, new DriverId(driver), reason, time.now().plusSeconds(60), time.now()),
                RideStatus.REQUESTED);
        offer(ride);
    }

    private void droppedOff(RoutingContext request, FakeRide ride) {
        UUID driver = subject(request);
        busy.remove(driver);
        boolean driven = ride.status == RideStatus.IN_PROGRESS;
        FakeRide next = driven && nextGivenEvery > 0 && ++dropoffs % nextGivenEvery == 0
                ? rides.values().stream()
                        .filter(waiting -> waiting.status == RideStatus.REQUESTED)
                        .findFirst()
                        .orElse(null)
                : null;
        if (next == null || !give(next, driver)) {
            step(request, ride, RideStatus.IN_PROGRESS, paid(ride), RideStatus.COMPLETED);
            return;
        }
        nextGiven++;
        vertx.setTimer(
                LATE_ANSWER_MILLIS,
                late -> step(request, ride, RideStatus.IN_PROGRESS, paid(ride), RideStatus.COMPLETED));
    }

    BookingEvent paid(FakeRide ride) {
        return new BookingEvent.RideCompleted(ride.id, FARE, time.now());
    }

    private void collect(RoutingContext request, FakeRide ride, @Nullable String declined) {
        Instant until = time.now().plusSeconds(180);
        ride.collect = new DriverRide.Collect(declined, until);
        step(
                request,
                ride,
                RideStatus.IN_PROGRESS,
                new BookingEvent.RideDroppedOff(ride.id, FARE, time.now()),
                RideStatus.SETTLING);
        vertx.setTimer(time.realMillisUntil(until), over -> {
            if (ride.status != RideStatus.SETTLING) return;
            ride.collect = null;
            busy.remove(ride.driver);
            ride.happened(new BookingEvent.RideOwed(ride.id, FARE, time.now()), RideStatus.OWED);
        });
    }

    /** To one taxi after the other that has no ride, until somebody takes it. */
    private void offer(FakeRide ride) {
        if (ride.status != RideStatus.REQUESTED) return;
        freeDrivers().stream()
                .filter(driver -> !ride.asked.contains(driver))
                .findAny()
                .ifPresentOrElse(
                        driver -> {
                            ride.asked.add(driver);
                            Offer offer = new Offer(
                                    OfferId.next(),
                                    ride.id,
                                    new DriverId(driver),
                                    Offer.Status.SENT,
                                    ride.request.pickup().point(),
                                    ride.request.dropoff().point(),
                                    1,
                                    10,
                                    10,
                                    time.now(),
                                    time.now().plus(Duration.ofHours(1)),
                                    null);
                            offers.put(offer.id(), ride);
                            tell(driver, DriverFeed.OFFER_SENT, Wire.encodeText(offer));
                            if (anotherGivenEvery > 0 && offers.size() % anotherGivenEvery == 0)
                                giveAnother(ride, offer);
                            if (offers.size() % CLOSED_AT_ONCE_EVERY == 0) close(offer);
                        },
                        ride.asked::clear);
        vertx.setTimer(NEXT_TAXI_MILLIS, timer -> offer(ride));
    }

    private void giveAnother(FakeRide offered, Offer offer) {
        FakeRide another = rides.values().stream()
                .filter(waiting -> waiting.status == RideStatus.REQUESTED && waiting != offered)
                .findFirst()
                .orElse(null);
        if (another == null || !give(another, offer.driver().value())) return;
        anotherGiven++;
        close(offer);
    }

    private void close(Offer offer) {
        closed.add(offer.id());
        tell(offer.driver().value(), DriverFeed.OFFER_CLOSED, "{\"offer\":\"" + offer.id() + "\"}");
    }

    private void accept(RoutingContext request) {
        UUID driver = subject(request);
        OfferId offer = OfferId.parse(request.pathParam("id"));
        if (closed.contains(offer)) {
            answeredWhenClosed++;
            refuse(request, 409, "offer_closed");
            return;
        }
        FakeRide ride = offers.get(offer);
        if (ride != null
                && busy.containsKey(driver)
                && ride.status == RideStatus.REQUESTED
                && !assigned.contains(driver)) twoRides++;
        String refused = ride == null ? "call_already_dispatched" : take(ride, driver);
        if (refused == null) ok(request, ride.mine());
        else refuse(request, 409, refused);
    }

    /** By an operator's hand. */
    boolean give(FakeRide ride, UUID driver) {
        if (take(ride, driver) != null) return false;
        assigned.add(driver);
        tell(driver, DriverFeed.RIDE_ACCEPTED, Wire.encodeText(ride.mine()));
        return true;
    }

    List<UUID> freeDrivers() {
        return drivers.keySet().stream()
                .filter(driver -> !busy.containsKey(driver))
                .toList();
    }

    /** Why not, or null. */
    private @Nullable String take(FakeRide ride, UUID driver) {
        if (ride.status != RideStatus.REQUESTED) return "call_already_dispatched";
        if (busy.putIfAbsent(driver, ride) != null) return "driver_already_on_ride";
        ride.driver = driver;
        ride.happened(
                new BookingEvent.DriverAssigned(
                        ride.id, new DriverId(driver), TaxiId.next(), "T", time.now(), time.now()),
                RideStatus.ACCEPTED);
        return null;
    }

    private void cancel(RoutingContext request) {
        FakeRide ride = ride(request);
        if (ride.status == RideStatus.SCHEDULED) {
            ride.happened(new BookingEvent.RideCanceled(ride.id, true, time.now()), RideStatus.RIDER_CANCELED);
            ok(request, ride.view());
            return;
        }
        if (ride.status != RideStatus.REQUESTED
                && ride.status != RideStatus.ACCEPTED
                && ride.status != RideStatus.ARRIVED) {
            refuse(request, 409, "ride_already_started");
            return;
        }
        ride.happened(new BookingEvent.CancelRequested(ride.id, null, time.now()), RideStatus.CANCEL_PENDING);
        ride.happened(new BookingEvent.RideCanceled(ride.id, true, time.now()), RideStatus.RIDER_CANCELED);
        UUID driver = ride.driver;
        if (driver != null) {
            busy.remove(driver);
            tell(driver, DriverFeed.RIDE_CANCELED, "{\"ride\":\"" + ride.id + "\",\"reason\":\"rider_canceled\"}");
        }
        ok(request, ride.view());
    }

    private void step(RoutingContext request, FakeRide ride, RideStatus from, BookingEvent event, RideStatus to) {
        if (ride.status != from) {
            refuse(request, 409, "step_not_allowed");
            return;
        }
        ride.happened(event, to);
        ok(request, ride.mine());
    }

    private void tell(UUID driver, String type, String body) {
        HttpServerResponse stream = drivers.get(driver);
        if (stream != null) stream.write("id: " + ++feed + "\nevent: " + type + "\ndata: {\"body\":" + body + "}\n\n");
    }

    private static HttpServerResponse stream(RoutingContext request) {
        HttpServerResponse stream = request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        stream.write(": hello\n\n");
        return stream;
    }

    FakeRide ride(RoutingContext request) {
        FakeRide ride = rides.get(RideId.parse(request.pathParam("id")));
        if (ride == null) throw new IllegalStateException("no ride " + request.pathParam("id"));
        return ride;
    }

    private static UUID subject(RoutingContext request) {
        String claims = request.request().getHeader("Authorization").split("\\.")[1];
        return UUID.fromString(
                Wire.decode(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8), JsonNode.class)
                        .get("sub")
                        .asText());
    }

    static void ok(RoutingContext request, Object body) {
        request.response().setStatusCode(200).end(Wire.encodeText(body));
    }

    static void refuse(RoutingContext request, int status, String code) {
        request.response().setStatusCode(status).end("{\"code\":\"" + code + "\",\"detail\":\"\"}");
    }
}
