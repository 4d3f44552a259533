package io.tanda.platform.ops;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The checks behind the probes.
 *
 * <pre>
 *   live    fails only where nothing but a restart of the process helps: a thread that is dead, an event loop that is stuck. Never
 *           for another process, never for the database
 *   ready   must hold for the process to be what it is there for: its role. What is said of another context is a note
 *   note    is shown beside them and counts for nothing
 * </pre>
 */
public final class Health {
    /** One check; shorter than the second a probe usually waits twice over. */
    public static final int CHECK_LIMIT_MILLIS = 1_000;

    /** A verticle that holds its loop for so long does not come back: the longest thing that is done on one takes milliseconds. */
    private static final Duration STUCK = Duration.ofSeconds(60);

    private final Set<Context> role;
    private final Duration stuck;
    private final HealthChecks live;
    private final HealthChecks ready;
    private final HealthChecks notes;

    private final List<Runnable> onDraining = new CopyOnWriteArrayList<>();
    private final List<Supplier<Future<Void>>> warmUps = new CopyOnWriteArrayList<>();

    private volatile boolean started;
    private volatile boolean draining;

    /** Of a process that is there for every context. */
    public Health(Vertx vertx) {
        this(vertx, Set.copyOf(Contexts.ALL));
    }

    /** @param role the contexts that this process is there for, of those that it runs */
    public Health(Vertx vertx, Set<Context> role) {
        this(vertx, role, STUCK);
    }

    Health(Vertx vertx, Set<Context> role, Duration stuck) {
        this.role = Set.copyOf(role);
        this.stuck = stuck;
        live = HealthChecks.create(vertx);
        ready = HealthChecks.create(vertx);
        notes = HealthChecks.create(vertx);
    }

    /** Everything this process runs has been deployed. */
    public void started() {
        started = true;
    }

    /** The process is stopping: not ready, though it still answers. */
    public void draining() {
        draining = true;
        onDraining.forEach(Runnable::run);
    }

    /** @param told when the process begins to stop, on a thread of its own choosing */
    public void onDraining(Runnable told) {
        onDraining.add(told);
    }

    /** What a process does better when it is complete. @param done asked once, after everything was deployed; may take seconds */
    public void warmsUp(Supplier<Future<Void>> done) {
        warmUps.add(done);
    }

    /** Completes with everything that warms up. */
    public Future<Void> warm() {
        return Future.join(warmUps.stream().map(Supplier::get).toList()).mapEmpty();
    }

    public boolean isStarted() {
        return started;
    }

    public boolean isDraining() {
        return draining;
    }

    public void live(String name, Supplier<Future<Void>> check) {
        register(live, name, check);
    }

    /** The caller's event loop has to turn. Called on a verticle's own context, whose timer it takes. */
    public void liveLoop(String name, Vertx vertx) {
        LoopWatch watch = LoopWatch.start(vertx, stuck);
        register(live, name, watch::turns);
    }

    /** @param of the context that cannot work where it fails: a note where the process is not there for that one */
    public void ready(Context of, String name, Supplier<Future<Void>> check) {
        register(role.contains(of) ? ready : notes, name, check);
    }

    public void note(String name, Supplier<Future<Void>> check) {
        register(notes, name, check);
    }

    private static void register(HealthChecks checks, String name, Supplier<Future<Void>> check) {
        checks.register(
                name,
                CHECK_LIMIT_MILLIS,
                result -> Future.succeededFuture()
                        // In here, so that a check that throws is one that failed.
                        .compose(asked -> check.get())
                        // One that answers after its limit is answered for already.
                        .onComplete(holds -> result.tryComplete(Status.OK()), result::tryFail));
    }

    /** Runs every live check. Never fails: a failing check is a result. */
    public Future<CheckResult> checkLive() {
        return live.checkStatus();
    }

    /** Runs every ready check. Never fails: a failing check is a result. */
    public Future<CheckResult> checkReady() {
        return ready.checkStatus();
    }

    /** Runs every note. Never fails. */
    public Future<CheckResult> checkNotes() {
        return notes.checkStatus();
    }
}
