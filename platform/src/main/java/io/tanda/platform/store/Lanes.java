package io.tanda.platform.store;

import java.util.UUID;

/** Which lane of the outbox an aggregate's events take: always the same one, so that they stay in order. */
public final class Lanes {
    /**
     * Rows of the table {@code lane}: how many relays may work side by side. Fixed: with another number, an aggregate's events would
     * change lanes while older ones wait.
     */
    public static final int COUNT = 8;

    private Lanes() {}

    /** From 0 to {@link #COUNT} - 1. */
    public static int of(UUID aggregate) {
        // The low half of a UUIDv7 is random; the high half is a clock.
        long mixed = aggregate.getLeastSignificantBits() * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (COUNT - 1);
    }
}
