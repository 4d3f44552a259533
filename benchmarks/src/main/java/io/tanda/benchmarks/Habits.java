package io.tanda.benchmarks;

/**
 * How the drivers of an {@link OpenLoop} drive.
 *
 * @param legMillis real time to the pick-up, until the rider is on board, and to the drop-off, each; 0: none
 * @param firstHearerTakes only the first free driver who hears of a ride answers its offer; else everybody does who is free
 * @param followHistory a few finished rides a second are looked for in the history
 */
record Habits(int legMillis, boolean firstHearerTakes, boolean followHistory) {
    /** Takes whatever comes, and loses no time. */
    static final Habits AT_ONCE = new Habits(0, false, false);
}
