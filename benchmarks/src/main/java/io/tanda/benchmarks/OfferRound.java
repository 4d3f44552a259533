package io.tanda.benchmarks;

import io.tanda.contract.RideId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * What riders and drivers saw in one round of an {@link OpenLoop}. Requests count when they were due, and drop-offs when they were
 * answered, within the counted time; the others warm up before it and cool down after it. Filled from several threads.
 */
final class OfferRound {
    /** As long as a driver is looked for, and some seconds. */
    private static final int SEARCH_SECONDS = 65;

    private final long fromNanos;
    private final long toNanos;
    private final Map<RideId, Long> dueNanos = new ConcurrentHashMap<>();
    private final Map<RideId, Long> offeredNanos = new ConcurrentHashMap<>();
    private final Set<RideId> taken = ConcurrentHashMap.newKeySet();
    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder driving = new LongAdder();
    private final LongAdder droppedOff = new LongAdder();
    private final LongAdder droppedOffInTime = new LongAdder();
    private final LongAdder paidInTime = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder broken = new LongAdder();

    /**
     * @param accepted answered with 2xx
     * @param refused requests of the whole round that were answered otherwise
     * @param unanswered requests of the whole round without an answer
     * @param neverOffered of the accepted
     * @param droppedOff rides of the whole round that were driven to the end
     * @param droppedOffPerSecond in the counted time
     * @param paidPerSecond of those, the ones that were paid when the drop-off was answered
     * @param missed acceptances that were refused, for another driver was quicker
     * @param broken rides whose driver was refused a step, or had no answer
     * @param offerMicros from when a request was due to its first offer in a driver's stream
     */
    record Result(
            int accepted,
            long refused,
            long unanswered,
            int neverOffered,
            long droppedOff,
            double droppedOffPerSecond,
            double paidPerSecond,
            long missed,
            long broken,
            Histogram offerMicros) {
        double offerMillis(double percentile) {
            return offerMicros.getValueAtPercentile(percentile) / 1_000.0;
        }

        boolean complete() {
            return accepted > 0 && unanswered == 0 && neverOffered == 0;
        }
    }

    /** @param fromNanos of the counted time, by {@link System#nanoTime} */
    OfferRound(long fromNanos, long toNanos) {
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
    }

    long fromNanos() {
        return fromNanos;
    }

    long toNanos() {
        return toNanos;
    }

    boolean counts(long nanos) {
        return nanos >= fromNanos && nanos < toNanos;
    }

    void accepted(RideId ride, long requestDueNanos) {
        dueNanos.put(ride, requestDueNanos);
        answered.increment();
    }

    void refused() {
        refused.increment();
    }

    void unanswered() {
        unanswered.increment();
    }

    /** By any of the drivers it was offered to: the first counts. */
    void offered(RideId ride) {
        offeredNanos.putIfAbsent(ride, System.nanoTime());
    }

    /** A driver answers the offer. @param alone false is returned when another driver has answered one of the same ride */
    boolean take(RideId ride, boolean alone) {
        if (!taken.add(ride) && alone) return false;
        driving.increment();
        return true;
    }

    void missed(RideId ride) {
        driving.decrement();
        missed.increment();
        taken.remove(ride);
    }

    void broken() {
        driving.decrement();
        broken.increment();
    }

    void droppedOff(boolean paid) {
        driving.decrement();
        droppedOff.increment();
        if (!counts(System.nanoTime())) return;
        droppedOffInTime.increment();
        if (paid) paidInTime.increment();
    }

    /** All requests are answered, and all rides that came of them are driven, or nobody looks for a driver any more. */
    boolean over(int requests) {
        return answered.sum() + refused.sum() + unanswered.sum() == requests
                && driving.sum() <= 0
                && (droppedOff.sum() + broken.sum() >= answered.sum()
                        || System.nanoTime() - toNanos > TimeUnit.SECONDS.toNanos(SEARCH_SECONDS));
    }

    Result result() {
        Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
        int accepted = 0;
        int never = 0;
        for (Map.Entry<RideId, Long> due : dueNanos.entrySet()) {
            if (!counts(due.getValue())) continue;
            accepted++;
            Long offered = offeredNanos.get(due.getKey());
            if (offered == null) never++;
            else micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(offered - due.getValue())));
        }
        double seconds = (toNanos - fromNanos) / 1e9;
        return new Result(
                accepted,
                refused.sum(),
                unanswered.sum(),
                never,
                droppedOff.sum(),
                droppedOffInTime.sum() / seconds,
                paidInTime.sum() / seconds,
                missed.sum(),
                broken.sum(),
                micros);
    }
}
