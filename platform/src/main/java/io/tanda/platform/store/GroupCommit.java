package io.tanda.platform.store;

import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.store.Statement.Kind;
import io.tanda.platform.store.Transaction.Committed;
import io.tanda.platform.store.Transaction.Failure;
import io.tanda.platform.store.Transaction.Lost;
import io.tanda.platform.store.Transaction.Outcome;
import io.tanda.platform.store.Transaction.RolledBack;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Units that arrive while a commit is under way share the next transaction.
 *
 * <pre>
 *   commit(unit) --&gt; queue --&gt; a line, or two when many wait or the first is slow: take what waits --&gt; one transaction
 *
 *     Committed                     every unit succeeds
 *     RolledBack, one unit          that unit fails with its own reason, or is tried again (deadlock)
 *     RolledBack, several units     those known to be wrong run alone, the others again together; if none is known, half by half:
 *                                   each fails alone in the end, and one wrong unit among 128 costs 14 transactions and not 128
 *     Lost before COMMIT            nothing was written: once more, then unavailable
 *     Lost after COMMIT was sent    read back; written, or once more, or unknown
 * </pre>
 *
 * Everything but {@link #commit} runs on the store's context.
 */
final class GroupCommit {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /**
     * One commit waits for the disk while the next is filled; a third only makes the batches smaller. So does a second as long as few
     * units wait, and each commit has statements, a COMMIT and a log write of its own.
     */
    static final int LINES = 2;

    /** A line that is busy for so long waits for something else than the disk: the other goes on. */
    private static final int SLOW_MILLIS = 20;

    /** Tries of one unit that meets deadlocks, or of one batch that loses its connection. */
    private static final int TRIES = 5;

    /** Pause before another try of a unit that met a deadlock, times the try, and as much again by chance. */
    private static final int PAUSE_MILLIS = 2;

    /** What the server calls a primary key, whatever its columns. */
    private static final String PRIMARY = "PRIMARY";

    private final Vertx vertx;
    private final ContextInternal context;
    private final StoreConfig config;
    private final StoreMeters meters;
    private final Limits limits;
    private final InstantSource real;
    private final Line[] lines = new Line[LINES];
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<Consumer<List<Recorded>>> listeners = new ArrayList<>();
    private boolean watched;
    private boolean closed;
    private final List<Promise<Void>> whenIdle = new ArrayList<>();

    /**
     * @param transactionMillis from the first statement to the answer to COMMIT
     * @param readBackMillis how long the fate of a commit is asked for, also while the server is away
     * @param readBackEveryMillis pause between two tries of that
     * @param secondLineAt units that wait when a second line starts beside the first
     */
    record Limits(long transactionMillis, long readBackMillis, long readBackEveryMillis, int secondLineAt) {
        static final Limits DEFAULT = new Limits(10_000, 5_000, 100, 32);
    }

    GroupCommit(
            ContextInternal context,
            MySQLConnectOptions options,
            StoreConfig config,
            StoreMeters meters,
            Limits limits,
            InstantSource real) {
        this.vertx = context.owner();
        this.context = context;
        this.config = config;
        this.meters = meters;
        this.limits = limits;
        this.real = real;
        for (int i = 0; i < LINES; i++) lines[i] = new Line(vertx, options);
        meters.waiting(waiting);
    }

    /** From any thread; completes on the caller's context. */
    Future<Void> commit(Unit unit) {
        ContextInternal caller = ((VertxInternal) vertx).getOrCreateContext();
        if (waiting.incrementAndGet() > config.maxWaiting()) {
            waiting.decrementAndGet();
            CommitFailed refused = new CommitFailed.Overloaded(config.maxWaiting() + " units wait for a commit");
            meters.failed(refused);
            return caller.failedFuture(refused);
        }
        Promise<Void> promise = caller.promise();
        Future<Void> done = promise.future();
        for (Runnable afterwards : unit.afterwards()) done.onSuccess(committed -> afterwards(afterwards));
        Waiting of = new Waiting(unit, promise, Values.micros(real.instant()), System.nanoTime());
        context.emit(of, this::enqueue);
        return done;
    }

    void onCommitted(Consumer<List<Recorded>> listener) {
        context.emit(listener, listeners::add);
    }

    /** Refuses new units; completes when those that were taken are settled. */
    Future<Void> drain() {
        Promise<Void> idle = context.promise();
        context.emit(idle, promise -> {
            closed = true;
            whenIdle.add(promise);
            tellIfIdle();
        });
        return idle.future();
    }

    Future<Void> close() {
        Promise<Void> done = context.promise();
        context.emit(done, promise -> {
            closed = true;
            while (!queue.isEmpty()) {
                waiting.decrementAndGet();
                fail(queue.poll(), new CommitFailed.Unavailable("the store is closed", null));
            }
            List<Future<Void>> ends = new ArrayList<>();
            for (Line line : lines) ends.add(line.close());
            Future.join(ends).<Void>mapEmpty().onComplete(promise);
        });
        return done.future();
    }

    private static void afterwards(Runnable nudge) {
        try {
            nudge.run();
        } catch (RuntimeException e) {
            log.error("What runs after a commit must not throw", e);
        }
    }

    private void enqueue(Waiting of) {
        if (closed) {
            waiting.decrementAndGet();
            fail(of, new CommitFailed.Unavailable("the store is closed", null));
            return;
        }
        if (of.unit().isEmpty()) {
            waiting.decrementAndGet();
            of.promise().complete();
            return;
        }
        queue.add(of);
        Line idle = idle();
        if (idle == null) return;
        if (busy() == 0 || queue.size() >= limits.secondLineAt()) work(idle);
        else watch();
    }

    private @Nullable Line idle() {
        for (Line line : lines) if (!line.busy) return line;
        return null;
    }

    private int busy() {
        int busy = 0;
        for (Line line : lines) if (line.busy) busy++;
        return busy;
    }

    /** Nobody waits longer for one slow line while another is idle. */
    private void watch() {
        if (watched) return;
        watched = true;
        vertx.timer(SLOW_MILLIS, TimeUnit.MILLISECONDS).onComplete(passed -> {
            watched = false;
            Waiting first = queue.peek();
            Line idle = idle();
            if (first == null || idle == null) return;
            if (System.nanoTime() - first.sinceNanos() >= TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS)) work(idle);
            else watch();
        });
    }

    private void work(Line line) {
        List<Waiting> batch = take();
        line.busy = true;
        Future.succeededFuture().compose(go -> settle(line, batch, 1)).onComplete((done, bug) -> {
            line.busy = false;
            if (bug != null) {
                log.error("A batch of {} units ended in a way that was not foreseen", batch.size(), bug);
                for (Waiting of : batch)
                    if (!of.promise().future().isComplete())
                        fail(of, new CommitFailed.Unknown("not foreseen: " + bug, bug));
            }
            if (!queue.isEmpty()) work(line);
            else tellIfIdle();
        });
    }

    private List<Waiting> take() {
        int size = Math.min(queue.size(), config.maxUnitsPerCommit());
        List<Waiting> batch = new ArrayList<>(size);
        long now = System.nanoTime();
        for (int i = 0; i < size; i++) {
            Waiting of = queue.remove();
            meters.waited(now - of.sinceNanos());
            batch.add(of);
        }
        waiting.addAndGet(-size);
        return batch;
    }

    private void tellIfIdle() {
        if (!queue.isEmpty() || busy() > 0) return;
        whenIdle.forEach(Promise::tryComplete);
        whenIdle.clear();
    }

    /** Completes when each unit of the batch has its answer; fails only for a bug. */
    private Future<Void> settle(Line line, List<Waiting> batch, int tryNumber) {
        if (batch.isEmpty()) return Future.succeededFuture();
        Plan plan = Plan.of(batch);
        return line.connection()
                .transform((connection, refused) -> refused != null
                        ? unavailable(batch, refused)
                        : line.transact(connection, plan.statements(), limits.transactionMillis())
                                .compose(outcome -> settled(line, batch, plan, tryNumber, outcome)));
    }

    private Future<Void> settled(Line line, List<Waiting> batch, Plan plan, int tryNumber, Outcome outcome) {
        return switch (outcome) {
            case Committed committed -> committed(batch, plan);
            case RolledBack(List<Failure> failures) ->
                batch.size() == 1
                        ? alone(line, batch.getFirst(), failures.getFirst(), tryNumber)
                        : apart(line, batch, failures, tryNumber);
            case Lost(Throwable cause, boolean commitSent)
            when commitSent ->
                new ReadBack(vertx, line, batch, limits)
                        .fate()
                        .compose(fate -> read(line, batch, plan, tryNumber, cause, fate));
            case Lost(Throwable cause, boolean commitSent) ->
                tryNumber == 1 ? settle(line, batch, 2) : unavailable(batch, cause);
        };
    }

    private Future<Void> committed(List<Waiting> batch, Plan plan) {
        meters.committed(batch.size());
        for (Waiting of : batch) of.promise().complete();
        if (!plan.events().isEmpty()) for (Consumer<List<Recorded>> listener : listeners) tell(listener, plan.events());
        return Future.succeededFuture();
    }

    private static void tell(Consumer<List<Recorded>> listener, List<Recorded> events) {
        try {
            listener.accept(events);
        } catch (RuntimeException e) {
            log.error("Who listens to commits must not throw", e);
        }
    }

    private Future<Void> unavailable(List<Waiting> batch, Throwable cause) {
        for (Waiting of : batch)
            fail(of, new CommitFailed.Unavailable("the database cannot be reached: " + cause.getMessage(), cause));
        return Future.succeededFuture();
    }

    /** Rolled back with company: who is known to be wrong goes alone, after the others. */
    private Future<Void> apart(Line line, List<Waiting> batch, List<Failure> failures, int tryNumber) {
        // A deadlock is nobody's fault, and what failed after it ran outside the transaction that it had ended.
        boolean deadlock =
                failures.stream().anyMatch(failure -> failure.error() != null && SqlErrors.isDeadlock(failure.error()));
        if (deadlock && tryNumber == 1) return pause(tryNumber).compose(passed -> settle(line, batch, 2));
        meters.splitUp();
        List<Waiting> wrong = new ArrayList<>();
        for (Failure failure : failures) {
            Waiting owner = deadlock ? null : failure.statement().owner();
            if (owner != null && !wrong.contains(owner)) wrong.add(owner);
        }
        if (wrong.isEmpty() || wrong.size() == batch.size()) {
            int middle = batch.size() / 2;
            return settle(line, batch.subList(0, middle), 1)
                    .compose(done -> settle(line, batch.subList(middle, batch.size()), 1));
        }
        List<Waiting> others = new ArrayList<>(batch);
        others.removeAll(wrong);
        return settle(line, others, 1).compose(done -> oneByOne(line, wrong.iterator()));
    }

    private Future<Void> oneByOne(Line line, Iterator<Waiting> units) {
        return units.hasNext()
                ? settle(line, List.of(units.next()), 1).compose(done -> oneByOne(line, units))
                : Future.succeededFuture();
    }

    /** Rolled back alone: the first thing that went wrong says why. */
    private Future<Void> alone(Line line, Waiting of, Failure failure, int tryNumber) {
        meters.single();
        Kind kind = failure.statement().kind();
        MySQLException error = failure.error();
        if (error == null)
            return failed(
                    of, stale(kind, "no row matched: " + failure.statement().sql()));
        if (SqlErrors.isWorthAnotherTry(error)) return again(line, of, error, tryNumber);
        if (!SqlErrors.isDuplicate(error))
            return failed(
                    of, new CommitFailed.Invalid("the database refuses a statement: " + error.getMessage(), error));
        return switch (kind) {
            case COMMAND -> doneBefore(line, of, error, tryNumber);
            case EVENT -> failed(of, stale(kind, "a version of the journal is taken"));
            case FENCE -> failed(of, stale(kind, "the fence is there"));
            case FIRST -> failed(of, first(SqlErrors.key(error)));
            case EFFECT, OUTBOX, DEADLINE -> failed(of, new CommitFailed.Duplicate(SqlErrors.key(error)));
        };
    }

    private static CommitFailed first(String takenKey) {
        return takenKey.equals(PRIMARY)
                ? new CommitFailed.Stale("the row is there")
                : new CommitFailed.Duplicate(takenKey);
    }

    private static CommitFailed stale(Kind kind, String message) {
        return kind == Kind.FENCE ? CommitFailed.Stale.fence(message) : new CommitFailed.Stale(message);
    }

    private Future<Void> again(Line line, Waiting of, Throwable cause, int tryNumber) {
        if (tryNumber == TRIES)
            return failed(
                    of,
                    new CommitFailed.Unavailable("given up after " + TRIES + " tries: " + cause.getMessage(), cause));
        return pause(tryNumber).compose(passed -> settle(line, List.of(of), tryNumber + 1));
    }

    private Future<?> pause(int tryNumber) {
        int pause = PAUSE_MILLIS * tryNumber;
        return vertx.timer(pause + ThreadLocalRandom.current().nextInt(pause), TimeUnit.MILLISECONDS);
    }

    private Future<Void> doneBefore(Line line, Waiting of, MySQLException duplicate, int tryNumber) {
        return line.connection()
                .compose(connection -> StoredReplies.read(
                                connection, Objects.requireNonNull(of.unit().id()))
                        .compose(reply -> connection.query("ROLLBACK").execute().map(reply)))
                .transform((reply, failure) -> {
                    if (failure != null) return unavailable(List.of(of), failure);
                    // Taken when it was written and gone when it was looked for: it was another's that was rolled back,
                    // or purged.
                    if (reply.isEmpty()) return again(line, of, duplicate, tryNumber);
                    return failed(of, new CommitFailed.AlreadyDone(reply.get()));
                });
    }

    private Future<Void> read(
            Line line, List<Waiting> batch, Plan plan, int tryNumber, Throwable cause, ReadBack.Fate fate) {
        return switch (fate) {
            case ReadBack.Written written -> {
                log.info("The answer to COMMIT was lost; {} units are written", batch.size());
                yield committed(batch, plan);
            }
            case ReadBack.NotWritten notWritten -> {
                log.info("The answer to COMMIT was lost; {} units are not written", batch.size());
                yield tryNumber < TRIES ? settle(line, batch, tryNumber + 1) : unavailable(batch, cause);
            }
            case ReadBack.PartlyKnown(List<Waiting> written) -> {
                committed(written, plan);
                List<Waiting> others = new ArrayList<>(batch);
                others.removeAll(written);
                for (Waiting of : others)
                    fail(of, new CommitFailed.Unknown("the answer to COMMIT was lost: " + cause.getMessage(), cause));
                log.warn(
                        "The answer to COMMIT was lost; {} units are written, of {} nobody knows",
                        written.size(),
                        others.size());
                yield Future.succeededFuture();
            }
        };
    }

    private Future<Void> failed(Waiting of, CommitFailed failure) {
        fail(of, failure);
        return Future.succeededFuture();
    }

    private void fail(Waiting of, CommitFailed failure) {
        meters.failed(failure);
        of.promise().fail(failure);
    }
}
