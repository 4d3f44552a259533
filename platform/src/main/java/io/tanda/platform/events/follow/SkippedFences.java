package io.tanda.platform.events.follow;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the fences of aggregates whose last events mean nothing here: many in one unit of work, a moment later. An event that means
 * something and comes before that takes its aggregate's fence along. Lives on the consumer's context.
 */
final class SkippedFences {
    private static final Logger log = LoggerFactory.getLogger(SkippedFences.class);

    /** One statement of moderate size; so many do not wait. */
    static final int MAX_TOGETHER = 500;
    /** As often as offsets are committed, which wait for it. */
    private static final long WAIT_MILLIS = 200;

    private final Vertx vertx;
    private final Followed followed;
    private final Follower<?> follower;
    private final Set<AggregateQueue> waiting = new LinkedHashSet<>();
    private Future<Void> writing = Future.succeededFuture();
    private long timer = -1;
    private int failures;
    private boolean stopping;

    SkippedFences(Vertx vertx, Followed followed, Follower<?> follower) {
        this.vertx = vertx;
        this.followed = followed;
        this.follower = follower;
    }

    /** Of a queue that is not busy. */
    void add(AggregateQueue queue) {
        waiting.add(queue);
        schedule();
    }

    /** Something else is under way with it, or it is gone. */
    void remove(AggregateQueue queue) {
        waiting.remove(queue);
    }

    /** Writes what is there now; completes in any case. */
    Future<Void> stop() {
        stopping = true;
        cancel();
        return writing.transform(before -> write()).otherwiseEmpty();
    }

    private void schedule() {
        if (stopping || !writing.isComplete() || waiting.isEmpty()) return;
        if (failures == 0 && waiting.size() >= MAX_TOGETHER) {
            cancel();
            write();
        } else if (timer == -1) {
            long millis = failures == 0 ? WAIT_MILLIS : Follower.BACKOFF.millis(failures);
            timer = vertx.setTimer(millis, passed -> {
                timer = -1;
                if (!stopping) write();
            });
        }
    }

    private void cancel() {
        if (timer != -1) vertx.cancelTimer(timer);
        timer = -1;
    }

    private Future<Void> write() {
        Map<AggregateQueue, Integer> taken = new LinkedHashMap<>();
        waiting.stream().limit(MAX_TOGETHER).forEach(queue -> taken.put(queue, queue.seen()));
        if (taken.isEmpty()) return Future.succeededFuture();
        Map<UUID, Integer> versions = new HashMap<>();
        taken.forEach((queue, version) -> {
            follower.begin(queue);
            versions.put(queue.aggregate, version);
        });
        writing = followed.moveFences(versions).transform((moved, failure) -> {
            failures = failure == null ? 0 : failures + 1;
            if (failure != null) log.debug("Fences of {} aggregates are moved later", taken.size(), failure);
            return Future.succeededFuture();
        });
        return writing.onSuccess(ended -> {
            taken.forEach((queue, version) -> {
                if (failures == 0) queue.fencedAt(version);
                follower.goOn(queue);
            });
            schedule();
        });
    }
}
