package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.platform.commit.CommitFailed;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One at a time for each ride of this process: accepts of one call are contended, and each loser would cost a rolled-back commit. Only
 * an economy: the database decides.
 */
final class Mailboxes {
    /** As many may wait for one ride; an offer goes to fewer drivers than that. */
    static final int MAX_WAITING = 256;

    private final Map<RideId, Mailbox> open = new HashMap<>();

    private static final class Mailbox {
        private Future<?> last = Future.succeededFuture();
        private int waiting;
    }

    <T> Future<T> inTurn(RideId ride, Supplier<Future<T>> work) {
        Mailbox mailbox;
        Future<?> before;
        synchronized (open) {
            mailbox = open.computeIfAbsent(ride, key -> new Mailbox());
            if (mailbox.waiting >= MAX_WAITING)
                return Future.failedFuture(new CommitFailed.Overloaded(MAX_WAITING + " wait for ride " + ride));
            mailbox.waiting++;
            before = mailbox.last;
            Future<T> mine = before.transform(ended -> work.get());
            mailbox.last = mine;
            return mine.andThen(done -> leave(ride, mailbox));
        }
    }

    private void leave(RideId ride, Mailbox mailbox) {
        synchronized (open) {
            if (--mailbox.waiting == 0) open.remove(ride, mailbox);
        }
    }
}
