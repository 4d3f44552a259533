package io.tanda.dispatch.call.application;

/** Every state that is not the last has a stored deadline. */
public final class Deadlines {
    /** The next round of offers. */
    public static final String ROUND = "call.round";
    /** The end of the search window. */
    public static final String SEARCH = "call.search";
    /** A ride that stays where it is: somebody should look. */
    public static final String OVERDUE = "ride.overdue";

    /** How long a driver waits for a fare that is not paid (A8). */
    public static final String COLLECT = "ride.collect";

    private Deadlines() {}
}
