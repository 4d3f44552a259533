package io.tanda.platform.time;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.platform.Kit;
import io.tanda.platform.flow.Backoff;
import io.tanda.platform.flow.Drain;
import io.tanda.platform.ops.FailureClass;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives what is due, on any process, after any crash. A deadline whose handling fails is tried again with growing pauses.
 *
 * <p>Looks every 200 ms of real time for deadlines up to the domain's now, oldest first. Several may run, and divide them ({@link
 * Share}): that spares work and decides nothing, for the version decides whose unit is committed. Two deadlines of one aggregate may be
 * driven at the same time.
 *
 * <p>Meters, by context: {@code tanda_deadlines_driven_total, tanda_deadlines_failed_total, tanda_deadlines_unknown_total,
 * tanda_deadlines_overdue, tanda_deadlines_oldest_overdue_seconds} (domain time).
 */
public final class Sweeper {
    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    /** Real time; with the clock scaled this is as much finer as it has to be coarser. */
    private static final long LOOK_EVERY_MILLIS = 200;
    /** Deadlines of one query. */
    private static final int PAGE = 500;
    /** Pages of one look, past what is in hand or pausing: what fails must not hide what is due behind it. */
    private static final int MAX_PAGES = 8;
    /** Handled at once: as many units as share a commit well, few enough to leave the database to others. */
    private static final int MAX_SIDE_BY_SIDE = 64;
    /** Failing deadlines whose pauses are remembered; one more is tried at every look. */
    private static final int MAX_PAUSING = 10_000;

    /** Of a deadline that fails; the first is two looks. */
    private static final Backoff BACKOFF = new Backoff(2 * LOOK_EVERY_MILLIS, 30_000);

    private static final long STOP_LIMIT_MILLIS = 5_000;
    private static final long MEASURE_EVERY_MILLIS = 5_000;

    private static final String SELECT = "SELECT aggregate_id, kind, due_at FROM deadline WHERE due_at <= ?";
    private static final String OLDEST_FIRST = " ORDER BY due_at LIMIT " + PAGE + " OFFSET ";

    private record Key(UUID aggregate, String kind) {}

    private record Pause(int failures, long untilNanos) {}

    private final Vertx vertx;
    private final Kit kit;
    private final Store store;
    private final Map<String, DeadlineHandler> handlers;
    private final Share share;
    private final Counter driven;
    private final Counter failed;
    private final Counter unknown;
    private volatile long overdue;
    private volatile double oldestOverdueSeconds;
    private final Drain drain = new Drain();

    // From here on: touched on the context only.
    private final Set<Key> inHand = new HashSet<>();
    private final Map<Key, Pause> pausing = new HashMap<>();
    private final Set<String> unknownKinds = new HashSet<>();
    private final List<Long> timers = new ArrayList<>();
    private @Nullable Context context;
    private boolean looking;
    private boolean moreIsDue;
    private boolean blind;
    private boolean stopping;

    /** @param handlers by the deadline's kind */
    public Sweeper(Vertx vertx, Kit kit, Store store, Map<String, DeadlineHandler> handlers) {
        this.vertx = vertx;
        this.kit = kit;
        this.store = store;
        this.handlers = Map.copyOf(handlers);
        this.share = new Share(store);
        MeterRegistry meters = kit.meters();
        this.driven = counter(meters, "driven", "deadlines whose handling succeeded");
        this.failed = counter(meters, "failed", "deadlines whose handling failed, to be tried again");
        this.unknown = counter(meters, "unknown", "looks at due deadlines of a kind that nobody handles");
        Gauge.builder("tanda.deadlines.overdue", this, sweeper -> sweeper.overdue)
                .description("deadlines that are due")
                .tag("context", store.context())
                .register(meters);
        Gauge.builder("tanda.deadlines.oldest.overdue", this, sweeper -> sweeper.oldestOverdueSeconds)
                .description("how long the oldest one has been due, domain time")
                .baseUnit("seconds")
                .tag("context", store.context())
                .register(meters);
    }

