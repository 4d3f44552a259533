package io.tanda.launcher.supervisor;

import io.tanda.servers.ServerStartException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one service running, on a thread of its own.
 *
 * <pre>
 *   waiting for others -> starting --ready--> running --it ends--> pause -> starting
 *                            |                                       ^
 *                            +--fails--> the first time: given up ---+ later: pause
 *   stop() from any of them -> stopped
 * </pre>
 *
 * <p>A service that never came up is a mistake in the configuration or a taken port: whoever started it should read
 * that. One that has been up comes back, however often it dies.
 */
final class Keeper {

    private static final Logger log = LoggerFactory.getLogger(Keeper.class);

    private final Service service;
    private final List<Keeper> needs;
    private final List<Keeper> follows;
    private final RestartPolicy policy;
    private final DataFolder data;
    private final Progress progress;
    private final Thread thread;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();

    /** Guarded by this. */
    private boolean stopping;

    /** Guarded by this: the process serves and nobody else ends it. */
    private boolean running;

    /**
     * @param needs must have been ready once before the first start, and be up again before each later one
     * @param follows must have been ready once before the first start; what becomes of them later does not matter
     */
    Keeper(
            Service service,
            List<Keeper> needs,
            List<Keeper> follows,
            RestartPolicy policy,
            DataFolder data,
            Progress progress) {
        this.service = service;
        this.needs = List.copyOf(needs);
        this.follows = List.copyOf(follows);
        this.policy = policy;
        this.data = data;
        this.progress = progress;
        this.thread = new Thread(this::keep, "keep-" + service.name());
    }

    Service service() {
        return service;
    }

    void begin() {
        thread.start();
    }

    /** Completes when it serves for the first time; fails with the reason why it never will. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    /** An orderly stop; returns when the process is gone. May be called before {@link #begin} and more than once. */
    void stop() {
        boolean serves;
        synchronized (this) {
            stopping = true;
            serves = running;
            notifyAll();
        }
        if (!thread.isAlive()) {
            return;
        }
        if (serves) {
            service.stop();
        } else {
            thread.interrupt();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        int failures = 0;
        try {
            for (Keeper other : follows) {
                awaitFirstReady(other);
            }
            while (true) {
                awaitNeeds();
                long began = System.nanoTime();
                try {
                    service.start();
                } catch (ServerStartException e) {
                    if (isStopping() || !firstReady.isDone()) {
                        throw e;
                    }
                    log.warn("{} did not start", service.name(), e);
                    failures = policy.failures(failures, Duration.ZERO);
                    pause(policy.pause(failures), "did not start");
                    continue;
                }
                synchronized (this) {
                    running = true;
                    notifyAll();
                }
                data.writePid(service.name(), service.pid());
                long ready = System.nanoTime();
                Duration took = Duration.ofNanos(ready - began);
                log.info("{} (pid {}) ready after {} ms", service.name(), service.pid(), took.toMillis());
                progress.event(service.name(), "ready    " + service.address());
                firstReady.complete(null);
                if (isStopping()) {
                    // stop() came while it started, and has not seen it run.
                    service.stop();
                }

                int code = service.onExit().join();
                synchronized (this) {
                    running = false;
                }
                data.deletePid(service.name());
                if (isStopping()) {
                    return;
                }
                Duration lived = Duration.ofNanos(System.nanoTime() - ready);
                failures = policy.failures(failures, lived);
                pause(policy.pause(failures), "ended " + reason(code) + " after " + lived.toSeconds() + " s");
            }
        } catch (InterruptedException stopped) {
            firstReady.completeExceptionally(new ServerStartException(service.name() + " was stopped"));
        } catch (ServerStartException | IOException | CompletionException e) {
            if (!isStopping()) {
                log.error("{} is given up", service.name(), e);
            }
            firstReady.completeExceptionally(e);
        }
    }

    private void awaitNeeds() throws InterruptedException {
        for (Keeper need : needs) {
            awaitFirstReady(need);
            need.awaitRunning();
        }
    }

    private void awaitFirstReady(Keeper other) throws InterruptedException {
        try {
            other.firstReady.get();
        } catch (ExecutionException e) {
            throw new ServerStartException(
                    service.name() + " waits for " + other.service.name() + ", which did not start", e);
        }
    }

    private synchronized void awaitRunning() throws InterruptedException {
        while (!running && !stopping) {
            wait();
        }
    }

    private void pause(Duration pause, String what) throws InterruptedException {
        log.warn("{} {}; starts again in {} ms", service.name(), what, pause.toMillis());
        progress.event(service.name(), what + "; starts again");
        long deadline = System.nanoTime() + pause.toNanos();
        synchronized (this) {
            long left = deadline - System.nanoTime();
            while (!stopping && left > 0) {
                wait(left / 1_000_000 + 1);
                left = deadline - System.nanoTime();
            }
            if (stopping) {
                throw new InterruptedException();
            }
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** A shell and Java report a signal as 128 + its number. */
    private static String reason(int code) {
        return code > 128 ? "by signal " + (code - 128) : "with exit code " + code;
    }
}
