package io.tanda.platform.commit;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a command.
 *
 * @param <C> the context's change
 * @param <R> the answer
 */
public sealed interface Outcome<C, R> {
    /**
     * @param change absent: there is nothing left to do, and the answer is kept all the same, so that a repetition gets it too
     * @param taken what is answered where the change finds a unique key taken, by the key's name
     * @param afterwards runs after the commit and not otherwise; must not throw, must not be needed
     */
    record Done<C, R>(@Nullable C change, R answer, Map<String, Refused<C, R>> taken, Runnable afterwards)
            implements Outcome<C, R> {

        public Done<C, R> afterwards(Runnable nudge) {
            return new Done<>(change, answer, taken, nudge);
        }

        /** @param key a unique key as the schema names it; {@code PRIMARY} for a primary key */
        public Done<C, R> whereTaken(String key, Refusal refusal, String detail) {
            Map<String, Refused<C, R>> more = new LinkedHashMap<>(taken);
            more.put(key, new Refused<>(refusal, detail, null));
            return new Done<>(change, answer, Map.copyOf(more), afterwards);
        }
    }

    /**
     * @param detail what was wrong and how to mend it, for a person; never a secret, never an internal
     * @param retryAfterSeconds of real time, where that is known
     */
    record Refused<C, R>(
            Refusal refusal, String detail, @Nullable Integer retryAfterSeconds) implements Outcome<C, R> {
        Reply<R> reply() {
            return new Reply.Refused<>(refusal, detail, retryAfterSeconds);
        }
    }

    static <C, R> Done<C, R> changed(C change, R answer) {
        return new Done<>(change, answer, Map.of(), () -> {});
    }

    static <C, R> Done<C, R> unchanged(R answer) {
        return new Done<>(null, answer, Map.of(), () -> {});
    }

    static <C, R> Outcome<C, R> refused(Refusal refusal, String detail) {
        return new Refused<>(refusal, detail, null);
    }

    /** @param retryAfterSeconds of real time: the same may be done then */
    static <C, R> Outcome<C, R> refused(Refusal refusal, String detail, int retryAfterSeconds) {
        return new Refused<>(refusal, detail, retryAfterSeconds);
    }
}
