package io.tanda.launcher.supervisor;

import java.time.Duration;

/** How long to wait before a process that ended is started again. Pure: {@link Keeper} does the waiting. */
record RestartPolicy(Duration first, Duration longest, Duration healthy) {

    /**
     * The first time almost at once (something killed it), then twice as long each time up to 15 s (something is broken,
     * and a restart every 200 ms would only fill the log). What ran for 10 s was healthy: counting begins anew.
     */
    static final RestartPolicy LOCAL =
            new RestartPolicy(Duration.ofMillis(200), Duration.ofSeconds(15), Duration.ofSeconds(10));

    /** How often it failed in a row, this time included. */
    int failures(int before, Duration lived) {
        return lived.compareTo(healthy) >= 0 ? 1 : before + 1;
    }

    Duration pause(int failures) {
        if (failures < 1) {
            throw new IllegalArgumentException("A pause comes after a failure, not after " + failures);
        }
        int doublings = Math.min(failures - 1, 20);
        Duration pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
