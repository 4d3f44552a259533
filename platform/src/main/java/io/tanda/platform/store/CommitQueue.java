package io.tanda.platform.store;

import io.tanda.contract.CommandId;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.StoredReply;
import io.tanda.platform.flow.Drain;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.mysqlclient.MySQLConnectOptions;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Units that arrive while a commit is under way share the next transaction.
 *
 * <pre>
 *   commit(unit) --&gt; queue --&gt; a line, or two when many wait or the first is slow: take what waits --&gt; {@link Settlement}
 * </pre>
 *
 * Everything but {@link #commit} runs on the store's context.
 */
final class CommitQueue {
    private static final Logger log = LoggerFactory.getLogger(CommitQueue.class);

    /**
     * One commit waits for the disk while the next is filled; a third only makes the batches smaller. So does a second as long as few
     * units wait, and each commit has statements, a COMMIT and a log write of its own.
     */
    static final int LINES = 2;

    /** A line that is busy for so long waits for something else than the disk: the other goes on. */
    private static final int SLOW_MILLIS = 20;

    private final Vertx vertx;
    private final ContextInternal context;
    private final StoreConfig config;
    private final StoreMeters meters;
    private final CommitLimits limits;
    private final InstantSource real;
    private final LongSupplier nanos;
    private final Line[] lines = new Line[LINES];
    private final Drain linesAtWork = new Drain();
    private final Settlement settlement;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private final Repeated repeated = new Repeated();
    private final Function<CommandId, Future<Optional<StoredReply>>> replies;
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<Consumer<List<Recorded>>> listeners = new ArrayList<>();
    private long begunNanos;
    private boolean watched;
    private boolean closed;

    /**
     * @param nanos as {@link System#nanoTime}
     * @param replies what a command was answered, as the table has it
     */
    CommitQueue(
            ContextInternal context,
            MySQLConnectOptions options,
            StoreConfig config,
            StoreMeters meters,
            CommitLimits limits,
            InstantSource real,
            LongSupplier nanos,
            Function<CommandId, Future<Optional<StoredReply>>> replies) {
        this.vertx = context.owner();
        this.context = context;
        this.config = config;
        this.meters = meters;
        this.limits = limits;
        this.real = real;
        this.nanos = nanos;
        this.replies = replies;
        this.begunNanos = nanos.getAsLong() - paceNanos();
        this.settlement = new Settlement(vertx, meters, limits, this::tell);
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
        Waiting of = new Waiting(unit, promise, Values.micros(real.instant()), nanos.getAsLong());
        context.emit(of, this::enqueue);
        return done;
    }

    void onCommitted(Consumer<List<Recorded>> listener) {
        context.emit(listener, listeners::add);
    }

    /**
     * Refuses new units; completes when those that were taken are settled, or after the limit.
     *
     * @return how many lines are still at work
     */
    Future<Integer> drain(long limitMillis) {
        Promise<Integer> left = context.promise();
        context.emit(left, promise -> {
            closed = true;
            Line idle = idle();
            if (!queue.isEmpty() && idle != null) begin(idle);
            linesAtWork.empty(vertx, limitMillis).onComplete(promise);
        });
        return left.future();
    }

    Future<Void> close() {
        Promise<Void> done = context.promise();
        context.emit(done, promise -> {
            closed = true;
            while (!queue.isEmpty()) {
                waiting.decrementAndGet();
                Waiting left = queue.remove();
                left.fail(meters, new CommitFailed.Unavailable("the store is closed", null));
                ended(left);
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
            of.fail(meters, new CommitFailed.Unavailable("the store is closed", null));
            return;
        }
        if (of.unit().isEmpty()) {
            waiting.decrementAndGet();
            of.promise().complete();
            return;
        }
        CommandId id = of.unit().id();
        if (id != null && repeated.wasDone(id)) answerAgain(id, of);
        else if (id == null || repeated.begin(id, of)) queue(of);
    }

    /** From the table, which alone knows what it was answered. */
    private void answerAgain(CommandId id, Waiting of) {
        replies.apply(id).onComplete((reply, failure) -> {
            if (failure == null && reply.isEmpty()) {
                repeated.forget(id);
                enqueue(of);
                return;
            }
            waiting.decrementAndGet();
            of.fail(
                    meters,
                    failure == null
                            ? new CommitFailed.AlreadyDone(reply.get())
                            : new CommitFailed.Unavailable("what it was answered cannot be read", failure));
        });
    }

    private void queue(Waiting of) {
        queue.add(of);
        Line idle = idle();
        if (idle == null) return;
        beginWhenDue(idle, linesAtWork.underWay());
    }

    private void beginWhenDue(Line idle, int linesElsewhere) {
        // Asked once: a thread that is held up here would find a second answer below zero, and set no timer.
        long waits = waitsNanos(linesElsewhere);
        if (waits <= 0) begin(idle);
        else watch(waits);
    }

    /** How long the first in the queue has to wait for company: for the pace, and while another line is at work until that is slow. */
    private long waitsNanos(int linesElsewhere) {
        if (closed || queue.size() >= limits.secondLineAt()) return 0;
        long now = nanos.getAsLong();
        long pace = begunNanos + paceNanos() - now;
        if (linesElsewhere == 0) return pace;
        return Math.max(pace, queue.element().sinceNanos() + TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS) - now);
    }

    private long paceNanos() {
        return TimeUnit.MILLISECONDS.toNanos(limits.paceMillis());
    }

    private @Nullable Line idle() {
        for (Line line : lines) if (!line.busy) return line;
        return null;
    }

    private void watch(long forNanos) {
        if (watched) return;
        watched = true;
        vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(forNanos) + 1, passed -> {
            watched = false;
            Line idle = idle();
            if (!queue.isEmpty() && idle != null) beginWhenDue(idle, linesAtWork.underWay());
        });
    }

    private void begin(Line line) {
        line.busy = true;
        linesAtWork.enter();
        work(line);
    }

    private void work(Line line) {
        long beganNanos = nanos.getAsLong();
        begunNanos = beganNanos;
        List<Waiting> batch = take();
        Future.succeededFuture().compose(go -> settlement.settle(line, batch)).onComplete((done, bug) -> {
            meters.settled(nanos.getAsLong() - beganNanos);
            if (bug != null) notForeseen(batch, bug);
            batch.forEach(this::ended);
            line.busy = false;
            // Before it leaves: whoever drains waits for what goes on.
            if (!queue.isEmpty()) beginWhenDue(line, linesAtWork.underWay() - 1);
            linesAtWork.leave();
        });
    }

    /** Those that repeated its command have their answer too, or one of them begins in its place. */
    private void ended(Waiting first) {
        CommandId id = first.unit().id();
        if (id == null) return;
        Throwable failure = first.promise().future().cause();
        CommitFailed.@Nullable AlreadyDone done = switch (failure) {
            case null ->
                new CommitFailed.AlreadyDone(
                        new StoredReply(first.unit().fingerprint(), first.unit().reply()));
            case CommitFailed.AlreadyDone before -> before;
            default -> null;
        };
        for (Waiting other : repeated.ended(id, done != null)) {
            if (done == null) enqueue(other);
            else {
                waiting.decrementAndGet();
                other.fail(meters, done);
            }
        }
    }

    private void notForeseen(List<Waiting> batch, Throwable bug) {
        log.error("A batch of {} units ended in a way that was not foreseen", batch.size(), bug);
        for (Waiting of : batch)
            if (!of.promise().future().isComplete())
                of.fail(meters, new CommitFailed.Unknown("not foreseen: " + bug, bug));
    }

    private List<Waiting> take() {
        int size = Math.min(queue.size(), config.maxUnitsPerCommit());
        List<Waiting> batch = new ArrayList<>(size);
        long now = nanos.getAsLong();
        for (int i = 0; i < size; i++) {
            Waiting of = queue.remove();
            meters.waited(now - of.sinceNanos());
            batch.add(of);
        }
        waiting.addAndGet(-size);
        return batch;
    }

    private void tell(List<Recorded> events) {
        for (Consumer<List<Recorded>> listener : listeners) {
            try {
                listener.accept(events);
            } catch (RuntimeException e) {
                log.error("Who listens to commits must not throw", e);
            }
        }
    }
}
