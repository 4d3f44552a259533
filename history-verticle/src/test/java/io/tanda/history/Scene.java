package io.tanda.history;

import static io.tanda.history.Story.DRIVER;
import static io.tanda.history.Story.DROPOFF;
import static io.tanda.history.Story.FARE;
import static io.tanda.history.Story.MONEY;
import static io.tanda.history.Story.NOON;
import static io.tanda.history.Story.PICKUP;
import static io.tanda.history.Story.RIDER;
import static io.tanda.history.Story.TAXI;

import io.tanda.contract.AbortReason;
import io.tanda.contract.ChargeId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.history.RideCharge;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events and rows that several plots have in common. */
final class Scene {
    /** What is charged beside the fare. */
    static final Money BESIDE = Money.usd(300);

    private Scene() {}

    static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    static ChargeId fareOf(RideId ride) {
        return ChargeId.of(ride, Purpose.FARE);
    }

    static BookingEvent requested(RideId ride, PaymentMethod method) {
        return new BookingEvent.RideRequested(ride, RIDER, PICKUP, DROPOFF, 2, method, at(180), at(900), at(0));
    }

    static DispatchEvent opened(RideId ride, int second) {
        return new DispatchEvent.CallOpened(ride, RIDER, PICKUP.point(), DROPOFF.point(), at(second + 179), at(second));
    }

    static DispatchEvent droppedOff(
            RideId ride, int second, @Nullable AbortReason aborted, @Nullable PaymentMethod method) {
        return new DispatchEvent.PassengerDroppedOff(
                ride, RIDER, DRIVER, DROPOFF.point(), 5_000, 690, FARE, at(second), null, aborted, method);
    }

    static PaymentEvent attempted(RideId ride, int attempt, int second) {
        return new PaymentEvent.ChargeAttempted(fareOf(ride), ride, RIDER, Purpose.FARE, MONEY, attempt, at(second));
    }

    static PaymentEvent declined(RideId ride, int second) {
        return new PaymentEvent.ChargeDeclined(fareOf(ride), ride, 1, "insufficient_funds", at(second));
    }

    static PaymentEvent captured(RideId ride, int second) {
        return new PaymentEvent.ChargeCaptured(fareOf(ride), ride, RIDER, Purpose.FARE, MONEY, "gw-1", at(second));
    }

    static PaymentEvent attempted(RideId ride, Purpose purpose, int attempt, int second) {
        return new PaymentEvent.ChargeAttempted(
                ChargeId.of(ride, purpose), ride, RIDER, purpose, BESIDE, attempt, at(second));
    }

    static PaymentEvent captured(RideId ride, Purpose purpose, int second) {
        return new PaymentEvent.ChargeCaptured(
                ChargeId.of(ride, purpose), ride, RIDER, purpose, BESIDE, "gw-2", at(second));
    }

    static List<RideCharge> beside(Purpose purpose, PaymentView.Status status, int second) {
        return List.of(new RideCharge(purpose, status, BESIDE, at(second)));
    }

    static RideRecord driven(
            RideId ride,
            RideStatus status,
            int accepted,
            int arrived,
            int pickedUp,
            int droppedOff,
            int ended,
            PaymentView.Status payment,
            Money paid,
            @Nullable String reason) {
        return driven(
                ride, status, accepted, arrived, pickedUp, droppedOff, ended, payment, paid, reason, null, List.of());
    }

    /** @param pickupAt when the taxi was wanted */
    static RideRecord driven(
            RideId ride,
            RideStatus status,
            int accepted,
            int arrived,
            int pickedUp,
            int droppedOff,
            int ended,
            PaymentView.Status payment,
            Money paid,
            @Nullable String reason,
            @Nullable Instant pickupAt,
            List<RideCharge> besideFare) {
        return new RideRecord(
                ride,
                RIDER,
                DRIVER,
                TAXI,
                "SECOND",
                status,
                PICKUP,
                DROPOFF,
                2,
                at(0),
                at(accepted),
                at(arrived),
                at(pickedUp),
                at(droppedOff),
                at(ended),
                5_000L,
                FARE,
                null,
                payment,
                paid,
                null,
                reason,
                null,
                null,
                pickupAt,
                besideFare);
    }

    static RideRecord notDriven(
            RideId ride,
            RideStatus status,
            @Nullable Instant arrivedAt,
            Instant endedAt,
            @Nullable String reason,
            List<RideCharge> besideFare) {
        return new RideRecord(
                ride,
                RIDER,
                DRIVER,
                TAXI,
                "SECOND",
                status,
                PICKUP,
                DROPOFF,
                2,
                at(0),
                at(71),
                arrivedAt,
                null,
                null,
                endedAt,
                null,
                null,
                null,
                null,
                null,
                null,
                reason,
                null,
                null,
                null,
                besideFare);
    }
}
