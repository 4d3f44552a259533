package io.tanda.notify.delivery;

import io.tanda.platform.flow.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a notice is handed to its channel, again, or not any more.
 *
 * <pre>
 *   claimed --&gt; no address any more  WITHDRAWN
 *          '--&gt; too old              TOO_LATE     nobody wants to read that his taxi came an hour ago
 *          '--&gt; may be there already UNCERTAIN    and the channel knows no keys
 *          '--&gt; called --&gt; TAKEN, REFUSED
 *                     '--&gt; NOT_NOW, NO_ANSWER --&gt; after a pause, {@code most} times; then GIVEN_UP, or UNCERTAIN
 * </pre>
 *
 * @param most tries of one notice by one channel
 * @param tooOld domain time since what it tells of
 * @param pauses real time
 */
public record Tries(int most, Duration tooOld, Backoff pauses) {
    /** How it ended. */
    public enum Outcome {
        TAKEN,
        REFUSED,
        WITHDRAWN,
        TOO_LATE,
        UNCERTAIN,
        GIVEN_UP
    }

    /** @param outcome absent: not yet @param pauseMillis before the next try @param unanswered tries in a row, from now on */
    public record Next(@Nullable Outcome outcome, long pauseMillis, int unanswered) {
        private static Next over(Outcome outcome) {
            return new Next(outcome, 0, 0);
        }
    }

    /**
     * Before the channel is called.
     *
     * @param age of what it tells of
     * @param before tries before this one of which nobody knows what became
     * @return how it ended without; absent: it is to be called
     */
    @Nullable
    Outcome uncalled(boolean hasAddress, Duration age, int before, boolean knowsKeys) {
        if (!knowsKeys && before > 0) return Outcome.UNCERTAIN;
        if (!hasAddress) return Outcome.WITHDRAWN;
        return age.compareTo(tooOld) > 0 ? Outcome.TOO_LATE : null;
    }

    /** @param tries with this one @param unanswered with this one */
    Next after(Handed handed, int tries, int unanswered, boolean knowsKeys) {
        return switch (handed) {
            case TAKEN -> Next.over(Outcome.TAKEN);
            case REFUSED -> Next.over(Outcome.REFUSED);
            case NOT_NOW -> tries >= most ? Next.over(Outcome.GIVEN_UP) : new Next(null, pauses.millis(tries), 0);
            case NO_ANSWER ->
                !knowsKeys || tries >= most
                        ? Next.over(Outcome.UNCERTAIN)
                        : new Next(null, pauses.millis(tries), unanswered);
        };
    }
}
