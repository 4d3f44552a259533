package io.tanda.platform.events.follow;

import io.tanda.contract.event.Topic;
import io.tanda.platform.Kit;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.follow.PollingThread.Polled;
import io.tanda.platform.store.Purge;
import io.tanda.platform.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a context's events: each event's effects and fence are one unit of work, committed before the event's offset. A version seen
 * before is dropped; an event that means nothing here moves the fence and does nothing else; a gap waits and after 5 s is mended from the
 * owner's journal; an event that cannot be handled, or a gap that cannot be mended, parks its aggregate alone.
 *
 * <pre>
 *   PollingThread --&gt; queue of each aggregate, in order of version      64 aggregates side by side
 *                       seen before   drop
 *                       the next      its meaning + fence: commit; stale fence: look again; stale effect: ask again
 *                                     no meaning: skip; many fences are moved together
 *                       later         wait 5 s, then read the owner's journal over the bus; not there: park
 *                       outage        wait and try again until it is over
 *                       bug, 5 times  park: remembered in the database, tried again every minute from the journal
 *                     offset of a partition = its first event that is none of these ends
 * </pre>
 *
 * <p>Nothing waits for a whole batch: an aggregate that has to wait holds its partition's offset back and nothing else, and after a
 * crash what comes behind that offset is read again and dropped by the fence.
 *
 * <p>Meters, by consumer: {@code tanda_consumer_handled_total, _skipped_total, _dropped_total, _early_total, _mended_total,
 * _retries_total, _waits_total, _polls_total, _poisoned_total, tanda_consumer_parked, tanda_consumer_in_hand,
 * tanda_consumer_lag, tanda_consumer_delay_seconds} (from Kafka to committed).
 */
public final class OrderedConsumer {
    /** Real time. @param gap until a missing event is read from the journal @param retryParked between tries of what is parked */
    record Pace(Duration gap, Duration retryParked) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(60));
    }

    private final Vertx vertx;
    private final String consumer;
    private final PollingThread polling;
    private final Follower<?> follower;
    private final Pace pace;
    private @Nullable Context context;
    private long retryTimer = -1;

    /**
     * @param name who follows, such as {@code dispatch}: part of the consumer group and of the fence
     * @param store where fences and what is parked are kept
     * @param commits where effects go
     */
    public <C> OrderedConsumer(
            Vertx vertx,
            Kit kit,
            KafkaConfig kafka,
            Store store,
            String name,
            Interest<?, C> interest,
            Commits<C> commits) {
        this(vertx, kit, kafka, store, name, name, interest, commits, Pace.USUAL);
    }

    <C> OrderedConsumer(
            Vertx vertx,
            Kit kit,
            KafkaConfig kafka,
            Store store,
            String name,
            String group,
            Interest<?, C> interest,
            Commits<C> commits,
            Pace pace) {
        this.vertx = vertx;
        this.pace = pace;
        Topic<?> topic = interest.topic();
        consumer = name + "<-" + topic.context();
        polling = new PollingThread(
                kafka, "tanda-" + group + "-" + topic.context(), topic.name(), interest.pause(), this::handOver);
        FollowerMeters meters = new FollowerMeters(kit.meters(), consumer, polling);
        Followed followed = new Followed(store, consumer, topic.context());
        JournalReader journal = new JournalReader(kit, topic.context());
        TracedEffects steps = new TracedEffects(kit.traces(), name, consumer, topic);
        follower = new Follower<>(vertx, consumer, interest, commits, followed, journal, meters, steps, pace);
        String check = "consumer-" + name + "-" + topic.context();
        kit.health().note(check, () -> polling.health().compose(polled -> health(meters)));
        kit.health().live(check, polling::alive);
    }

    private static Future<Void> health(FollowerMeters meters) {
        return meters.parked() == 0
                ? Future.succeededFuture()
                : Future.failedFuture(meters.parked() + " aggregates are parked");
    }

    /** Completes at once: it follows from now on, also through outages of Kafka and of the database. */
    public Future<Void> start() {
        Context mine = vertx.getOrCreateContext();
        context = mine;
        mine.runOnContext(started -> {
            polling.start();
            follower.retryParked();
            retryTimer = vertx.setPeriodic(pace.retryParked().toMillis(), again -> follower.retryParked());
        });
        return Future.succeededFuture();
    }

    /** Finishes what is being handled (at most 5 s) and leaves the group; what was not begun is the next member's. */
    public Future<Void> stop() {
        Context mine = context;
        if (mine == null) return Future.succeededFuture();
        Promise<Void> stopped = Promise.promise();
        mine.runOnContext(stop -> {
            vertx.cancelTimer(retryTimer);
            follower.stop()
                    .compose(written -> polling.stop())
                    .onComplete(
                            left -> mine.runOnContext(done -> follower.finish().onComplete(stopped)));
        });
        return stopped.future();
    }

    /** Who follows whom, such as {@code dispatch<-booking}. */
    public String name() {
        return consumer;
    }

    /** Fails until it has its share of the topic's partitions, which may be none where there are enough others. */
    public Future<Void> assigned() {
        return polling.assigned();
    }

    /** @param over a condition that holds for a fence {@code t} whose aggregate needs nothing more */
    public Purge oldFences(String over) {
        return Fences.purge(consumer, over);
    }

    /** On the polling thread. */
    private void handOver(List<Polled> polled) {
        Context mine = context;
        if (mine != null) mine.runOnContext(here -> take(polled));
    }

    private void take(List<Polled> polled) {
        try {
            follower.take(polled);
        } catch (RuntimeException e) {
            // Some of them are in no queue, and held for ever: what the process remembers cannot be trusted any more.
            polling.end(e);
        }
    }
}
