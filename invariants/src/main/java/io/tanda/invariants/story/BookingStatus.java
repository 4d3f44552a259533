package io.tanda.invariants.story;

import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What booking's journal makes of one ride, event by event. */
public final class BookingStatus {
    private @Nullable RideStatus now;
    /** While a cancellation is on its way: what it is apart from that. */
    private @Nullable RideStatus beneath;

    /** Empty before the first event. */
    public Optional<RideStatus> now() {
        return Optional.ofNullable(now);
    }

    public void learns(BookingEvent event) {
        Optional<RideStatus> after = after(event);
        if (event instanceof BookingEvent.CancelRequested && now != RideStatus.CANCEL_PENDING) beneath = now;
        boolean goesOnBeneath = now == RideStatus.CANCEL_PENDING
                && (event instanceof BookingEvent.DriverAssigned
                        || event instanceof BookingEvent.DriverArrived
                        || event instanceof BookingEvent.DriverLost);
        if (after.isEmpty()) return;
        // The rider still waits to hear of the cancellation; the driver does not know of it yet.
        if (goesOnBeneath) beneath = after.get();
        else now = after.get();
    }

    private Optional<RideStatus> after(BookingEvent event) {
        return switch (event) {
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
            case BookingEvent.CancelRejected e -> Optional.ofNullable(beneath);
            case BookingEvent.RideCanceled e ->
                Optional.of(e.by() == null ? RideStatus.RIDER_CANCELED : RideStatus.OPERATOR_CANCELED);
            case BookingEvent.NoDriversAvailable e -> Optional.of(RideStatus.NO_DRIVERS_AVAILABLE);
            case BookingEvent.RideAborted e -> Optional.of(RideStatus.ABORTED);
            case BookingEvent.RiderNoShow e -> Optional.of(RideStatus.NO_SHOW);
            case BookingEvent.RideExpired e -> Optional.of(RideStatus.EXPIRED);
        };
    }
}
