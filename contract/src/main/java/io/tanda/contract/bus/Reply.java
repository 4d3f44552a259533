package io.tanda.contract.bus;

import org.jspecify.annotations.Nullable;

/** What was decided. An outage or a bug is no reply: the asker's future fails. */
public sealed interface Reply<R> {
    /** @param replayed the command id was seen before, and this is the answer it got then */
    record Done<R>(R value, boolean replayed) implements Reply<R> {}

    /**
     * @param detail what was wrong and how to mend it, for a person; never a secret, never an internal
     * @param retryAfterSeconds of real time, where that is known
     */
    record Refused<R>(
            Refusal refusal, String detail, @Nullable Integer retryAfterSeconds) implements Reply<R> {}

    static <R> Reply<R> done(R value) {
        return new Done<>(value, false);
    }

    static <R> Reply<R> replayed(R value) {
        return new Done<>(value, true);
    }

    static <R> Reply<R> refused(Refusal refusal, String detail) {
        return new Refused<>(refusal, detail, null);
    }
}
