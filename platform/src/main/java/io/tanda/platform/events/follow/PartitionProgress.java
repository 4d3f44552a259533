package io.tanda.platform.events.follow;

import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far the events of one assigned partition are through. Its offset never passes an event that is not finished, so whatever dies,
 * that event is read again. Shared by the polling thread and the event loop.
 */
final class PartitionProgress {
    private final TreeSet<Long> unfinished = new TreeSet<>();
    private long afterLast = -1;
    private long committed = -1;
    private int beingHandled;
    private boolean revoked;
    private final AtomicInteger inHand;

    /** @param inHand counts the events of all partitions that were taken and are neither finished nor abandoned */
    PartitionProgress(AtomicInteger inHand) {
        this.inHand = inHand;
    }

    synchronized void taken(long offset) {
        unfinished.add(offset);
        afterLast = offset + 1;
        inHand.incrementAndGet();
    }

    /** Took effect, was dropped, was passed by its fence, or is remembered as parked. */
    synchronized void finished(long offset) {
        unfinished.remove(offset);
        inHand.decrementAndGet();
    }

    /** Taken once and none of ours any more: its offset stays where it is. */
    void abandoned() {
        inHand.decrementAndGet();
    }

    /** The offset to commit, when it has moved since it was last {@link #committed}. */
    synchronized OptionalLong toCommit() {
        long offset = unfinished.isEmpty() ? afterLast : unfinished.first();
        return offset > committed ? OptionalLong.of(offset) : OptionalLong.empty();
    }

    synchronized void committed(long offset) {
        committed = Math.max(committed, offset);
    }

    /** @return false when the partition is another's by now: leave the event to it */
    synchronized boolean begin() {
        if (revoked) return false;
        beingHandled++;
        return true;
    }

    synchronized void end() {
        beingHandled--;
        if (beingHandled == 0) notifyAll();
    }

    synchronized boolean isRevoked() {
        return revoked;
    }

    synchronized void revoke() {
        revoked = true;
    }

    /** Waits until nothing of it is being handled. @return whether that came true in time */
    synchronized boolean awaitQuiet(long deadlineNanos) throws InterruptedException {
        while (beingHandled > 0) {
            long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (left <= 0) return false;
            wait(left);
        }
        return true;
    }
}
