package io.tanda.platform.events.follow;

import io.tanda.platform.events.follow.Followed.Parked;
import io.tanda.platform.events.follow.Followed.Seen;
import io.tanda.platform.events.follow.Gaps.Missing;
import io.tanda.platform.ops.FailureClass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aggregates with an event that cannot be handled: remembered in the database and left alone, tried again from the owner's journal now
 * and then.
 */
final class Parking {
    private static final Logger log = LoggerFactory.getLogger(Parking.class);

    private final Vertx vertx;
    private final String consumer;
    private final Followed followed;
    private final JournalReader journal;
    private final FollowerMeters meters;
    private final Follower<?> follower;

    Parking(
            Vertx vertx,
            String consumer,
            Followed followed,
            JournalReader journal,
            FollowerMeters meters,
            Follower<?> follower) {
        this.vertx = vertx;
        this.consumer = consumer;
        this.followed = followed;
        this.journal = journal;
        this.meters = meters;
        this.follower = follower;
    }

    /** Remembered in the database before the offsets go on; then its waiting events are none of ours any more. */
    void park(AggregateQueue queue, int version, Throwable failure) {
        meters.poisoned.increment();
        log.error(
                "{}: {}:{} cannot be handled; this aggregate is parked until that is mended",
                consumer,
                queue.aggregate,
                version,
                failure);
        note(queue, version, String.valueOf(failure), 0);
    }

    private void note(AggregateQueue queue, int version, String failure, int failures) {
        followed.park(queue.aggregate, version, failure).onComplete(noted -> {
            if (noted.succeeded()) {
                follower.drop(queue);
                count();
            } else if (!follower.isStopping())
                vertx.setTimer(
                        Follower.BACKOFF.millis(failures + 1), again -> note(queue, version, failure, failures + 1));
        });
    }

    private void count() {
        followed.countParked().onSuccess(meters::parked);
    }

    void retryAll() {
        count();
        followed.parked().onComplete(found -> {
            if (found.failed()) {
                log.debug("{}: cannot look for what is parked", consumer, found.cause());
                return;
            }
            for (Parked parked : found.result())
                if (!follower.follows(parked.aggregate())) retry(follower.open(parked.aggregate()), parked.version());
        });
    }

    /** From the owner's journal: what came meanwhile was not kept. */
    private void retry(AggregateQueue queue, int version) {
        queue.parkedAt = version;
        readPastFence(queue).onComplete((read, failure) -> {
            if (failure == null) follower.goOn(queue);
            else if (FailureClass.of(failure) == FailureClass.BUG) staysParked(queue, failure);
            else {
                log.debug("{}: {} stays parked for now", consumer, queue.aggregate, failure);
                follower.drop(queue);
            }
        });
    }

    private Future<Void> readPastFence(AggregateQueue queue) {
        return followed.seen(List.of(queue.aggregate)).compose(seen -> {
            // Of a parked one only the fence says what took effect: the parked version may have been mended elsewhere.
            queue.fencedAt(seen.getOrDefault(queue.aggregate, Seen.NOTHING).version());
            return journal.readInto(queue);
        });
    }

    private void staysParked(AggregateQueue queue, Throwable failure) {
        follower.begin(queue);
        log.debug("{}: {} stays parked", consumer, queue.aggregate, failure);
        note(queue, queue.parkedAt, String.valueOf(failure), 0);
    }

    /** All that the journal has went through. Where that does not reach what was parked, it would be forgotten: it stays. */
    void unparkWhenReached(AggregateQueue queue) {
        if (queue.seen() < queue.parkedAt) staysParked(queue, new Missing(queue.seen() + 1));
        else unpark(queue);
    }

    /** An event that another process dropped as parked meanwhile is in the journal: so it is read once more after the row is gone. */
    private void unpark(AggregateQueue queue) {
        follower.begin(queue);
        int version = queue.seen();
        followed.unpark(queue.aggregate, version)
                .onSuccess(gone -> {
                    queue.parkedAt = 0;
                    queue.fencedAt(version);
                    log.info("{}: {} is mended and followed again from version {}", consumer, queue.aggregate, version);
                })
                .compose(gone -> journal.readInto(queue))
                .onComplete(read -> {
                    if (read.succeeded()) {
                        follower.goOn(queue);
                        count();
                    } else if (!follower.isStopping()) {
                        // Whether the row is gone may be unknown, and what came meanwhile waits here: so to the end.
                        vertx.setTimer(Follower.BACKOFF.longestMillis(), again -> unpark(queue));
                    }
                });
    }
}
