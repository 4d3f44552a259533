package io.tanda.benchmarks;

import io.tanda.contract.RideId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** What riders and drivers saw in one round of an {@link OpenLoop}. Filled from several threads. */
final class OfferRound {
    private final Map<RideId, Long> dueNanos = new ConcurrentHashMap<>();
    private final Map<RideId, Long> offeredNanos = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger droppedOff = new AtomicInteger();

    /**
     * @param accepted answered with 2xx
     * @param neverOffered of the accepted
     * @param droppedOff rides driven to the end
     * @param droppedOffPerSecond of those, the ones that were driven to the end while requests still came
     * @param offerMicros from when a request was due to its first offer in a driver's stream
     */
    record Result(
            int accepted,
            int refused,
            int unanswered,
            int neverOffered,
            int droppedOff,
            double droppedOffPerSecond,
            Histogram offerMicros) {
        double offerMillis(double percentile) {
            return offerMicros.getValueAtPercentile(percentile) / 1_000.0;
        }

        boolean complete() {
            return accepted > 0 && unanswered == 0 && neverOffered == 0;
        }
    }

    void accepted(RideId ride, long requestDueNanos) {
        dueNanos.put(ride, requestDueNanos);
    }

    void refused() {
        refused.incrementAndGet();
    }

    void unanswered() {
        unanswered.incrementAndGet();
    }

    /** By any of the drivers it was offered to: the first counts. */
    void offered(RideId ride) {
        offeredNanos.putIfAbsent(ride, System.nanoTime());
    }

    void droppedOff() {
        droppedOff.incrementAndGet();
    }

    int droppedOffUntilNow() {
        return droppedOff.get();
    }

    /** All requests are answered, and all rides that came of them are driven. */
    boolean over(int requests) {
        return dueNanos.size() + refused.get() + unanswered.get() == requests && droppedOff.get() >= dueNanos.size();
    }

    Result result(double droppedOffPerSecond) {
        Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
        int never = 0;
        for (Map.Entry<RideId, Long> due : dueNanos.entrySet()) {
            Long offered = offeredNanos.get(due.getKey());
            if (offered == null) never++;
            else micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(offered - due.getValue())));
        }
        return new Result(
                dueNanos.size(), refused.get(), unanswered.get(), never, droppedOff.get(), droppedOffPerSecond, micros);
    }
}
