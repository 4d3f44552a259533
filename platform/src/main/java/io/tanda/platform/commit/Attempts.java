package io.tanda.platform.commit;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Deciding again when somebody was faster. */
public final class Attempts {
    /** Load, decide, commit: this many times before a stale version is an outage of its own. */
    public static final int TRIES = 8;

    private Attempts() {}

    /** Repeats the attempt while it fails as {@link CommitFailed.Stale} (a fence apart), at most {@link #TRIES} times. */
    public static <T> Future<T> whileStale(Supplier<Future<T>> attempt) {
        return attempt(attempt, TRIES);
    }

    private static <T> Future<T> attempt(Supplier<Future<T>> attempt, int left) {
        return attempt.get()
                .recover(failure -> failure instanceof CommitFailed.Stale stale && !stale.isFence() && left > 1
                        ? attempt(attempt, left - 1)
                        : Future.failedFuture(failure));
    }
}
