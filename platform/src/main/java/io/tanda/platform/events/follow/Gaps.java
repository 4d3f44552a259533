package io.tanda.platform.events.follow;

import io.tanda.platform.ops.FailureClass;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for events that did not come, and then reads them from their owner's journal. What is not there either parks its aggregate: an
 * event is in the journal before it is in Kafka, so to ask again and again would only hold its partition back.
 */
final class Gaps {
    private static final Logger log = LoggerFactory.getLogger(Gaps.class);

    private final Vertx vertx;
    private final String consumer;
    private final Duration patience;
    private final JournalReader journal;
    private final Parking parking;
    private final FollowerMeters meters;
    private final Follower<?> follower;

    Gaps(
            Vertx vertx,
            String consumer,
            Duration patience,
            JournalReader journal,
            Parking parking,
            FollowerMeters meters,
            Follower<?> follower) {
        this.vertx = vertx;
        this.consumer = consumer;
        this.patience = patience;
        this.journal = journal;
        this.parking = parking;
        this.meters = meters;
        this.follower = follower;
    }

    /** @param next the first that has come */
    void await(AggregateQueue queue, Item next) {
        if (queue.gapIsOver) {
            mend(queue, next);
            return;
        }
        if (queue.gapTimer != -1) return;
        meters.early.increment();
        log.debug("{}: {}:{} came after {}", consumer, queue.aggregate, next.version(), queue.seen());
        queue.gapTimer = vertx.setTimer(patience.toMillis(), over -> {
            queue.gapTimer = -1;
            if (follower.isStopping()) return;
            queue.gapIsOver = true;
            if (!queue.busy) follower.goOn(queue);
        });
    }

    void cancel(AggregateQueue queue) {
        if (queue.gapTimer != -1) vertx.cancelTimer(queue.gapTimer);
        queue.gapTimer = -1;
        queue.gapIsOver = false;
    }

    private void mend(AggregateQueue queue, Item next) {
        follower.begin(queue);
        queue.gapIsOver = false;
        int missing = queue.seen() + 1;
        journal.readInto(queue).onComplete((read, failure) -> {
            if (failure != null) notRead(queue, next, missing, failure);
            else if (queue.isWaitingFor(missing)) {
                meters.mended.increment();
                log.info("{}: {}:{} did not come and was read from the journal", consumer, queue.aggregate, missing);
                follower.goOn(queue);
            } else parking.park(queue, next.version(), new Missing(missing));
        });
    }

    private void notRead(AggregateQueue queue, Item next, int missing, Throwable failure) {
        switch (FailureClass.of(failure)) {
            case BUG -> parking.park(queue, next.version(), failure);
            case CONFLICT, UNKNOWN, UNAVAILABLE, OVERLOADED -> {
                log.warn(
                        "{}: a gap of {} before {} cannot be mended yet: {}",
                        consumer,
                        queue.aggregate,
                        missing,
                        failure.toString());
                follower.goOn(queue);
            }
        }
    }

    /** An event is in Kafka, and one before it is not even in the journal. Only its message is of interest. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1;

        Missing(int version) {
            super("version " + version + " is neither in Kafka nor in its owner's journal", null, false, false);
        }
    }
}
