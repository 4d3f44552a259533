package io.tanda.booking.application;

import io.tanda.booking.domain.DeadlinePolicy;
import io.tanda.booking.domain.Evening;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Request;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.StoredReply;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bookings in memory with the store's promises: once per command id, guarded by the revision, each commit whole or not at all. */
final class FakeBookings implements Bookings {
    final Map<RideId, StoredBooking> rows = new HashMap<>();
    final Map<RideId, Instant> deadlines = new HashMap<>();
    final Map<CommandId, StoredReply> replies = new HashMap<>();
    final List<BookingEvent> journal = new ArrayList<>();
    int reads;
    /** Runs once between the next read and what is decided on it: somebody who is faster. */
    Runnable meanwhile = () -> {};

    @Override
    public Future<Optional<StoredBooking>> find(RideId ride) {
        reads++;
        Optional<StoredBooking> found = Optional.ofNullable(rows.get(ride));
        Runnable faster = meanwhile;
        meanwhile = () -> {};
        faster.run();
        return Future.succeededFuture(found);
    }

    @Override
    public Future<Optional<StoredBooking>> findOfRider(RideId ride, RiderId rider) {
        return find(ride)
                .map(found ->
                        found.filter(stored -> stored.booking().trip().rider().equals(rider)));
    }

    @Override
    public Future<List<StoredBooking>> ofRider(RiderId rider, @Nullable RideId before, int limit) {
        return Future.succeededFuture(rows.values().stream()
                .filter(stored -> stored.booking().trip().rider().equals(rider))
                .sorted(Comparator.comparing(
                        stored -> stored.booking().trip().ride().value()))
                .limit(limit)
                .toList());
    }

    @Override
    public Future<Void> commit(Change change, Request<?> request, String reply) {
        StoredReply answered = replies.get(request.id());
        if (answered != null) return Future.failedFuture(new CommitFailed.AlreadyDone(answered));
        return commit(change)
                .onSuccess(done -> replies.put(request.id(), new StoredReply(request.fingerprint(), reply)));
    }

    @Override
    public Future<Void> commit(Change change) {
        StoredBooking row = rows.get(change.ride());
        StoredBooking before = change.before();
        if (before == null && row != null) return Future.failedFuture(new CommitFailed.Duplicate("PRIMARY"));
        if (before != null && (row == null || row.revision() != before.revision()))
            return Future.failedFuture(new CommitFailed.Stale("booking"));
        rows.put(change.ride(), change.after());
        journal.addAll(change.events());
        if (change.deadline() == null) deadlines.remove(change.ride());
        else deadlines.put(change.ride(), change.deadline());
        return Future.succeededFuture();
    }

    @Override
    public Unit.Builder unit(Change change) {
        throw new UnsupportedOperationException("units are the real store's");
    }

    @Override
    public Future<Optional<StoredReply>> replyTo(Request<?> request) {
        return Future.succeededFuture(Optional.ofNullable(replies.get(request.id())));
    }

    StoredBooking row(RideId ride) {
        return Objects.requireNonNull(rows.get(ride));
    }

    /** What others' events did, without their consumer. */
    void happened(RideId ride, BookingEvent... events) {
        StoredBooking before = row(ride);
        Change.Why why = new Change.Why(Actor.SYSTEM, null, "test", DeadlinePolicy.USUAL);
        Future<Void> committed = commit(Change.happened(before, Evening.happened(before.booking(), events), why));
        if (committed.failed()) throw new IllegalStateException(committed.cause());
    }
}
