package io.tanda.dispatch.call.application;

import io.tanda.platform.commit.CommitFailed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** So many at once; who comes then waits in line. What takes long may become late, but never more of it than the process can do. */
final class Turnstile {
    /** In line: calls of a whole city; who comes then comes again by his stored deadline. */
    static final int MAX_WAITING = 10_000;

    private final int atOnce;
    private final Queue<Runnable> line = new ArrayDeque<>();
    private int inside;
    private boolean admitting;

    Turnstile(int atOnce) {
        this.atOnce = atOnce;
    }

    <T> Future<T> pass(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        synchronized (line) {
            if (line.size() == MAX_WAITING)
                return Future.failedFuture(new CommitFailed.Overloaded(MAX_WAITING + " rounds wait"));
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
