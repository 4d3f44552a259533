package io.tanda.verification;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a condition, never for a time. */
final class Wait {
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final Duration SEEN_LIMIT = Duration.ofMinutes(3);

    private Wait() {}

    /** @throws IOException when the condition does not hold within the limit */
    static void until(String what, Duration limit, BooleanSupplier condition) throws IOException {
        long giveUp = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUp) throw new IOException("not within " + limit.toSeconds() + " s: " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
    }

    /** What is there for milliseconds only. @throws IOException when it is not seen within some minutes */
    static void untilAtOnce(String what, BooleanSupplier condition) throws IOException {
        long giveUp = System.nanoTime() + SEEN_LIMIT.toNanos();
        while (!condition.getAsBoolean())
            if (System.nanoTime() > giveUp)
                throw new IOException("not within " + SEEN_LIMIT.toSeconds() + " s: " + what);
    }

    /** For as long as something is to last: a process that hangs, an outage. */
    static void pass(Duration time) throws IOException {
        long until = System.nanoTime() + time.toNanos();
        until("the time passes", time.plusSeconds(1), () -> System.nanoTime() >= until);
    }
}
