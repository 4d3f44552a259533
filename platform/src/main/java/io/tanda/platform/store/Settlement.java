package io.tanda.platform.store;

import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.flow.Backoff;
import io.tanda.platform.store.Statement.Kind;
import io.tanda.platform.store.Transaction.Committed;
import io.tanda.platform.store.Transaction.Failure;
import io.tanda.platform.store.Transaction.Lost;
import io.tanda.platform.store.Transaction.Outcome;
import io.tanda.platform.store.Transaction.RolledBack;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of the units that shared a transaction: each gets an answer of its own.
 *
 * <pre>
 *   Committed                     every unit succeeds
 *   RolledBack, one unit          that unit fails with its own reason, or is tried again (deadlock)
 *   RolledBack, several units     those that others were faster with ({@link Overtaken}) are answered, the others run again together;
 *                                 so do the companions of those known to be wrong, which run alone; if none is known, half by half:
 *                                 each fails alone in the end, and one wrong unit among 128 costs 14 transactions and not 128
 *   Lost before COMMIT            nothing was written: once more, then unavailable
 *   Lost after COMMIT was sent    read back; written, or once more, or unknown
 * </pre>
 */
final class Settlement {
    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    /** Tries of one unit that meets deadlocks, or of one batch that loses its connection. */
    private static final int TRIES = 5;

    /** Before another try of what met a deadlock, and as much again by chance. */
    private static final Backoff DEADLOCK = new Backoff(2, 8);

    /**
     * After a command that this process did not know to be repeated: where there was one, there are more, and a look at the table costs a
     * batch less than being rolled back. As long as clients ask again.
     */
    private static final long LOOK_FIRST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What the server calls a primary key, whatever its columns. */
    private static final String PRIMARY = "PRIMARY";

    private final Vertx vertx;
    private final StoreMeters meters;
    private final CommitLimits limits;
    private final Consumer<List<Recorded>> committed;
    private long repeatedNanos = System.nanoTime() - LOOK_FIRST_NANOS;

    /** @param committed told of the events of each transaction that has some; must not throw */
    Settlement(Vertx vertx, StoreMeters meters, CommitLimits limits, Consumer<List<Recorded>> committed) {
        this.vertx = vertx;
        this.meters = meters;
        this.limits = limits;
        this.committed = committed;
    }

    /** Completes when each unit of the batch has its answer; fails only for a bug. */
    Future<Void> settle(Line line, List<Waiting> batch) {
        boolean looksFirst = System.nanoTime() - repeatedNanos < LOOK_FIRST_NANOS
                && batch.stream().anyMatch(of -> of.unit().id() != null);
        if (!looksFirst) return settle(line, batch, 1);
        // An economy: whoever cannot look settles all the same, and what comes of that is told as ever.
        return overtaken(line, batch, Set.of(Kind.COMMAND))
                .otherwise(Map.of())
                .compose(overtaken -> others(line, batch, overtaken));
    }

    private Future<Void> settle(Line line, List<Waiting> batch, int tryNumber) {
        if (batch.isEmpty()) return Future.succeededFuture();
        TransactionPlan plan = TransactionPlan.of(batch);
        return line.connection()
                .transform((connection, refused) -> refused != null
                        ? unavailable(batch, refused)
                        : line.transact(connection, plan.statements(), limits.transactionMillis())
                                .compose(outcome -> settled(line, batch, plan, tryNumber, outcome)));
    }

