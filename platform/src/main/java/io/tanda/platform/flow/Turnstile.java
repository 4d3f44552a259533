package io.tanda.platform.flow;

import io.tanda.platform.commit.CommitFailed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * So many at once; who comes then waits in line. What takes long may become late, but never more of it than the process can do. From
 * any thread.
 */
public final class Turnstile {
    private final String what;
    private final int atOnce;
    private final int maxWaiting;
    private final Queue<Runnable> line = new ArrayDeque<>();
    private int inside;
    private boolean admitting;

    /**
     * @param what passes, in the plural, for the message to those that are turned away
     * @param atOnce inside, at most
     * @param maxWaiting in line, at most
     */
    public Turnstile(String what, int atOnce, int maxWaiting) {
        this.what = what;
        this.atOnce = atOnce;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Begins the work at once or when its turn comes, on the thread of whoever makes room.
     *
     * @return what the work says; fails as {@link CommitFailed.Overloaded} where the line is full, and the work never begins
     */
    public <T> Future<T> pass(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        synchronized (line) {
            if (line.size() == maxWaiting)
                return Future.failedFuture(new CommitFailed.Overloaded(maxWaiting + " " + what + " wait"));
            line.add(() -> Future.succeededFuture()
                    .compose(go -> work.get())
                    .andThen(ended -> leave())
                    .onComplete(done));
        }
        admit();
        return done.future();
    }

    private void leave() {
        synchronized (line) {
            inside--;
        }
        admit();
    }

    /** In a loop: who leaves at once would otherwise let the next in on his own stack, and so on through the whole line. */
    private void admit() {
        synchronized (line) {
            if (admitting) return;
            admitting = true;
        }
        for (Runnable next = next(); next != null; next = next()) next.run();
    }

    private @Nullable Runnable next() {
        synchronized (line) {
            admitting = inside < atOnce && !line.isEmpty();
            if (!admitting) return null;
            inside++;
            return line.remove();
        }
    }
}
