package io.tanda.history;

import io.tanda.contract.Actor;
import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.event.Topic;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** One ride as three topics tell it: a driver who gave it back, a cancellation that came too late, a decline, a capture. */
final class Story {
    static final RiderId RIDER = RiderId.parse("01900000-0000-7000-8000-0000000000a1");
    static final DriverId FIRST_DRIVER = DriverId.parse("01900000-0000-7000-8000-0000000000d1");
    static final DriverId DRIVER = DriverId.parse("01900000-0000-7000-8000-0000000000d2");
    static final TaxiId TAXI = TaxiId.parse("01900000-0000-7000-8000-0000000000f2");
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Place PICKUP = new Place(40.75, -73.99, "강남역 3번 출구");
    static final Place DROPOFF = new Place(40.70, -74.01, null);
    static final Money MONEY = Money.usd(1_250);
    static final Fare FARE = new Fare(
            MONEY,
            "test",
            List.of(
                    new Fare.Line("meter", 1_000, Fare.Kind.METER, 5_000L, 690L),
                    new Fare.Line("toll", 250, Fare.Kind.TOLL, null, null)),
            Fare.Basis.METER);

    private record Told<E extends RideEvent>(Interest<E, Rows> interest, List<E> events) {
        Topic<E> topic() {
            return interest.topic();
        }

        Future<Void> tell(Store store, int index) {
            E event = events.get(index);
            UUID aggregate = event.aggregate().id();
            Recorded recorded = new Recorded(
                    aggregate,
                    index + 1,
                    topic().typeOf(event),
                    event.at(),
                    Actor.SYSTEM,
                    null,
                    Wire.encodeText(event));
            return Story.tell(store, interest, recorded);
        }

        Future<Void> tellFrom(Store store, int index) {
            return index == events.size()
                    ? Future.succeededFuture()
                    : tell(store, index).compose(told -> tellFrom(store, index + 1));
        }
    }

    final RideId ride = RideId.next();
    private final List<Told<?>> topics = List.of(
            new Told<>(BookingEvents.interest(), booking()),
            new Told<>(DispatchEvents.interest(), dispatch()),
            new Told<>(PaymentEvents.interest(), payment()));

    /** The next event of its aggregate, as the consumer would. */
    static Future<Void> tell(Store store, Interest<?, Rows> interest, Recorded recorded) {
        Commits.Step step = new Commits.Step(
                "history<-" + interest.topic().context(),
                recorded.aggregate(),
                recorded.version() - 1,
                recorded.version());
        return interest.takeEffect(recorded, effects -> Rows.commits(store).commit(effects.change(), step));
    }

    /** One event after the other, the topics mixed at random. */
    Future<Void> tellMixed(Store store, long seed) {
        Random random = new Random(seed);
        int[] next = new int[topics.size()];
        Future<Void> told = Future.succeededFuture();
        for (List<Integer> open = open(next); !open.isEmpty(); open = open(next)) {
            int topic = open.get(random.nextInt(open.size()));
            int index = next[topic]++;
            told = told.compose(before -> topics.get(topic).tell(store, index));
        }
        return told;
    }

    /** All topics at once, each in its order. */
    Future<Void> tellAtOnce(Store store) {
        return Future.all(topics.stream().map(topic -> topic.tellFrom(store, 0)).toList())
                .mapEmpty();
    }

    /** Each topic's events, in its order. */
    Map<Topic<?>, List<? extends RideEvent>> events() {
        Map<Topic<?>, List<? extends RideEvent>> events = new LinkedHashMap<>();
        for (Told<?> topic : topics) events.put(topic.topic(), topic.events());
        return events;
    }

    private List<Integer> open(int[] next) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < next.length; i++)
            if (next[i] < topics.get(i).events().size()) open.add(i);
        return open;
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private List<BookingEvent> booking() {
        return List.of(
                new BookingEvent.RideRequested(
                        ride, RIDER, PICKUP, DROPOFF, 2, PaymentMethod.CARD, at(180), at(900), at(0)),
                new BookingEvent.DriverAssigned(ride, FIRST_DRIVER, TAXI, "FIRST", at(300), at(5)),
                new BookingEvent.DriverLost(ride, FIRST_DRIVER, "flat tyre", at(240), at(60)),
                new BookingEvent.CancelRequested(ride, "too long", at(70)),
                new BookingEvent.DriverAssigned(ride, DRIVER, TAXI, "SECOND", at(400), at(71)),
                new BookingEvent.DriverArrived(ride, at(200)),
                new BookingEvent.CancelRejected(ride, at(210)),
                new BookingEvent.RideStarted(ride, at(210)),
                new BookingEvent.RideDroppedOff(ride, MONEY, at(900)),
                new BookingEvent.RideCompleted(ride, MONEY, at(935)));
    }

    private List<DispatchEvent> dispatch() {
        return List.of(
                new DispatchEvent.CallOpened(ride, RIDER, PICKUP.point(), DROPOFF.point(), at(180), at(1)),
                new DispatchEvent.CallAccepted(ride, FIRST_DRIVER, TAXI, "FIRST", 1, at(300), at(5)),
                new DispatchEvent.DriverArrived(ride, FIRST_DRIVER, at(50)),
                new DispatchEvent.CallReopened(ride, FIRST_DRIVER, "flat tyre", at(240), at(60)),
                new DispatchEvent.CallAccepted(ride, DRIVER, TAXI, "SECOND", 2, at(400), at(71)),
                new DispatchEvent.DriverArrived(ride, DRIVER, at(200)),
                new DispatchEvent.PassengerPickedUp(ride, DRIVER, at(210)),
                new DispatchEvent.CancelRefused(ride, at(211)),
                new DispatchEvent.PassengerDroppedOff(
                        ride, RIDER, DRIVER, DROPOFF.point(), 5_000, 690, FARE, at(900), null));
    }

    private List<PaymentEvent> payment() {
        return List.of(
                new PaymentEvent.ChargeAttempted(
                        ChargeId.of(ride, Purpose.FARE), ride, RIDER, Purpose.FARE, MONEY, 1, at(900)),
                new PaymentEvent.ChargeUnknown(ChargeId.of(ride, Purpose.FARE), ride, 1, at(901)),
                new PaymentEvent.ChargeDeclined(
                        ChargeId.of(ride, Purpose.FARE), ride, 1, "insufficient_funds", at(902)),
                new PaymentEvent.ChargeAttempted(
                        ChargeId.of(ride, Purpose.FARE), ride, RIDER, Purpose.FARE, MONEY, 2, at(932)),
                new PaymentEvent.ChargeCaptured(
                        ChargeId.of(ride, Purpose.FARE), ride, RIDER, Purpose.FARE, MONEY, "gw-1", at(933)));
    }

    /** What history must say in the end. */
    RideRecord record() {
        return new RideRecord(
                ride,
                RIDER,
                DRIVER,
                TAXI,
                "SECOND",
                RideStatus.COMPLETED,
                PICKUP,
                DROPOFF,
                2,
                at(0),
                at(71),
                at(200),
                at(210),
                at(900),
                at(935),
                5_000L,
                FARE,
                null,
                PaymentView.Status.CAPTURED,
                MONEY,
                null,
                null,
                null);
    }
}
