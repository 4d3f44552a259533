package io.tanda.benchmarks;

import io.tanda.contract.Actor;
import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.store.Unit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The usual ride, as the journals of three contexts tell it: taken, driven and paid at once. */
final class ToldRide {
    static final int EVENTS = 13;

    private static final GeoPoint PICKUP = new GeoPoint(40.75, -73.99);
    private static final GeoPoint DROPOFF = new GeoPoint(40.70, -74.01);
    private static final Money MONEY = Money.usd(1_250);
    private static final Fare FARE = new Fare(
            MONEY, "nyc", List.of(new Fare.Line("meter", 1_250, Fare.Kind.METER, 5_000L, 690L)), Fare.Basis.METER);

    private final Instant asked;
    private final RideId ride;
    private final RiderId rider = RiderId.next();
    private final DriverId driver = DriverId.next();
    private final TaxiId taxi = TaxiId.next();

    /** @param number no other ride has it */
    ToldRide(Instant asked, int number) {
        this.asked = asked;
        // UUIDv7: by the time first.
        this.ride = new RideId(new UUID((asked.toEpochMilli() << 16) | 0x7000, (1L << 63) | number));
    }

    private Instant at(int second) {
        return asked.plusSeconds(second);
    }

    Unit booking() {
        return Unit.of()
                .events(
                        BookingEvent.TOPIC,
                        0,
                        List.of(
                                new BookingEvent.RideRequested(
                                        ride,
                                        rider,
                                        new Place(PICKUP, "Penn Station"),
                                        new Place(DROPOFF, "Battery Park"),
                                        2,
                                        PaymentMethod.CARD,
                                        at(60),
                                        at(900),
                                        at(0)),
                                new BookingEvent.DriverAssigned(ride, driver, taxi, "4A11", at(300), at(5)),
                                new BookingEvent.DriverArrived(ride, at(200)),
                                new BookingEvent.RideStarted(ride, at(210)),
                                new BookingEvent.RideDroppedOff(ride, MONEY, at(900)),
                                new BookingEvent.RideCompleted(ride, MONEY, at(905))),
                        Actor.SYSTEM,
                        null)
                .build();
    }

    Unit dispatch() {
        return Unit.of()
                .events(
                        DispatchEvent.TOPIC,
                        0,
                        List.of(
                                new DispatchEvent.CallOpened(ride, rider, PICKUP, DROPOFF, at(60), at(1)),
                                new DispatchEvent.CallAccepted(ride, driver, taxi, "4A11", 1, at(300), at(5)),
                                new DispatchEvent.DriverArrived(ride, driver, at(200)),
                                new DispatchEvent.PassengerPickedUp(ride, driver, at(210)),
                                new DispatchEvent.PassengerDroppedOff(
                                        ride, rider, driver, DROPOFF, 5_000, 690, FARE, at(900), null)),
                        Actor.SYSTEM,
                        null)
                .build();
    }

    Unit payment() {
        ChargeId charge = ChargeId.of(ride, Purpose.FARE);
        return Unit.of()
                .events(
                        PaymentEvent.TOPIC,
                        0,
                        List.of(
                                new PaymentEvent.ChargeAttempted(charge, ride, rider, Purpose.FARE, MONEY, 1, at(900)),
                                new PaymentEvent.ChargeCaptured(
                                        charge, ride, rider, Purpose.FARE, MONEY, "gw-1", at(904))),
                        Actor.SYSTEM,
                        null)
                .build();
    }
}
