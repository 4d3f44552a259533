package io.tanda.booking.application;

import io.tanda.booking.domain.DeadlinePolicy;
import io.tanda.booking.domain.Evening;
import io.tanda.contract.Actor;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.platform.testing.FakeCommits;
import io.tanda.platform.testing.FakeTable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bookings in memory: one row per ride, guarded by the revision. */
public final class FakeBookings implements Bookings {
    private final FakeTable<RideId, StoredBooking> rows = new FakeTable<>();
    public final FakeCommits<Change> commits = new FakeCommits<>(this::write, Set.of(), rows);
    int reads;
    private boolean careless;

    private void write(FakeCommits<Change> into, Change change) {
        StoredBooking before = change.before();
        if (before == null) rows.insert(change.ride(), change.after());
        else if (!careless || !before.equals(change.after()))
            rows.change(change.ride(), row -> row.revision() == before.revision(), change.after());
        into.events(before == null ? 0 : before.version(), change.events());
        into.deadline(change.ride().value(), DriveDeadline.STATE, change.deadline());
    }

    @Override
    public Future<Optional<StoredBooking>> find(RideId ride) {
        reads++;
        return Future.succeededFuture(rows.find(ride));
    }

    @Override
    public Future<Optional<StoredBooking>> findOfRider(RideId ride, RiderId rider) {
        return find(ride).map(found -> found.filter(row -> isOf(rider, row)));
    }

    @Override
    public Future<List<StoredBooking>> ofRider(RiderId rider, @Nullable RideId before, int limit) {
        return Future.succeededFuture(rows.all().stream()
                .filter(row -> isOf(rider, row))
                .sorted(Comparator.comparing(row -> row.booking().trip().ride().value(), Comparator.reverseOrder()))
                .limit(limit)
                .toList());
    }

    private static boolean isOf(RiderId rider, StoredBooking row) {
        return row.booking().trip().rider().equals(rider);
    }

    /** From now on a bug: who sets nothing but the deadline does not look whether the booking is as it was found. */
    public void careless() {
        careless = true;
    }

    public StoredBooking row(RideId ride) {
        return rows.find(ride).orElseThrow();
    }

    public Optional<StoredBooking> stored(RideId ride) {
        return rows.find(ride);
    }

    public Collection<StoredBooking> all() {
        return rows.all();
    }

    /** Absent: there is none. */
    Optional<Instant> deadline(RideId ride) {
        return Optional.ofNullable(
                commits.deadlines().get(new FakeCommits.Deadline(ride.value(), DriveDeadline.STATE)));
    }

    /** A ride is requested. */
    void requested() {
        commit(Change.opened(Evening.happened(null, Evening.requested()), null, why()));
    }

    /** What others' events did, without their consumer. */
    void happened(RideId ride, BookingEvent... events) {
        StoredBooking before = row(ride);
        commit(Change.happened(before, Evening.happened(before.booking(), events), why()));
    }

    private void commit(Change change) {
        Future<Void> committed = commits.commit(change);
        if (committed.failed()) throw new IllegalStateException(committed.cause());
    }

    private static Change.Why why() {
        return new Change.Why(Actor.SYSTEM, null, "test", DeadlinePolicy.USUAL);
    }
}
