package io.tanda.launcher;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a process once, in order, whoever asks first: a signal or the end of the JVM.
 *
 * <pre>
 *   first signal   unready -&gt; drain -&gt; HTTP -&gt; the others -&gt; management port -&gt; cluster -&gt; exit 0
 *   second signal           (the drain ends at once)
 * </pre>
 */
final class OrderedStop {
    private static final Logger log = LoggerFactory.getLogger(OrderedStop.class);

    /** A process that is still joining the cluster when it is told to stop. */
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

    /** Leaving the cluster and closing what is left. */
    static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final Future<Node> node;
    private boolean done;
    private volatile boolean begun;

    OrderedStop(Future<Node> node) {
        this.node = node;
    }

    boolean begun() {
        return begun;
    }

    /** Blocks until this process has stopped, the first time; the second time it only makes haste. */
    void signalled() {
        boolean first;
        synchronized (node) {
            first = !begun;
            begun = true;
        }
        if (!first) {
            log.info("told to stop again: the drain ends here");
            node.onSuccess(Node::hurry);
            return;
        }
        log.info("told to stop");
        stopAndWait();
        System.exit(0);
    }

    /** Blocks until this process has stopped, also where another thread is about it. */
    synchronized void stopAndWait() {
        begun = true;
        if (done) return;
        done = true;
        if (!await(node, JOIN_LIMIT, "joining")) return;
        if (node.failed()) return;
        await(node.result().stop(), node.result().stopLimit(), "stopping");
        // From this thread, not as the last step above: closing ends the event loop that would say that it has closed.
        await(node.result().close(), CLOSE_LIMIT, "leaving the cluster");
    }

    private static boolean await(Future<?> step, Duration limit, String what) {
        CountDownLatch ended = new CountDownLatch(1);
        step.onComplete(end -> ended.countDown());
        try {
            if (ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) return true;
            log.warn("{} took longer than {} s and is cut off", what, limit.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