    private Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("tanda.deadlines." + name)
                .description(description)
                .tag("context", store.context())
                .register(meters);
    }

    /** Completes at once: it looks from now on, also through outages of the database. */
    public Future<Void> start() {
        Context mine = vertx.getOrCreateContext();
        context = mine;
        mine.runOnContext(started -> {
            timers.add(vertx.setPeriodic(1, Share.RENEW_EVERY_MILLIS, renew -> renew()));
            timers.add(vertx.setPeriodic(1, LOOK_EVERY_MILLIS, look -> look()));
            timers.add(vertx.setPeriodic(1, MEASURE_EVERY_MILLIS, measure -> measure()));
        });
        return Future.succeededFuture();
    }

    /** Waits for what is being handled, at most 5 s. */
    public Future<Void> stop() {
        Context mine = context;
        if (mine == null) return Future.succeededFuture();
        Promise<Void> stopped = Promise.promise();
        mine.runOnContext(stop -> {
            stopping = true;
            timers.forEach(vertx::cancelTimer);
            timers.clear();
            drain.empty(vertx, STOP_LIMIT_MILLIS)
                    .transform(drained -> share.leave().otherwiseEmpty())
                    .onComplete(stopped);
        });
        return stopped.future();
    }

    /** Where that fails the database is away, and a look says so. */
    private void renew() {
        share.renew().onSuccess(renewed -> look());
    }

    private void look() {
        if (!share.runs() || looking || stopping || inHand.size() >= MAX_SIDE_BY_SIDE) return;
        looking = true;
        moreIsDue = false;
        // What throws here must end the look as well: no other would begin.
        Future.succeededFuture()
                .compose(begun -> lookAt(kit.clock().instant(), 0))
                .onComplete(looked -> {
                    looking = false;
                    if (looked.succeeded()) {
                        if (blind) log.info("{}: deadlines can be read again", store.context());
                        blind = false;
                    } else {
                        if (!blind)
                            log.warn("{}: deadlines cannot be read, trying again", store.context(), looked.cause());
                        blind = true;
                    }
                });
    }

    private Future<Void> lookAt(Instant now, int page) {
        Instant late = now.minus(kit.clock().toDomain(Share.LATE));
        return store.query(SELECT + share.condition() + OLDEST_FIRST + page * PAGE, now, late)
                .compose(rows -> {
                    for (Row row : rows) {
                        if (inHand.size() >= MAX_SIDE_BY_SIDE || stopping) {
                            moreIsDue = true;
                            return Future.succeededFuture();
                        }
                        Key key = new Key(Rows.uuid(row, "aggregate_id"), row.getString("kind"));
                        consider(key, Rows.instant(row, "due_at"), now);
                    }
                    boolean mayBeMore = rows.size() == PAGE && page + 1 < MAX_PAGES;
                    return mayBeMore ? lookAt(now, page + 1) : Future.succeededFuture();
                });
    }

    private void consider(Key key, Instant due, Instant now) {
        if (inHand.contains(key)) return;
        Pause pause = pausing.get(key);
        if (pause != null && System.nanoTime() - pause.untilNanos() < 0) return;
        DeadlineHandler handler = handlers.get(key.kind());
        if (handler == null) {
            unknown.increment();
            if (unknownKinds.add(key.kind()))
                log.error(
                        "{}: nobody handles deadlines of kind {}, such as that of {}",
                        store.context(),
                        key.kind(),
                        key.aggregate());
            pauseFor(key, pause);
            return;
        }
        if (now.isBefore(due.plus(kit.clock().toDomain(handler.leaves())))) return;
        inHand.add(key);
        drain.enter();
        Future.succeededFuture()
                .compose(begun -> handler.due(key.aggregate(), due))
                .onComplete(done -> handled(key, pause, done.succeeded() ? null : done.cause()));
    }

    private void handled(Key key, @Nullable Pause before, @Nullable Throwable failure) {
        inHand.remove(key);
        if (failure == null) {
            pausing.remove(key);
            driven.increment();
        } else {
            failed.increment();
            pauseFor(key, before);
            int tries = before == null ? 1 : before.failures() + 1;
            switch (FailureClass.of(failure)) {
                case BUG ->
                    log.error(
                            "{}: deadline {} of {} failed, try {}",
                            store.context(),
                            key.kind(),
                            key.aggregate(),
                            tries,
                            failure);
                case CONFLICT, UNKNOWN, UNAVAILABLE, OVERLOADED ->
                    log.debug(
                            "{}: deadline {} of {} has to wait", store.context(), key.kind(), key.aggregate(), failure);
            }
        }
        if (moreIsDue && inHand.size() <= MAX_SIDE_BY_SIDE / 2) look();
        drain.leave();
    }

    private void pauseFor(Key key, @Nullable Pause before) {
        if (before == null && pausing.size() >= MAX_PAUSING) return;
        int failures = before == null ? 1 : before.failures() + 1;
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BACKOFF.millis(failures));
        pausing.put(key, new Pause(failures, untilNanos));
    }

    private void measure() {
        Instant now = kit.clock().instant();
        store.query("SELECT COUNT(*) AS overdue, MIN(due_at) AS oldest FROM deadline WHERE due_at <= ?", now)
                .onSuccess(rows -> measured(rows, now));
        forgetOldPauses();
    }

    private void measured(RowSet<Row> rows, Instant now) {
        Row row = rows.iterator().next();
        overdue = row.getLong("overdue");
        Instant oldest = Rows.instantOrNull(row, "oldest");
        oldestOverdueSeconds =
                oldest == null ? 0 : Duration.between(oldest, now).toMillis() / 1e3;
    }

    /** Of deadlines that were moved or removed by somebody else: nothing else would take them out. */
    private void forgetOldPauses() {
        long longAgo = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(2 * BACKOFF.longestMillis());
        pausing.values().removeIf(pause -> pause.untilNanos() - longAgo < 0);
    }
}
