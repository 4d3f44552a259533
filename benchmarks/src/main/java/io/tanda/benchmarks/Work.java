package io.tanda.benchmarks;

/** What a {@link Contender} does in his turn. */
interface Work {
    /** For so many seconds; returns when all of it was answered. */
    ClosedLoop.Result run(double seconds);

    /** Waits for what the last turn left to do: nobody works through his backlog in another's turn. False when it took too long. */
    boolean settle();
}
