package io.tanda.platform.events.follow;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for events that did not come, and then reads them from their owner's journal. */
final class Gaps {
    private static final Logger log = LoggerFactory.getLogger(Gaps.class);

    private final Vertx vertx;
    private final String consumer;
    private final Duration patience;
    private final JournalReader journal;
    private final FollowerMeters meters;
    private final Follower<?> follower;

    Gaps(
            Vertx vertx,
            String consumer,
            Duration patience,
            JournalReader journal,
            FollowerMeters meters,
            Follower<?> follower) {
        this.vertx = vertx;
        this.consumer = consumer;
        this.patience = patience;
        this.journal = journal;
        this.meters = meters;
        this.follower = follower;
    }

    /** @param next the first that has come */
    void await(AggregateQueue queue, Item next) {
        if (queue.gapIsOver) {
            mend(queue);
            return;
        }
        if (queue.gapTimer != -1) return;
        meters.early.increment();
        log.debug("{}: {}:{} came after {}", consumer, queue.aggregate, next.version(), queue.seen());
        queue.gapTimer = vertx.setTimer(patience.toMillis(), over -> {
            queue.gapTimer = -1;
            if (follower.isStopping()) return;
            if (queue.busy) queue.gapIsOver = true;
            else mend(queue);
        });
    }

    void cancel(AggregateQueue queue) {
        if (queue.gapTimer != -1) vertx.cancelTimer(queue.gapTimer);
        queue.gapTimer = -1;
        queue.gapIsOver = false;
    }

    private void mend(AggregateQueue queue) {
        follower.begin(queue);
        queue.gapIsOver = false;
        int missing = queue.seen() + 1;
        journal.readInto(queue).onComplete(read -> {
            if (read.failed())
                log.warn(
                        "{}: a gap of {} before {} cannot be mended yet: {}",
                        consumer,
                        queue.aggregate,
                        missing,
                        read.cause().toString());
            else if (queue.isWaitingFor(missing)) {
                meters.mended.increment();
                log.info("{}: {}:{} did not come and was read from the journal", consumer, queue.aggregate, missing);
            } else log.error("{}: {}:{} is not in the owner's journal", consumer, queue.aggregate, missing);
            follower.goOn(queue);
        });
    }
}
