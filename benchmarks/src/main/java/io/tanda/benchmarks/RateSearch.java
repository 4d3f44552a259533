package io.tanda.benchmarks;

import java.util.OptionalInt;

/**
 * The highest rate that is kept: up in steps of half as much again until one is not kept, and then halfway between the highest that was
 * and the lowest that was not, until they are close.
 */
final class RateSearch {
    private static final double GROWTH = 1.5;
    /** Closer than this, two rounds at one rate differ as much. */
    private static final double PRECISION = 0.05;

    private final int limit;
    private int kept;
    private int notKept;
    private int next;

    /** @param first rate @param limit no higher rate is tried */
    RateSearch(int first, int limit) {
        if (first < 1 || limit < first)
            throw new IllegalArgumentException("first must be from 1 to limit, not " + first + " of " + limit);
        this.limit = limit;
        this.notKept = limit + 1;
        this.next = first;
    }

    /** The rate to try; empty when the search is over. */
    OptionalInt next() {
        return next == 0 ? OptionalInt.empty() : OptionalInt.of(next);
    }

    /** Whether the rate that {@link #next} named was kept. */
    void tried(boolean wasKept) {
        if (wasKept) kept = next;
        else notKept = next;
        next = follower();
    }

    private int follower() {
        if (notKept - kept <= Math.max(1, Math.round(kept * PRECISION))) return 0;
        int halfway = kept + (notKept - kept) / 2;
        return notKept > limit ? Math.min((int) Math.ceil(kept * GROWTH), limit) : halfway;
    }

    /** The highest that was kept so far; 0: none. */
    int kept() {
        return kept;
    }
}
