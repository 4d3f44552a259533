package io.tanda.history;

import static io.tanda.history.Scene.at;
import static io.tanda.history.Scene.attempted;
import static io.tanda.history.Scene.beside;
import static io.tanda.history.Scene.captured;
import static io.tanda.history.Scene.declined;
import static io.tanda.history.Scene.driven;
import static io.tanda.history.Scene.droppedOff;
import static io.tanda.history.Scene.fareOf;
import static io.tanda.history.Scene.notDriven;
import static io.tanda.history.Scene.opened;
import static io.tanda.history.Scene.requested;
import static io.tanda.history.Story.DRIVER;
import static io.tanda.history.Story.DROPOFF;
import static io.tanda.history.Story.FIRST_DRIVER;
import static io.tanda.history.Story.MONEY;
import static io.tanda.history.Story.PICKUP;
import static io.tanda.history.Story.RIDER;
import static io.tanda.history.Story.TAXI;

import io.tanda.contract.AbortReason;
import io.tanda.contract.ArrivalReason;
import io.tanda.contract.ChargeId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import java.util.List;

/** A way that a ride goes: what each context tells of it, and what history must say in the end. */
enum Plot {
    /** A driver who gave it back, a cancellation that came too late, a decline, a capture. */
    PAID_IN_THE_END {
        @Override
        List<BookingEvent> booking(RideId ride) {
            return List.of(
                    requested(ride, PaymentMethod.CARD),
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

        @Override
        List<DispatchEvent> dispatch(RideId ride) {
            return List.of(
                    opened(ride, 1),
                    new DispatchEvent.CallAccepted(ride, FIRST_DRIVER, TAXI, "FIRST", 1, at(300), at(5)),
                    new DispatchEvent.DriverArrived(ride, FIRST_DRIVER, at(50)),
                    new DispatchEvent.CallReopened(ride, FIRST_DRIVER, "flat tyre", at(240), at(60)),
                    new DispatchEvent.CallAccepted(ride, DRIVER, TAXI, "SECOND", 2, at(400), at(71)),
                    new DispatchEvent.DriverArrived(ride, DRIVER, at(200)),
                    new DispatchEvent.PassengerPickedUp(ride, DRIVER, at(210)),
                    new DispatchEvent.CancelRefused(ride, at(211)),
                    droppedOff(ride, 900, null, null));
        }

        @Override
        List<PaymentEvent> payment(RideId ride) {
            return List.of(
                    attempted(ride, 1, 900),
                    new PaymentEvent.ChargeUnknown(fareOf(ride), ride, 1, at(901)),
                    declined(ride, 902),
                    attempted(ride, 2, 932),
                    captured(ride, 933),
                    attempted(ride, Purpose.TIP, 1, 936),
                    new PaymentEvent.ChargeUnknown(ChargeId.of(ride, Purpose.TIP), ride, 1, at(937)),
                    captured(ride, Purpose.TIP, 938));
        }

        @Override
        RideRecord record(RideId ride) {
            return driven(
                    ride,
                    RideStatus.COMPLETED,
                    71,
                    200,
                    210,
                    900,
                    935,
                    PaymentView.Status.CAPTURED,
                    MONEY,
                    null,
                    null,
                    beside(Purpose.TIP, PaymentView.Status.CAPTURED, 938));
        }
    },
    /** For later; nothing is heard of one driver and the other is late, to the rider and with him; nobody pays, and it is forgiven. */
    LATE_AND_FORGIVEN {
        @Override
        List<BookingEvent> booking(RideId ride) {
            return List.of(
                    new BookingEvent.RideScheduled(
                            ride, RIDER, PICKUP, DROPOFF, 2, PaymentMethod.CARD, at(3_600), at(2_400), at(0)),
                    new BookingEvent.RideRequested(
                            ride,
                            RIDER,
                            PICKUP,
                            DROPOFF,
                            2,
                            PaymentMethod.CARD,
                            at(3_300),
                            at(3_600),
                            at(2_400),
                            at(3_600)),
                    new BookingEvent.SearchDelayed(ride, at(2_460)),
                    new BookingEvent.DriverAssigned(ride, FIRST_DRIVER, TAXI, "FIRST", at(2_500), at(2_470)),
                    new BookingEvent.DriverLost(
                            ride, FIRST_DRIVER, DispatchEvent.CallReopened.POSITIONS_STOPPED, at(2_760), at(2_700)),
                    new BookingEvent.DriverAssigned(ride, DRIVER, TAXI, "SECOND", at(3_000), at(2_710)),
                    new BookingEvent.DriverArrived(ride, at(5_000)),
                    new BookingEvent.RiderContacted(ride, at(5_300), at(5_010)),
                    new BookingEvent.RideStarted(ride, at(5_020)),
                    new BookingEvent.RideDroppedOff(ride, MONEY, at(12_500)),
                    new BookingEvent.RideOwed(ride, MONEY, at(12_681)),
                    new BookingEvent.RideCompleted(ride, Money.usd(0), at(20_000)));
        }

        @Override
        List<DispatchEvent> dispatch(RideId ride) {
            return List.of(
                    opened(ride, 2_401),
                    new DispatchEvent.CallAccepted(ride, FIRST_DRIVER, TAXI, "FIRST", 1, at(2_500), at(2_470)),
                    new DispatchEvent.PositionsStopped(ride, FIRST_DRIVER, at(2_570)),
                    new DispatchEvent.CallReopened(
                            ride, FIRST_DRIVER, DispatchEvent.CallReopened.POSITIONS_STOPPED, at(2_760), at(2_700)),
                    new DispatchEvent.CallAccepted(ride, DRIVER, TAXI, "SECOND", 2, at(3_000), at(2_710)),
                    new DispatchEvent.PositionsStopped(ride, DRIVER, at(3_000)),
                    new DispatchEvent.TaxiSeenAgain(ride, DRIVER, at(3_100)),
                    new DispatchEvent.PickupOverdue(ride, DRIVER, at(2_710), at(4_600)),
                    new DispatchEvent.DriverArrived(ride, DRIVER, at(5_000), 400L, ArrivalReason.ROAD_CLOSED),
                    new DispatchEvent.RiderContacted(ride, DRIVER, at(5_300), at(5_010)),
                    new DispatchEvent.PassengerPickedUp(ride, DRIVER, at(5_020)),
                    new DispatchEvent.RideOverdue(ride, DRIVER, at(5_020), at(12_220)),
                    droppedOff(ride, 12_500, null, null),
                    new DispatchEvent.CollectionStarted(ride, DRIVER, "insufficient_funds", at(12_680), at(12_501)),
                    new DispatchEvent.FareOwed(ride, DRIVER, at(12_680)));
        }

        @Override
        List<PaymentEvent> payment(RideId ride) {
            return List.of(
                    attempted(ride, 1, 12_500),
                    declined(ride, 12_501),
                    new PaymentEvent.ChargeOwed(fareOf(ride), ride, RIDER, MONEY, null, null, at(12_681)),
                    new PaymentEvent.ChargeWrittenOff(
                            fareOf(ride), ride, RIDER, Purpose.FARE, MONEY, "too late to ask", at(19_999)));
        }

        @Override
        RideRecord record(RideId ride) {
            return driven(
                    ride,
                    RideStatus.COMPLETED,
                    2_710,
                    5_000,
                    5_020,
                    12_500,
                    20_000,
                    PaymentView.Status.WRITTEN_OFF,
                    Money.usd(0),
                    null,
                    at(3_600),
                    List.of());
        }
    },
    PAID_IN_CASH {
        @Override
        List<BookingEvent> booking(RideId ride) {
            return List.of(
                    requested(ride, PaymentMethod.CASH),
                    new BookingEvent.DriverAssigned(ride, DRIVER, TAXI, "SECOND", at(400), at(71)),
                    new BookingEvent.DriverArrived(ride, at(200)),
                    new BookingEvent.RideStarted(ride, at(210)),
                    new BookingEvent.RideDroppedOff(ride, MONEY, at(900)),
                    new BookingEvent.RideCompleted(ride, MONEY, at(962)));
        }

        @Override
        List<DispatchEvent> dispatch(RideId ride) {
            return List.of(
                    opened(ride, 1),
                    new DispatchEvent.CallAccepted(ride, DRIVER, TAXI, "SECOND", 1, at(400), at(71)),
                    new DispatchEvent.DriverArrived(ride, DRIVER, at(200)),
                    new DispatchEvent.PassengerPickedUp(ride, DRIVER, at(210)),
                    droppedOff(ride, 900, null, PaymentMethod.CASH),
                    new DispatchEvent.CollectionStarted(ride, DRIVER, null, at(1_080), at(900)),
                    new DispatchEvent.FareTendered(ride, DRIVER, PaymentMethod.CASH, at(960)));
        }

        @Override
        List<PaymentEvent> payment(RideId ride) {
            return List.of(
                    new PaymentEvent.TenderAwaited(
                            fareOf(ride), ride, RIDER, Purpose.FARE, MONEY, PaymentMethod.CASH, at(901)),
                    new PaymentEvent.ChargeTendered(
                            fareOf(ride), ride, RIDER, Purpose.FARE, MONEY, PaymentMethod.CASH, null, at(961)));
        }

        @Override
        RideRecord record(RideId ride) {
            return driven(ride, RideStatus.COMPLETED, 71, 200, 210, 900, 962, PaymentView.Status.TENDERED, MONEY, null);
        }
    },
    /** The taxi breaks down, and the card is declined once. */
    BROKEN_OFF {
        @Override
        List<BookingEvent> booking(RideId ride) {
            return List.of(
                    requested(ride, PaymentMethod.CARD),
                    new BookingEvent.DriverAssigned(ride, DRIVER, TAXI, "SECOND", at(400), at(71)),
                    new BookingEvent.DriverArrived(ride, at(200)),
                    new BookingEvent.RideStarted(ride, at(210)),
                    new BookingEvent.RideDroppedOff(ride, MONEY, at(900), AbortReason.BREAKDOWN),
                    new BookingEvent.RideAborted(ride, AbortReason.BREAKDOWN, MONEY, at(950)));
        }

        @Override
        List<DispatchEvent> dispatch(RideId ride) {
            return List.of(
                    opened(ride, 1),
                    new DispatchEvent.CallAccepted(ride, DRIVER, TAXI, "SECOND", 1, at(400), at(71)),
                    new DispatchEvent.DriverArrived(ride, DRIVER, at(200)),
                    new DispatchEvent.PassengerPickedUp(ride, DRIVER, at(210)),
                    droppedOff(ride, 900, AbortReason.BREAKDOWN, null),
                    new DispatchEvent.CollectionStarted(ride, DRIVER, "insufficient_funds", at(1_080), at(901)),
                    new DispatchEvent.FareSettled(ride, DRIVER, at(949)));
        }

        @Override
        List<PaymentEvent> payment(RideId ride) {
            return List.of(attempted(ride, 1, 900), declined(ride, 901), attempted(ride, 2, 946), captured(ride, 947));
        }

        @Override
        RideRecord record(RideId ride) {
            return driven(
                    ride, RideStatus.ABORTED, 71, 200, 210, 900, 950, PaymentView.Status.CAPTURED, MONEY, "breakdown");
        }
    },
    NOBODY_CAME {
        @Override
        List<BookingEvent> booking(RideId ride) {
            return List.of(
                    requested(ride, PaymentMethod.CARD),
                    new BookingEvent.DriverAssigned(ride, DRIVER, TAXI, "SECOND", at(400), at(71)),
                    new BookingEvent.DriverArrived(ride, at(200)),
                    new BookingEvent.RiderContacted(ride, at(500), at(260)),
                    new BookingEvent.RiderNoShow(ride, at(520)));
        }

        @Override
        List<DispatchEvent> dispatch(RideId ride) {
            return List.of(
                    opened(ride, 1),
                    new DispatchEvent.CallAccepted(ride, DRIVER, TAXI, "SECOND", 1, at(400), at(71)),
                    new DispatchEvent.DriverArrived(ride, DRIVER, at(200)),
                    new DispatchEvent.RiderContacted(ride, DRIVER, at(500), at(260)),
                    new DispatchEvent.NoShowMarked(ride, DRIVER, at(519)));
        }

        @Override
        List<PaymentEvent> payment(RideId ride) {
            return List.of(
                    attempted(ride, Purpose.NO_SHOW_FEE, 1, 520),
                    new PaymentEvent.ChargeDeclined(
                            ChargeId.of(ride, Purpose.NO_SHOW_FEE), ride, 1, "insufficient_funds", at(521)),
                    new PaymentEvent.ChargeOwed(
                            ChargeId.of(ride, Purpose.NO_SHOW_FEE), ride, RIDER, Scene.BESIDE, null, null, at(700)));
        }

        @Override
        RideRecord record(RideId ride) {
            return notDriven(
                    ride,
                    RideStatus.NO_SHOW,
                    at(200),
                    at(520),
                    null,
                    beside(Purpose.NO_SHOW_FEE, PaymentView.Status.OWED, 700));
        }
    },
    /** While nothing is heard of the taxi. */
    CANCELED {
        @Override
        List<BookingEvent> booking(RideId ride) {
            return List.of(
                    requested(ride, PaymentMethod.CARD),
                    new BookingEvent.DriverAssigned(ride, DRIVER, TAXI, "SECOND", at(400), at(71)),
                    new BookingEvent.CancelRequested(ride, "too long", at(180)),
                    new BookingEvent.RideCanceled(ride, true, at(182)));
        }

        @Override
        List<DispatchEvent> dispatch(RideId ride) {
            return List.of(
                    opened(ride, 1),
                    new DispatchEvent.CallAccepted(ride, DRIVER, TAXI, "SECOND", 1, at(400), at(71)),
                    new DispatchEvent.PositionsStopped(ride, DRIVER, at(140)),
                    new DispatchEvent.CallWithdrawn(ride, DRIVER, at(181)));
        }

        @Override
        List<PaymentEvent> payment(RideId ride) {
            return List.of(
                    attempted(ride, Purpose.CANCELLATION_FEE, 1, 182), captured(ride, Purpose.CANCELLATION_FEE, 183));
        }

        @Override
        RideRecord record(RideId ride) {
            return notDriven(
                    ride,
                    RideStatus.RIDER_CANCELED,
                    null,
                    at(182),
                    "too long",
                    beside(Purpose.CANCELLATION_FEE, PaymentView.Status.CAPTURED, 183));
        }
    };

    abstract List<BookingEvent> booking(RideId ride);

    abstract List<DispatchEvent> dispatch(RideId ride);

    abstract List<PaymentEvent> payment(RideId ride);

    abstract RideRecord record(RideId ride);
}
