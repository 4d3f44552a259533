package io.tanda.invariants;

import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.invariants.Snapshot.Journaled;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What booking's journal makes of each ride. */
final class BookingStatuses {
    private BookingStatuses() {}

    static Map<RideId, RideStatus> of(Snapshot snapshot) {
        Map<RideId, RideStatus> now = new LinkedHashMap<>();
        Map<RideId, RideStatus> beforeCancel = new HashMap<>();
        for (Journaled entry : snapshot.journal()) {
            if (!(entry.event() instanceof BookingEvent event)) continue;
            RideId ride = entry.ride();
            RideStatus before = now.get(ride);
            Optional<RideStatus> after = switch (event) {
                case BookingEvent.RideScheduled e -> Optional.of(RideStatus.SCHEDULED);
                case BookingEvent.RideRequested e -> Optional.of(RideStatus.REQUESTED);
                case BookingEvent.SearchDelayed e -> Optional.empty();
                case BookingEvent.DriverAssigned e -> Optional.of(RideStatus.ACCEPTED);
                case BookingEvent.DriverArrived e -> Optional.of(RideStatus.ARRIVED);
                case BookingEvent.RiderContacted e -> Optional.empty();
                case BookingEvent.DriverLost e -> Optional.of(RideStatus.REQUESTED);
                case BookingEvent.RideStarted e -> Optional.of(RideStatus.IN_PROGRESS);
                case BookingEvent.RideDroppedOff e -> Optional.of(RideStatus.SETTLING);
                case BookingEvent.RideCompleted e -> Optional.of(RideStatus.COMPLETED);
                case BookingEvent.RideOwed e -> Optional.of(RideStatus.OWED);
                case BookingEvent.CancelRequested e -> Optional.of(RideStatus.CANCEL_PENDING);
                case BookingEvent.CancelRejected e -> Optional.ofNullable(beforeCancel.get(ride));
                case BookingEvent.RideCanceled e ->
                    Optional.of(e.by() == null ? RideStatus.RIDER_CANCELED : RideStatus.OPERATOR_CANCELED);
                case BookingEvent.NoDriversAvailable e -> Optional.of(RideStatus.NO_DRIVERS_AVAILABLE);
                case BookingEvent.RideAborted e -> Optional.of(RideStatus.ABORTED);
                case BookingEvent.RiderNoShow e -> Optional.of(RideStatus.NO_SHOW);
                case BookingEvent.RideExpired e -> Optional.of(RideStatus.EXPIRED);
            };
            if (event instanceof BookingEvent.CancelRequested && before != null && before != RideStatus.CANCEL_PENDING)
                beforeCancel.put(ride, before);
            boolean goesOnBeneath = before == RideStatus.CANCEL_PENDING
                    && (event instanceof BookingEvent.DriverAssigned
                            || event instanceof BookingEvent.DriverArrived
                            || event instanceof BookingEvent.DriverLost);
            // The rider still waits to hear of the cancellation; the driver does not know of it yet.
            after.ifPresent(status -> (goesOnBeneath ? beforeCancel : now).put(ride, status));
        }
        return now;
    }
}
