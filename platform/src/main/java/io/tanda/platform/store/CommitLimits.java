package io.tanda.platform.store;

/**
 * How long a commit may take, and when two are under way.
 *
 * @param transactionMillis from the first statement to the answer to COMMIT: longer than a row's lock is waited for
 * @param readBackMillis how long the fate of a commit is asked for, also while the server is away, or what commands were answered
 * @param readBackEveryMillis pause between two tries of that
 * @param secondLineAt units that wait when a second line starts beside the first, and nobody waits for the pace
 * @param paceMillis from the start of a commit to that of the next: what comes meanwhile shares its statements. Who comes after a quiet
 *     moment does not wait
 */
record CommitLimits(
        long transactionMillis, long readBackMillis, long readBackEveryMillis, int secondLineAt, int paceMillis) {
    static final CommitLimits USUAL = new CommitLimits(5_000, 5_000, 100, 32, 20);
}
