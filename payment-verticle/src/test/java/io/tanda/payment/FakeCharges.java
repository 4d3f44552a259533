package io.tanda.payment;

import io.tanda.contract.RideId;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.commit.CommitFailed;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps charges as the database does: a change on a state that is no longer so is stale. */
final class FakeCharges implements Charges {
    private final Map<RideId, Charge.Made> rows = new ConcurrentHashMap<>();
    final List<PaymentEvent> journal = new ArrayList<>();
    final List<Decision.Next> deadlines = new ArrayList<>();
    /** Until it is set back, no commit succeeds. */
    volatile boolean down;
    /** What each commit waits for. */
    volatile Future<Void> database = Future.succeededFuture();

    @Override
    public Future<Charge> load(RideId ride, Purpose purpose) {
        Charge.Made row = rows.get(ride);
        return Future.succeededFuture(row == null ? new Charge.None() : row);
    }

    @Override
    public Future<Void> commit(Change change) {
        return database.compose(there -> write(change));
    }

    private synchronized Future<Void> write(Change change) {
        if (down) return Future.failedFuture(new CommitFailed.Unavailable("down", null));
        RideId ride = change.after().claim().ride();
        Charge.Made row = rows.get(ride);
        int version = row == null ? 0 : row.version();
        if (version != Charge.versionOf(change.before()))
            return Future.failedFuture(new CommitFailed.Stale("version " + version));
        rows.put(ride, change.after());
        journal.addAll(change.events());
        deadlines.add(change.next());
        return Future.succeededFuture();
    }

    Charge.Made of(Claim claim) {
        Charge.Made row = rows.get(claim.ride());
        if (row == null) throw new AssertionError("no charge of " + claim.ride());
        return row;
    }

    <E extends PaymentEvent> List<E> journaled(Class<E> type) {
        return journal.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
