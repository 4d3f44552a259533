package io.tanda.platform.events;

import io.tanda.contract.event.Topic;
import io.tanda.platform.Kit;
import io.tanda.platform.events.LaneRun.Outcome;
import io.tanda.platform.flow.Backoff;
import io.tanda.platform.flow.Drain;
import io.tanda.platform.store.Lanes;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what the outbox points at, in order; deletes the pointers after Kafka has it. Any number of relays may run; they share the
 * lanes.
 *
 * <pre>
 *   one transaction:  claim the rows of the lanes with news (SKIP LOCKED)
 *                       -&gt; read their oldest pointers, and from the journal those events that this process did not just write
 *                       -&gt; send in waves: one event of each aggregate, the next one after its acknowledgement
 *                       -&gt; delete what was acknowledged
 * </pre>
 *
 * <p>Whoever dies in the middle leaves the pointers: they are sent again and the followers' fences drop what they have seen. The waves
 * are what keeps an aggregate's order whichever record fails: a producer may lose a record and deliver the one after it.
 *
 * <p>An event that Kafka will never take parks its aggregate alone (table {@code parked}, consumer {@code relay}): the pointers of a
 * parked aggregate are dropped, because from the parked version on the journal says what is to be sent. That is tried again every
 * minute, so that a mended bug heals by itself.
 *
 * <p>Meters, by context: {@code tanda_outbox_sent_total, tanda_outbox_failures_total, tanda_outbox_poisoned_total,
 * tanda_outbox_lag_seconds, tanda_outbox_unpublished, tanda_outbox_parked}.
 */
public final class OutboxRelay {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    /**
     * Each on a connection of the store's pool. What comes while both are under way joins the next: so there are few and large ones under
     * load, and small ones that begin at once otherwise.
     */
    private static final int RUNS_AT_ONCE = 2;
    /**
     * From the start of a run to that of the next: what comes meanwhile shares its five statements. Who comes after a quiet moment does
     * not wait, and nobody does behind a run of so many events: then it is throughput that counts.
     */
    private static final long PACE_MILLIS = 50;

    private static final int MANY_EVENTS = 64;

    /**
     * For which a lane is left to another relay that holds it: two runs of his, longer each time it is still held. He may have read before
     * our commit, so it is not left for good.
     */
    private static final Backoff LEFT = new Backoff(50, 400);

    /** Kafka or the database may come back at any moment, and riders wait. */
    private static final Backoff BACKOFF = new Backoff(200, 2_000);

    /** Longer than Kafka's limits together: a database that answers nothing must not hold a lane for ever. */
    private static final long RUN_LIMIT_MILLIS = 30_000;

    private static final long STOP_LIMIT_MILLIS = 5_000;
    private static final long MEASURE_EVERY_MILLIS = 5_000;

    /**
     * @param lookEveryMillis without a nudge: what was there at two looks in a row is left behind by a process that died; what is newer is
     *     in the hands of whoever committed it
     * @param healEveryMillis between tries of what is parked
     */
    record Pace(long lookEveryMillis, long healEveryMillis) {
        static final Pace USUAL = new Pace(500, 60_000);
    }

    /** A lane that another relay had, so many times in a row. */
    private record Left(int times, long untilNanos) {}

    private final Vertx vertx;
    private final Store store;
    private final Topic<?> topic;
    private final Publisher publisher;
    private final TracedSending sending;
    private final Pace pace;
    private final RelayMeters meters;
    private final Drain drain = new Drain();

    // From here on: touched on the context only.
    private final Set<Integer> wanted = new LinkedHashSet<>();
    private final Set<Integer> toHeal = new HashSet<>();
    private final FreshEvents fresh = new FreshEvents();
    private final Set<Integer> atWork = new HashSet<>();
    private final Map<Integer, Left> left = new HashMap<>();
    private final List<Long> timers = new ArrayList<>();
    /** The oldest row of each lane at the last look; none before the first. */
    private @Nullable Map<Integer, Long> oldest;

    private @Nullable Context context;
    private boolean stopping;
    private boolean pausing;
    private boolean resting;
    private long mayBeginNanos = System.nanoTime();
    private int failedInARow;

    public OutboxRelay(Vertx vertx, Kit kit, KafkaConfig kafka, Store store, Topic<?> topic) {
        this(vertx, kit, store, topic, new Publisher(vertx, kafka, "tanda-outbox-" + topic.context()), Pace.USUAL);
    }

    OutboxRelay(Vertx vertx, Kit kit, Store store, Topic<?> topic, Publisher publisher, Pace pace) {
        this.vertx = vertx;
        this.store = store;
        this.topic = topic;
        this.publisher = publisher;
        this.sending = new TracedSending(kit.traces(), topic, publisher);
        this.pace = pace;
        this.meters = new RelayMeters(kit.meters(), store, topic.context());
        kit.health().note("outbox-" + topic.context(), meters::health);
    }

    /** Completes at once: it publishes from now on, also through outages of Kafka and of the database. */
    public Future<Void> start() {
        Context mine = vertx.getOrCreateContext();
        context = mine;
        mine.runOnContext(started -> {
            timers.add(vertx.setPeriodic(1, pace.lookEveryMillis(), look -> look()));
            timers.add(vertx.setPeriodic(1, pace.healEveryMillis(), heal -> lookForParked()));
            timers.add(vertx.setPeriodic(1, MEASURE_EVERY_MILLIS, measure -> meters.measure()));
        });
        store.onCommitted(events -> mine.runOnContext(nudged -> {
            fresh.keep(events);
            want(events.stream().map(event -> Lanes.of(event.aggregate())).collect(Collectors.toSet()));
        }));
        return Future.succeededFuture();
    }

