package io.tanda.invariants;

import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.history.RideRecord;
import io.tanda.invariants.Snapshot.Published;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was accepted is still there, and something will move it. */
final class NothingLost {
    private NothingLost() {}

    static List<Found> noLostBooking(Snapshot snapshot) {
        Map<RideId, RiderId> riders = new HashMap<>();
        snapshot.byRide(BookingEvent.RideScheduled.class).forEach((ride, event) -> riders.put(ride, event.rider()));
        snapshot.byRide(BookingEvent.RideRequested.class).forEach((ride, event) -> riders.put(ride, event.rider()));
        Set<RideId> dispatched = snapshot.ridesIn(DispatchEvent.TOPIC.context());
        Map<RideId, RideStatus> status = BookingStatuses.of(snapshot);
        Set<RideId> inTopic = new HashSet<>();
        for (Published event : snapshot.published())
            if (event.context().equals(BookingEvent.TOPIC.context())) inTopic.add(event.ride());
        List<Found> found = new ArrayList<>();
        snapshot.asked().forEach((ride, rider) -> {
            RiderId askedBy = riders.get(ride);
            Snapshot.Seen seen = snapshot.bookings().get(ride);
            RideRecord record = snapshot.history().get(ride);
            RideStatus now = status.get(ride);
            if (askedBy == null || now == null) {
                found.add(new Found(ride, "it was answered 201 and is not in booking's journal"));
                return;
            }
            if (!askedBy.equals(rider))
                found.add(new Found(ride, "rider " + rider + " asked, the journal says " + askedBy));
            if (seen == null) found.add(new Found(ride, "GET /v1/bookings/{id} does not find it"));
            else if (seen.status() != now)
                found.add(new Found(
                        ride, "the API says " + seen.status().wireName() + ", the journal " + now.wireName()));
            if (!inTopic.contains(ride)) found.add(new Found(ride, "it is not in booking's topic"));
            if (record == null) found.add(new Found(ride, "it is not in history"));
            if (!dispatched.contains(ride) && !now.terminal() && now != RideStatus.SCHEDULED)
                found.add(new Found(ride, "it is " + now.wireName() + " and dispatch has never heard of it"));
        });
        return found;
    }

    static List<Found> noRidePastDeadline(Snapshot snapshot) {
        Map<RideId, RideStatus> status = BookingStatuses.of(snapshot);
        Set<RideId> awaited = new HashSet<>();
        List<Found> found = new ArrayList<>();
        for (Snapshot.Deadline deadline : snapshot.deadlines()) {
            awaited.add(deadline.ride());
            if (deadline.due().plus(snapshot.deadlineTolerance()).isBefore(snapshot.takenAt()))
                found.add(new Found(
                        deadline.ride(),
                        "its deadline " + deadline.context() + "/" + deadline.kind() + " was due at " + deadline.due()
                                + ", now it is " + snapshot.takenAt()));
        }
        status.forEach((ride, now) -> {
            if (!now.terminal() && !awaited.contains(ride))
                found.add(new Found(ride, "it is " + now.wireName() + " and no deadline will move it"));
        });
        return found;
    }

    static List<Found> nothingParked(Snapshot snapshot) {
        return snapshot.parked().stream()
                .map(parked -> new Found(
                        parked.ride(),
                        parked.consumer() + " in " + parked.context() + " stopped before version " + parked.version()
                                + ": " + parked.error()))
                .toList();
    }
}
