package io.tanda.platform.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition, for a test's own thread. */
public final class Eventually {
    /** A busy machine restarts a broker in this; nothing that works takes longer. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Eventually() {}

    /** @param state what to show when it does not come true */
    public static void holds(Supplier<?> state, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline)
                throw new AssertionError("did not come true in " + LIMIT + ": " + state.get());
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
