package io.tanda.notify;

import io.tanda.contract.Actor;
import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.event.Topic;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One ride as three topics tell it: a driver who gave it back, a cancellation that came too late, a decline, a capture. */
public final class Story {
    public final RiderId rider = RiderId.next();
    public final DriverId first = DriverId.next();
    public final DriverId driver = DriverId.next();
    public final RideId ride = RideId.next();

    private static final TaxiId TAXI = TaxiId.parse("01900000-0000-7000-8000-0000000000f2");
    private static final GeoPoint PICKUP = new GeoPoint(40.75, -73.99);
    private static final GeoPoint DROPOFF = new GeoPoint(40.70, -74.01);
    private static final Money MONEY = Money.usd(1_250);
    private static final Fare FARE = new Fare(
            MONEY, "test", List.of(new Fare.Line("meter", 1_250, Fare.Kind.METER, 5_000L, 690L)), Fare.Basis.METER);

    private final Instant began;

    /** @param began when the ride is requested */
    public Story(Instant began) {
        this.began = began;
    }

    /** Each topic's events, in its order. */
    public Map<Topic<?>, List<? extends RideEvent>> events() {
        Map<Topic<?>, List<? extends RideEvent>> events = new LinkedHashMap<>();
        events.put(BookingEvent.TOPIC, booking());
        events.put(DispatchEvent.TOPIC, dispatch());
        events.put(PaymentEvent.TOPIC, payment());
        return events;
    }

    /** Each topic's events as its journal has them. */
    public Map<Topic<?>, List<Recorded>> recorded() {
        Map<Topic<?>, List<Recorded>> recorded = new LinkedHashMap<>();
        events().forEach((topic, events) -> {
            List<Recorded> all = new ArrayList<>();
            for (RideEvent event : events)
                all.add(new Recorded(
                        event.aggregate().id(),
                        all.size() + 1,
                        typeOf(topic, event),
                        event.at(),
                        Actor.SYSTEM,
                        null,
                        Wire.encodeText(event)));
            recorded.put(topic, all);
        });
        return recorded;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Event> String typeOf(Topic<E> topic, RideEvent event) {
        return topic.typeOf((E) event);
    }

    /** It happens. @param stores each topic's owner's */
    public Future<Void> write(Map<Topic<?>, Store> stores) {
        List<Future<Void>> commits = new ArrayList<>();
        events().forEach((topic, events) -> commits.add(write(topic, events, stores.get(topic))));
        return Future.all(commits).mapEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Event> Future<Void> write(Topic<E> topic, List<? extends RideEvent> events, Store store) {
        return store.commit(
                Unit.of().events(topic, 0, (List<E>) events, Actor.SYSTEM, null).build());
    }

    public Instant at(int second) {
        return began.plusSeconds(second);
    }

    private List<BookingEvent> booking() {
        return List.of(
                new BookingEvent.RideRequested(
                        ride,
                        rider,
                        new Place(PICKUP, null),
                        new Place(DROPOFF, null),
                        2,
                        PaymentMethod.CARD,
                        at(180),
                        at(900),
                        at(0)),
                new BookingEvent.DriverAssigned(ride, first, TAXI, "FIRST", at(300), at(5)),
                new BookingEvent.DriverLost(ride, first, "flat tyre", at(240), at(60)),
                new BookingEvent.CancelRequested(ride, "too long", at(70)),
                new BookingEvent.DriverAssigned(ride, driver, TAXI, "SECOND", at(400), at(71)),
                new BookingEvent.DriverArrived(ride, at(200)),
                new BookingEvent.CancelRejected(ride, at(210)),
                new BookingEvent.RideStarted(ride, at(210)),
                new BookingEvent.RideDroppedOff(ride, MONEY, at(900)),
                new BookingEvent.RideCompleted(ride, MONEY, at(935)));
    }

    private List<DispatchEvent> dispatch() {
        return List.of(
                new DispatchEvent.CallOpened(ride, rider, PICKUP, DROPOFF, at(180), at(1)),
                new DispatchEvent.CallAccepted(ride, first, TAXI, "FIRST", 1, at(300), at(5)),
                new DispatchEvent.DriverArrived(ride, first, at(50)),
                new DispatchEvent.CallReopened(ride, first, "flat tyre", at(240), at(60)),
                new DispatchEvent.CallAccepted(ride, driver, TAXI, "SECOND", 2, at(400), at(71)),
                new DispatchEvent.DriverArrived(ride, driver, at(200)),
                new DispatchEvent.PassengerPickedUp(ride, driver, at(210)),
                new DispatchEvent.CancelRefused(ride, at(211)),
                new DispatchEvent.PassengerDroppedOff(ride, rider, driver, DROPOFF, 5_000, 690, FARE, at(900), null));
    }

    private List<PaymentEvent.ChargeEvent> payment() {
        ChargeId charge = ChargeId.of(ride, Purpose.FARE);
        return List.of(
                new PaymentEvent.ChargeAttempted(charge, ride, rider, Purpose.FARE, MONEY, 1, at(900)),
                new PaymentEvent.ChargeUnknown(charge, ride, 1, at(901)),
                new PaymentEvent.ChargeDeclined(charge, ride, 1, "insufficient_funds", at(902)),
                new PaymentEvent.ChargeAttempted(charge, ride, rider, Purpose.FARE, MONEY, 2, at(932)),
                new PaymentEvent.ChargeCaptured(charge, ride, rider, Purpose.FARE, MONEY, "gw-1", at(933)));
    }

    /** What each must have been told in the end, as {@code receiver kind at}. */
    public List<String> notices() {
        List<String> told = new ArrayList<>();
        events().forEach((topic, events) -> events.forEach(event -> told(told, topic, event)));
        told.add(line(driver.value(), "payment.charge-captured.v1", at(933)));
        return told;
    }

    private void told(List<String> told, Topic<?> topic, RideEvent event) {
        UUID receiver = switch (event) {
            case BookingEvent e -> rider.value();
            case PaymentEvent.ChargeDeclined e -> rider.value();
            case PaymentEvent.ChargeCaptured e -> rider.value();
            case DispatchEvent.CallAccepted e -> e.driver().value();
            case DispatchEvent.CallReopened e -> e.driver().value();
            case DispatchEvent.DriverArrived e -> e.driver().value();
            case DispatchEvent.PassengerPickedUp e -> e.driver().value();
            case DispatchEvent.PassengerDroppedOff e -> e.driver().value();
            default -> null;
        };
        if (receiver != null) told.add(line(receiver, typeOf(topic, event), event.at()));
    }

    /** What goes out to the rider, by kind. */
    public static List<String> outToRider() {
        return List.of(
                "booking.driver-assigned.v1",
                "booking.driver-lost.v1",
                "booking.driver-assigned.v1",
                "booking.driver-arrived.v1",
                "booking.cancel-rejected.v1",
                "booking.ride-completed.v1",
                "payment.charge-declined.v1");
    }

    public static String line(UUID receiver, String kind, Instant at) {
        return receiver + " " + kind + " " + at;
    }
}