    /** Finishes the batch in hand (at most 5 s) and closes its producer. */
    public Future<Void> stop() {
        Context mine = context;
        if (mine == null) return publisher.close();
        Promise<Void> stopped = Promise.promise();
        mine.runOnContext(stop -> {
            stopping = true;
            timers.forEach(vertx::cancelTimer);
            timers.clear();
            drain.empty(vertx, STOP_LIMIT_MILLIS)
                    .onSuccess(left -> {
                        if (left > 0)
                            log.warn("{}: stopped with lanes {} still at work; they are sent again", topic, atWork);
                    })
                    .compose(waited -> publisher.close())
                    .onComplete(stopped);
        });
        return stopped.future();
    }

    private void look() {
        if (pausing || stopping) return;
        store.query("SELECT lane, MIN(id) AS oldest FROM outbox GROUP BY lane").onComplete(found -> {
            if (found.succeeded()) {
                Map<Integer, Long> now = new HashMap<>();
                for (Row row : found.result()) now.put(row.getInteger("lane"), row.getLong("oldest"));
                Map<Integer, Long> before = oldest == null ? now : oldest;
                oldest = now;
                want(now.keySet().stream()
                        .filter(lane -> Objects.equals(now.get(lane), before.get(lane)))
                        .toList());
            } else failed(found.cause());
        });
    }

    private void lookForParked() {
        if (pausing || stopping) return;
        store.query("SELECT aggregate_id FROM parked WHERE consumer = ?", OutboxRows.CONSUMER)
                .onComplete(found -> {
                    if (found.failed()) {
                        failed(found.cause());
                        return;
                    }
                    Set<Integer> lanes = new HashSet<>();
                    for (Row row : found.result()) lanes.add(Lanes.of(Rows.uuid(row, "aggregate_id")));
                    toHeal.addAll(lanes);
                    want(lanes);
                });
    }

    private void want(Collection<Integer> lanes) {
        wanted.addAll(lanes);
        work();
    }

    private void work() {
        // While something is down, one run is enough to find out when it is back.
        int runsAtOnce = failedInARow == 0 ? RUNS_AT_ONCE : 1;
        if (stopping || pausing || resting || drain.underWay() >= runsAtOnce) return;
        Set<Integer> lanes = new HashSet<>(wanted);
        lanes.removeAll(atWork);
        lanes.removeIf(this::isLeft);
        if (lanes.isEmpty()) return;
        long restNanos = mayBeginNanos - System.nanoTime();
        if (restNanos > 0) rest(restNanos);
        else publish(lanes);
    }

    private void rest(long nanos) {
        resting = true;
        vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, rested -> {
            resting = false;
            work();
        });
    }

    private void publish(Set<Integer> lanes) {
        wanted.removeAll(lanes);
        atWork.addAll(lanes);
        drain.enter();
        mayBeginNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PACE_MILLIS);
        LaneRun run = new LaneRun(store, topic, sending, fresh, lanes, toHeal.removeAll(lanes));
        // In here, so that a run that throws lets its lanes go.
        Future.succeededFuture()
                .compose(begun -> run.run())
                .timeout(RUN_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(done -> {
                    atWork.removeAll(lanes);
                    drain.leave();
                    if (done.succeeded()) ended(lanes, run.claimed(), done.result());
                    else {
                        wanted.addAll(lanes);
                        failed(done.cause());
                    }
                    work();
                });
    }

    private void ended(Set<Integer> lanes, Set<Integer> claimed, Outcome outcome) {
        Set<Integer> taken = new HashSet<>(lanes);
        taken.removeAll(claimed);
        claimed.forEach(left::remove);
        taken.forEach(this::leave);
        switch (outcome) {
            case Outcome.Published published -> {
                meters.sent.increment(published.events());
                meters.poisoned.increment(published.poisoned());
                if (published.events() >= MANY_EVENTS) mayBeginNanos = System.nanoTime();
                if (published.more()) wanted.addAll(claimed);
                if (failedInARow > 0 && !claimed.isEmpty()) {
                    log.info("{}: publishing again after {} failures", topic, failedInARow);
                    failedInARow = 0;
                }
            }
            case Outcome.Stopped stopped -> {
                meters.sent.increment(stopped.events());
                meters.poisoned.increment(stopped.poisoned());
                wanted.addAll(claimed);
                failed(stopped.why());
            }
        }
    }

    private boolean isLeft(int lane) {
        Left to = left.get(lane);
        return to != null && to.untilNanos() - System.nanoTime() > 0;
    }

    private void leave(int lane) {
        Left before = left.get(lane);
        int times = before == null ? 1 : before.times() + 1;
        long millis = LEFT.millis(times);
        left.put(lane, new Left(times, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)));
        vertx.setTimer(millis + 1, again -> want(Set.of(lane)));
    }

    private void failed(Throwable why) {
        meters.failures.increment();
        if (failedInARow++ == 0) log.warn("{}: cannot publish, trying again: {}", topic, String.valueOf(why));
        else log.debug("{}: cannot publish ({} in a row)", topic, failedInARow, why);
        if (pausing || stopping) return;
        pausing = true;
        vertx.setTimer(BACKOFF.millis(failedInARow), over -> {
            pausing = false;
            work();
        });
    }
}
