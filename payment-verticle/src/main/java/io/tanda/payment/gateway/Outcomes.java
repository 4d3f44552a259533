package io.tanda.payment.gateway;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How the last calls of one operation went, and whether its breaker must open: after a number of calls in a row that failed, or where a
 * third of those of the last 10 s did.
 *
 * <p>In a row is by the order of their beginnings. By that of their ends it would not be: of many calls at once the quick ones succeed
 * first, and then all that are too slow fail together.
 */
final class Outcomes {
    /** More than are ever under way at once, so that a call finds its neighbours. */
    private static final int REMEMBERED = 4_096;

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Of fewer calls a third is chance. */
    private static final int LEAST_CALLS = 20;

    private static final int ONE_OF = 3;

    private enum Outcome {
        UNKNOWN,
        SUCCEEDED,
        FAILED
    }

    private record Ended(long at, boolean failed) {}

    private final int inARow;
    private final LongSupplier nanos;
    private final Outcome[] byBeginning = new Outcome[REMEMBERED];
    private final Deque<Ended> recent = new ArrayDeque<>();
    private int recentFailures;
    private long next;
    private long first;

    /** @param inARow that failed, from 1 on @param nanos a clock that only goes on */
    Outcomes(int inARow, LongSupplier nanos) {
        this.inARow = inARow;
        this.nanos = nanos;
        Arrays.fill(byBeginning, Outcome.UNKNOWN);
    }

    /** @return the call's number, for {@link #ended} */
    synchronized long begun() {
        byBeginning[slot(next)] = Outcome.UNKNOWN;
        return next++;
    }

    /** @return whether the breaker must open; what began before it last did counts no more */
    synchronized boolean ended(long call, boolean failed) {
        if (call < first || call <= next - REMEMBERED) return false;
        byBeginning[slot(call)] = failed ? Outcome.FAILED : Outcome.SUCCEEDED;
        long now = nanos.getAsLong();
        recent.addLast(new Ended(now, failed));
        if (failed) recentFailures++;
        while (now - recent.getFirst().at() > WINDOW_NANOS)
            if (recent.removeFirst().failed()) recentFailures--;
        return failed && (rowAround(call) >= inARow || isTooMany());
    }

    /** The breaker is open: what is under way says nothing of the time after. */
    synchronized void forget() {
        first = next;
        recent.clear();
        recentFailures = 0;
    }

    private boolean isTooMany() {
        return recent.size() >= LEAST_CALLS && recentFailures * ONE_OF >= recent.size();
    }

    private long rowAround(long call) {
        long from = call;
        while (call - from < inARow && hasFailed(from - 1)) from--;
        long to = call;
        while (to - from < inARow && hasFailed(to + 1)) to++;
        return to - from + 1;
    }

    private boolean hasFailed(long call) {
        return call >= first && call < next && call > next - REMEMBERED && byBeginning[slot(call)] == Outcome.FAILED;
    }

    private static int slot(long call) {
        return (int) (call % REMEMBERED);
    }
}
