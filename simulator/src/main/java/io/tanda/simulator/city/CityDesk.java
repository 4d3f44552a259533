package io.tanda.simulator.city;

import io.tanda.client.Answer;
import io.tanda.client.TandaClient.RefundRequest;
import io.tanda.client.TandaClient.RidePage;
import io.tanda.client.TandaClient.WriteOffRequest;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.FleetDuty;
import io.tanda.contract.dispatch.RidesUnderWay;
import io.tanda.contract.history.RideAlarm;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.RefundView;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operators: they look through lists of rides every so often, and do once with each ride what its list asks for. */
final class CityDesk {
    private static final Logger log = LoggerFactory.getLogger(CityDesk.class);

    /** Domain time. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(20);
    /** Real time, however fast the other runs. */
    private static final int LOOK_AFTER_MILLIS = 200;

    /** Domain time: after some rounds of offers, and well before the search is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int PAGE_RIDES = 100;

    private final City city;
    private final String token;
    private final Instant since;
    private final Random random;
    private final List<Look> looks;
    private final Set<RideId> waitedFor = new HashSet<>();

    /** @param what of the rides are looked for, as a query @param act completes when the ride is done with */
    private record Look(String what, Function<RideRecord, Future<?>> act, Set<RideId> seen) {
        Look(String what, Function<RideRecord, Future<?>> act) {
            this(what, act, new HashSet<>());
        }
    }

    /** @param since what was asked for before is left alone */
    CityDesk(City city, String token, Instant since, long seed) {
        this.city = city;
        this.token = token;
        this.since = since;
        this.random = new Random(seed);
        this.looks = List.of(
                new Look("status=" + RideStatus.OWED.wireName(), this::settle),
                new Look("status=" + RideStatus.COMPLETED.wireName(), this::giveBack),
                new Look("alarm=" + RideAlarm.POSITIONS_STOPPED.wireName(), this::lookAt),
                new Look("alarm=" + RideAlarm.PICKUP_OVERDUE.wireName(), this::lookAt),
                new Look("alarm=" + RideAlarm.RIDE_OVERDUE.wireName(), this::lookAt));
    }

    /** Until everybody goes home. */
    void open() {
        city.timer(Math.max(LOOK_AFTER_MILLIS, city.time().realMillis(LOOK_EVERY)), () -> {
            Future<Void> looked = throughCalls();
            for (Look look : looks) looked = looked.compose(before -> through(look));
            looked.onFailure(later -> log.debug("the desk looks again: {}", later.getMessage()))
                    .onComplete(done -> open());
        });
    }

    /** Calls that nobody has for a while: the nearest free driver gets some of them. */
    private Future<Void> throughCalls() {
        return get("/v1/desk/rides?limit=" + PAGE_RIDES + "&status=" + RideStatus.REQUESTED.wireName(), Calls.class)
                .compose(page -> {
                    Instant before = city.time().now().minus(PATIENCE);
                    List<RidesUnderWay.Item> waiting = page.items().stream()
                            .filter(call -> call.since().isBefore(before) && waitedFor.add(call.id()))
                            .filter(call -> city.habits().shows(Habit.BY_HAND, random))
                            .toList();
                    return waiting.isEmpty() ? Future.succeededFuture() : assign(waiting);
                });
    }

    private Future<Void> assign(List<RidesUnderWay.Item> waiting) {
        return get("/v1/desk/duty?limit=" + PAGE_RIDES + "&state=" + Duty.State.AVAILABLE.wireName(), Drivers.class)
                .compose(page -> {
                    List<FleetDuty.Item> free = new ArrayList<>(page.items());
                    List<Future<?>> assigned = new ArrayList<>();
                    for (RidesUnderWay.Item call : waiting)
                        nearest(free, call.pickup()).ifPresent(driver -> {
                            free.remove(driver);
                            assigned.add(assign(call.id(), driver.driver()));
                        });
                    return Future.join(assigned).mapEmpty();
                });
    }

    private static Optional<FleetDuty.Item> nearest(List<FleetDuty.Item> free, GeoPoint pickup) {
        return free.stream()
                .filter(driver -> driver.place() != null)
                .min(Comparator.comparingDouble(driver -> Course.way(Objects.requireNonNull(driver.place()), pickup)
                        .toMillis()));
    }

    /** Refused where somebody was faster, or the rider has thought better of it. */
    private Future<?> assign(RideId call, DriverId driver) {
        return city.client()
                .call(
                        HttpMethod.POST,
                        "/v1/desk/rides/" + call + "/assign",
                        token,
                        UUID.randomUUID(),
                        new Assignment(driver, "nobody has taken it for a while"),
                        DriverRide.class)
                .onSuccess(answered -> {
                    if (answered instanceof Answer.Ok<DriverRide>) city.tally().assignedByHand();
                });
    }

    // Pages as the API gives them: their cursor is a text of its own.

    private record Calls(
            List<RidesUnderWay.Item> items, @Nullable String next) {}

    private record Drivers(
            List<FleetDuty.Item> items, @Nullable String next) {}

    private record Assignment(DriverId driver, String reason) {}

    private <T> Future<T> get(String path, Class<T> type) {
        return city.client().get(path, token, type).map(Answer::get);
    }

    private Future<Void> through(Look look) {
        String rides = "/v1/ride-history?limit=" + PAGE_RIDES + "&from=" + since + "&" + look.what();
        return get(rides, RidePage.class).compose(page -> {
            List<Future<?>> acts = new ArrayList<>();
            for (RideRecord ride : page.items())
                if (look.seen().add(ride.id())) acts.add(look.act().apply(ride));
            return Future.join(acts).mapEmpty();
        });
    }

    // --- what is done with a ride -----------------------------------------------------------

    /** Somebody has brought the money, or nobody will. */
    private Future<?> settle(RideRecord owed) {
        if (!city.habits().shows(Habit.DESK, random)) return Future.succeededFuture();
        if (random.nextBoolean())
            return act(owed, "collect", new Collection(PaymentMethod.CASH, "paid at the desk"))
                    .onSuccess(paid -> city.tally().collected(paid.amount()));
        return act(owed, "write-off", new WriteOffRequest("not worth a letter"))
                .onSuccess(forgiven -> city.tally().writtenOff());
    }

    private record Collection(PaymentMethod tender, String reason) {}

    private Future<PaymentView> act(RideRecord ride, String what, Object body) {
        String path = "/v1/rides/" + ride.id() + "/" + what;
        return city.client()
                .call(HttpMethod.POST, path, token, UUID.randomUUID(), body, PaymentView.class)
                .map(Answer::get);
    }

    /** The whole fare, or what somebody was promised for waiting. */
    private Future<?> giveBack(RideRecord completed) {
        Money paid = completed.paid();
        if (completed.payment() != PaymentView.Status.CAPTURED || paid == null || paid.minorUnits() == 0)
            return Future.succeededFuture();
        if (!city.habits().shows(Habit.REFUNDED, random)) return Future.succeededFuture();
        Money part = random.nextBoolean() ? null : new Money(1 + paid.minorUnits() / 10, paid.currency());
        RefundRequest request = new RefundRequest(part, "the rider complained");
        return city.client()
                .refund(token, UUID.randomUUID(), completed.id(), request)
                .map(Answer<RefundView>::get)
                .onSuccess(asked -> city.tally().refunded());
    }

    private Future<?> lookAt(RideRecord alarmed) {
        city.tally().alarmSeen();
        return city.client().booking(token, alarmed.id()).map(Answer<BookingView>::get);
    }
}
