package io.tanda.invariants;

import io.tanda.contract.booking.BookingEvent;
import java.util.ArrayList;
import java.util.List;

/** A check that passes because nothing happened is none. */
final class SomethingHappened {
    private SomethingHappened() {}

    static List<Found> check(Snapshot snapshot) {
        List<Found> found = new ArrayList<>();
        long completed = snapshot.events(BookingEvent.RideCompleted.class).size();
        if (completed < snapshot.expected().completedRides())
            found.add(new Found(
                    null,
                    completed + " rides were completed, at least "
                            + snapshot.expected().completedRides() + " were expected"));
        double least = snapshot.expected().shareOfOperationsOk() * snapshot.operations();
        if (snapshot.operations() == 0 || snapshot.operationsOk() < least)
            found.add(new Found(
                    null,
                    snapshot.operationsOk() + " of " + snapshot.operations()
                            + " operations were answered as they should be, at least "
                            + Math.round(100 * snapshot.expected().shareOfOperationsOk()) + " % were expected"));
        return found;
    }
}
