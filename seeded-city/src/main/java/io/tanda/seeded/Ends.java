package io.tanda.seeded;

import io.tanda.booking.domain.Booking;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.RideEvent;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.invariants.Invariant;
import io.tanda.invariants.Offence;
import io.tanda.invariants.Snapshot;
import io.tanda.payment.refund.domain.Refund;
import io.tanda.platform.testing.FakeCommits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What holds when all is quiet: every ride has ended, and everything was followed to its end. */
final class Ends {
    /** What only the HTTP API tells is not part of this city; the last one is looked at otherwise. */
    private static final Set<Invariant> ELSEWHERE = EnumSet.of(
            Invariant.SOMETHING_HAPPENED,
            Invariant.NO_LOST_BOOKING,
            // It compares stamps of two rides, and clocks differ here: who gave one ride back may have taken the next
            // "before" that. What
            // was committed first is looked at after each step.
            Invariant.ONE_RIDE_PER_DRIVER);

    private Ends() {}

    static boolean reached(City city) {
        for (Owner<?> owner : city.owners()) if (!owner.relay().isDone()) return false;
        for (Site<?> site : city.sites()) {
            for (Group<?, ?> group : site.groups()) if (!group.isDone()) return false;
        }
        return city.notifying().isDone() && underWay(city).isEmpty();
    }

    static boolean isCompleted(Booking booking) {
        return booking.status() == RideStatus.COMPLETED;
    }

    /** Not ended: what is owed has ended, and is left to people. */
    private static List<String> underWay(City city) {
        List<String> underWay = new ArrayList<>();
        for (Booking booking : city.booking().all())
            if (booking instanceof Booking.UnderWay)
                underWay.add("ride " + booking.trip().ride() + " is "
                        + booking.status().wireName());
        for (Refund refund : city.payment().refunds())
            if (refund instanceof Refund.Asked)
                underWay.add("refund " + refund.order().refund() + " is asked");
        for (Ride ride : city.dispatch().all())
            if (ride instanceof Ride.Open || ride instanceof Ride.Active || ride instanceof Ride.Collecting)
                underWay.add("call " + ride.id() + " is " + ride.getClass().getSimpleName());
        return underWay;
    }

    static void check(City city) {
        for (String left : underWay(city)) city.promises().breaks(Promise.ENDS, left);
        for (RideId ride : city.accepted())
            if (!city.booking().has(ride)) city.promises().breaks(Promise.NO_LOST_BOOKING, ride + " is gone");
        for (Owner<?> owner : city.owners()) topic(city, owner);
        for (Site<?> site : city.sites()) {
            for (Group<?, ?> group : site.groups()) followed(city, site, group);
        }
        city.promises().money().close();
        city.history().close();
        city.promises().notices().close();
        Snapshot snapshot = snapshot(city);
        for (Invariant invariant : EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)))
            for (Offence offence : invariant.check(snapshot))
                city.promises()
                        .breaks(
                                invariant == Invariant.LEDGER_BALANCES ? Promise.LEDGER_BALANCES : Promise.ENDS,
                                offence.toString());
    }

    private static void topic(City city, Owner<?> site) {
        if (!site.relay().isDone())
            city.promises().breaks(Promise.TOPICS_EQUAL_JOURNALS, site.name() + "'s journal is not in its topic");
    }

    private static void followed(City city, Site<?> site, Group<?, ?> group) {
        Set<UUID> aggregates = new HashSet<>();
        for (FakeCommits.Journaled event : group.other().store().journal())
            aggregates.add(event.event().aggregate().id());
        for (UUID aggregate : aggregates) {
            int head = group.other().store().journalOf(aggregate).getLast().version();
            int followed = site.store().followed(group.name(), aggregate);
            if (followed != head)
                city.promises()
                        .breaks(
                                Promise.NO_EVENT_LOST,
                                group.name() + " has followed " + aggregate + " up to " + followed + " of " + head);
        }
    }

    private static Snapshot snapshot(City city) {
        List<Snapshot.Journaled> journal = new ArrayList<>();
        List<Snapshot.Published> published = new ArrayList<>();
        List<Snapshot.Deadline> deadlines = new ArrayList<>();
        for (Owner<?> site : city.owners()) {
            for (FakeCommits.Journaled event : site.store().journal()) journal.add(journaled(site, event));
            for (Recorded event : site.log().all()) published.add(published(site, event));
        }
        for (Site<?> site : city.sites()) {
            site.store()
                    .forEachDeadline((deadline, due) -> deadlines.add(new Snapshot.Deadline(
                            site.name(), new RideId(deadline.aggregate()), deadline.kind(), due)));
        }
        Map<RideId, RiderId> asked = Map.of();
        List<Snapshot.Capture> captures = city.gateway().ledger().stream()
                .map(capture ->
                        new Snapshot.Capture(capture.key(), capture.reference(), capture.ride(), capture.amount()))
                .toList();
        List<Snapshot.GivenBack> refunds = city.gateway().givenBack().stream()
                .map(back -> new Snapshot.GivenBack(back.key(), back.captured(), back.amount()))
                .toList();
        return new Snapshot(
                asked,
                Map.of(),
                journal,
                published,
                city.history().rows(),
                city.history().spending().stream()
                        .map(leg -> new Snapshot.Spent(
                                leg.ride(), leg.leg(), leg.way().name(), leg.rider(), leg.amount()))
                        .toList(),
                captures,
                refunds,
                city.payment().booked(),
                deadlines,
                List.of(),
                0,
                0,
                new Snapshot.Expected(0, 0),
                city.agenda().instant(),
                Duration.ofMinutes(3));
    }

    private static Snapshot.Journaled journaled(Owner<?> site, FakeCommits.Journaled event) {
        Recorded recorded = site.recorded(event);
        return new Snapshot.Journaled(
                site.name(),
                new RideId(recorded.aggregate()),
                event.version(),
                recorded.type(),
                (RideEvent) event.event(),
                recorded.body().hashCode());
    }

    private static Snapshot.Published published(Owner<?> site, Recorded event) {
        return new Snapshot.Published(
                site.name(),
                new RideId(event.aggregate()),
                event.version(),
                event.type(),
                event.body().hashCode());
    }
}