    private Future<Void> settled(Line line, List<Waiting> batch, TransactionPlan plan, int tryNumber, Outcome outcome) {
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

    private Future<Void> committed(List<Waiting> batch, TransactionPlan plan) {
        meters.committed(batch.size());
        for (Waiting of : batch) of.promise().complete();
        if (!plan.events().isEmpty()) committed.accept(plan.events());
        return Future.succeededFuture();
    }

    private Future<Void> unavailable(List<Waiting> batch, Throwable cause) {
        for (Waiting of : batch)
            of.fail(
                    meters,
                    new CommitFailed.Unavailable("the database cannot be reached: " + cause.getMessage(), cause));
        return Future.succeededFuture();
    }

    /** Rolled back with company: who is known to be wrong goes alone, after the others. */
    private Future<Void> apart(Line line, List<Waiting> batch, List<Failure> failures, int tryNumber) {
        // A deadlock is nobody's fault, and what failed after it ran outside the transaction that it had ended.
        boolean deadlock =
                failures.stream().anyMatch(failure -> failure.error() != null && SqlErrors.isDeadlock(failure.error()));
        if (deadlock && tryNumber == 1) return pause(tryNumber).compose(passed -> settle(line, batch, 2));
        meters.splitUp();
        if (deadlock) return split(line, batch, List.of());
        Set<Kind> overtaken = EnumSet.noneOf(Kind.class);
        for (Failure failure : failures)
            if (isOvertaking(failure)) overtaken.add(failure.statement().kind());
        return overtaken.isEmpty()
                ? split(line, batch, failures)
                : withoutOvertaken(line, batch, overtaken, () -> split(line, batch, failures));
    }

    /** Somebody else was faster, and the table tells with which. */
    private static boolean isOvertaking(Failure failure) {
        MySQLException error = failure.error();
        return switch (failure.statement().kind()) {
            case COMMAND, FENCE -> error == null || SqlErrors.isDuplicate(error);
            case EFFECT, FIRST, EVENT, OUTBOX, DEADLINE -> false;
        };
    }

    private Future<Void> split(Line line, List<Waiting> batch, List<Failure> failures) {
        List<Waiting> wrong = new ArrayList<>();
        for (Failure failure : failures) {
            Waiting owner = failure.statement().owner();
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
            // Taken when it was written and gone when it was looked for: it was another's that was rolled back, or
            // purged.
            case COMMAND -> withoutOvertaken(line, List.of(of), Set.of(kind), () -> again(line, of, error, tryNumber));
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
        return vertx.timer(DEADLOCK.millis(tryNumber, ThreadLocalRandom.current()), TimeUnit.MILLISECONDS);
    }

    /** Those that others were faster with get their answer; their companions go on without them. */
    private Future<Void> withoutOvertaken(
            Line line, List<Waiting> batch, Set<Kind> failed, Supplier<Future<Void>> whereThereIsNone) {
        return overtaken(line, batch, failed).transform((overtaken, failure) -> {
            if (failure != null) return unavailable(batch, failure);
            return overtaken.isEmpty() ? whereThereIsNone.get() : others(line, batch, overtaken);
        });
    }

    private Future<Map<Waiting, CommitFailed>> overtaken(Line line, List<Waiting> batch, Set<Kind> failed) {
        return line.look(connection -> Overtaken.among(connection, batch, failed), limits.readBackMillis())
                .onSuccess(overtaken -> {
                    if (failed.contains(Kind.COMMAND) && !overtaken.isEmpty()) repeatedNanos = System.nanoTime();
                });
    }

    private Future<Void> others(Line line, List<Waiting> batch, Map<Waiting, CommitFailed> overtaken) {
        overtaken.forEach((of, why) -> of.fail(meters, why));
        List<Waiting> others = new ArrayList<>(batch);
        others.removeAll(overtaken.keySet());
        return settle(line, others, 1);
    }

    private Future<Void> read(
            Line line, List<Waiting> batch, TransactionPlan plan, int tryNumber, Throwable cause, ReadBack.Fate fate) {
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
                committed(written, TransactionPlan.of(written));
                List<Waiting> others = new ArrayList<>(batch);
                others.removeAll(written);
                for (Waiting of : others)
                    of.fail(
                            meters,
                            new CommitFailed.Unknown("the answer to COMMIT was lost: " + cause.getMessage(), cause));
                log.warn(
                        "The answer to COMMIT was lost; {} units are written, of {} nobody knows",
                        written.size(),
                        others.size());
                yield Future.succeededFuture();
            }
        };
    }

    private Future<Void> failed(Waiting of, CommitFailed failure) {
        of.fail(meters, failure);
        return Future.succeededFuture();
    }
}
