package io.tanda.client;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the server said. No answer at all, in spite of all retries, is a failed future ({@link Unanswered}). */
public sealed interface Answer<T> {
    int status();

    /**
     * @param status 200 to 299
     * @param location where there was a Location header
     */
    record Ok<T>(int status, T body, @Nullable String location) implements Answer<T> {}

    /**
     * A problem document (RFC 9457).
     *
     * @param status 400 to 499, or 500
     * @param code stable, for programs
     * @param detail for a person
     */
    record Refused<T>(int status, String code, String detail) implements Answer<T> {}

    /** The body. @throws RefusedException when it was refused */
    default T get() {
        return switch (this) {
            case Ok<T> ok -> ok.body();
            case Refused<T> refused -> throw new RefusedException(refused.status(), refused.code(), refused.detail());
        };
    }

    default <R> R either(Function<Ok<T>, R> ok, Function<Refused<T>, R> refused) {
        return switch (this) {
            case Ok<T> yes -> ok.apply(yes);
            case Refused<T> no -> refused.apply(no);
        };
    }

    /** For callers to whom a refusal is a bug. */
    final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;

        RefusedException(int status, String code, String detail) {
            super(status + " " + code + ": " + detail);
            this.status = status;
            this.code = code;
        }

        public int status() {
            return status;
        }

        public String code() {
            return code;
        }
    }
}
