package io.tanda.invariants;

import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.invariants.Snapshot.Journaled;
import io.tanda.invariants.story.BookingStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** What booking's journal makes of each ride. */
final class BookingStatuses {
    private BookingStatuses() {}

    static Map<RideId, RideStatus> of(Snapshot snapshot) {
        Map<RideId, BookingStatus> rides = new LinkedHashMap<>();
        for (Journaled entry : snapshot.journal())
            if (entry.event() instanceof BookingEvent event)
                rides.computeIfAbsent(entry.ride(), first -> new BookingStatus())
                        .learns(event);
        Map<RideId, RideStatus> now = new LinkedHashMap<>();
        rides.forEach((ride, status) -> status.now().ifPresent(is -> now.put(ride, is)));
        return now;
    }
}
