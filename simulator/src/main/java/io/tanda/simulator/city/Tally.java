package io.tanda.simulator.city;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What the city has seen so far. Lives on the city's event loop. */
public final class Tally {
    /** Longer than any wait of a demo. */
    private static final long HOUR_MILLIS = 3_600_000;

    private final Map<RideId, RideStatus> rides = new HashMap<>();
    private final Map<RideId, RiderId> accepted = new LinkedHashMap<>();
    private final Map<RideStatus, Integer> byStatus = new EnumMap<>(RideStatus.class);
    private final Map<RideId, Long> askedAtNanos = new HashMap<>();
    private final Map<RideId, Long> offeredAtNanos = new HashMap<>();
    private final Histogram toDispatchMillis = new Histogram(HOUR_MILLIS, 3);
    private final Histogram toOfferMillis = new Histogram(HOUR_MILLIS, 3);
    private final Histogram pickupWaitSeconds = new Histogram(24 * 3_600, 3);
    private long asked;
    private long notAccepted;
    private long outside;
    private long dispatched;
    private long redispatched;
    private long cancelsAsked;
    private long cancelsRejected;
    private long declined;
    private long ignored;
    private long offersClosed;
    private long acceptsLost;
    private long givenBack;
    private long faresMinorUnits;
    private long forLater;
    private long deadPhones;
    private long takenFromSilent;
    private long feesAgreed;
    private long tips;
    private long registered;
    private long notRegistered;
    private long methodsNamed;
    private long cash;
    private long cashAfterDecline;
    private long collected;
    private long writtenOff;
    private long alarmsSeen;
    private long refunds;
    private long byHand;
    private long written;
    private long sent;
    private long ordered;
    private long itemsReturned;
    private long ordersCanceled;

    // --- riders ------------------------------------------------------------------------------

    void asked() {
        asked++;
    }

    /** The server did not take it, or never said so. */
    void notAccepted() {
        notAccepted++;
    }

    /** Nor where no taxi is sent to. */
    void outside() {
        notAccepted++;
        outside++;
    }

    /** 201. */
    void accepted(RideId ride, RiderId rider, RideStatus first, long askedNanos) {
        accepted.put(ride, rider);
        if (first == RideStatus.SCHEDULED) forLater++;
        else askedAtNanos.put(ride, askedNanos);
        Long offered = offeredAtNanos.get(ride);
        if (offered != null) record(toOfferMillis, millis(offered - askedNanos));
        status(ride, first);
    }

    void status(RideId ride, RideStatus now) {
        RideStatus before = rides.put(ride, now);
        if (before != null) byStatus.merge(before, -1, Integer::sum);
        byStatus.merge(now, 1, Integer::sum);
        if (now.terminal()) {
            // Millions of rides are not asked of a demo, but what is over needs no clock.
            askedAtNanos.remove(ride);
            offeredAtNanos.remove(ride);
        }
    }

    void dispatched(RideId ride, boolean again) {
        if (again) {
            redispatched++;
            return;
        }
        dispatched++;
        Long at = askedAtNanos.get(ride);
        if (at != null) record(toDispatchMillis, millis(System.nanoTime() - at));
    }

    void pickedUpAfter(Duration domain) {
        record(pickupWaitSeconds, Math.max(0, domain.toSeconds()));
    }

    void paid(Money amount) {
        faresMinorUnits += amount.minorUnits();
    }

    void feeAgreed() {
        feesAgreed++;
    }

    /** @param verified by the gateway @param named in the booking that follows */
    void registered(boolean verified, boolean named) {
        if (verified) registered++;
        else notRegistered++;
        if (verified && named) methodsNamed++;
    }

    void tipped() {
        tips++;
    }

    void takenFromSilentDriver() {
        takenFromSilent++;
    }

    void cancelAsked() {
        cancelsAsked++;
    }

    void cancelRejected() {
        cancelsRejected++;
    }

    // --- the depot ---------------------------------------------------------------------------

    void written() {
        written++;
    }

    void sent() {
        sent++;
    }

    void ordered() {
        ordered++;
    }

    void itemsReturned() {
        itemsReturned++;
    }

    void orderCanceled() {
        ordersCanceled++;
    }

    // --- drivers -----------------------------------------------------------------------------

    /** In a driver's stream; the first one of a ride counts. */
    void offered(RideId ride) {
        long now = System.nanoTime();
        Long asked = askedAtNanos.get(ride);
        RideStatus status = rides.get(ride);
        if (status != null && status.terminal()) return;
        if (offeredAtNanos.putIfAbsent(ride, now) == null && asked != null) record(toOfferMillis, millis(now - asked));
    }

    void declined() {
        declined++;
    }

    void ignored() {
        ignored++;
    }

    void offerClosed() {
        offersClosed++;
    }

    void acceptLost() {
        acceptsLost++;
    }

    void givenBack() {
        givenBack++;
    }

    void phoneDied() {
        deadPhones++;
    }

    /** @param declined the card was, before */
    void cash(boolean declined) {
        if (declined) cashAfterDecline++;
        else cash++;
    }

    // --- operators ---------------------------------------------------------------------------

    void collected(Money amount) {
        collected++;
        paid(amount);
    }

    void writtenOff() {
        writtenOff++;
    }

    void assignedByHand() {
        byHand++;
    }

    void refunded() {
        refunds++;
    }

    void alarmSeen() {
        alarmsSeen++;
    }

    // --- reading -----------------------------------------------------------------------------

    public Map<RideId, RiderId> accepted() {
        return accepted;
    }

    int in(RideStatus status) {
        return byStatus.getOrDefault(status, 0);
    }

    /** Accepted by the server and not over. */
    int underWay() {
        int count = 0;
        for (RideStatus status : RideStatus.values()) if (!status.terminal()) count += in(status);
        return count;
    }

    /** Everything in figures. */
    public Figures figures() {
        return new Figures(
                asked,
                accepted.size(),
                notAccepted,
                dispatched,
                redispatched,
                in(RideStatus.SCHEDULED) + in(RideStatus.REQUESTED) + in(RideStatus.CANCEL_PENDING),
                in(RideStatus.ACCEPTED) + in(RideStatus.ARRIVED) + in(RideStatus.IN_PROGRESS),
                in(RideStatus.SETTLING),
                in(RideStatus.COMPLETED),
                in(RideStatus.NO_DRIVERS_AVAILABLE),
                in(RideStatus.RIDER_CANCELED),
                in(RideStatus.NO_SHOW),
                in(RideStatus.ABORTED),
                in(RideStatus.EXPIRED),
                cancelsAsked,
                cancelsRejected,
                declined,
                ignored,
                offersClosed,
                acceptsLost,
                givenBack,
                faresMinorUnits,
                new Mix(
                        outside,
                        forLater,
                        deadPhones,
                        takenFromSilent,
                        cash,
                        cashAfterDecline,
                        in(RideStatus.OWED),
                        collected,
                        writtenOff,
                        alarmsSeen,
                        refunds,
                        byHand,
                        feesAgreed,
                        tips,
                        written,
                        sent,
                        ordered,
                        itemsReturned,
                        ordersCanceled,
                        registered,
                        notRegistered,
                        methodsNamed));
    }

    public Quantiles toDispatchMillis() {
        return Quantiles.of(toDispatchMillis);
    }

    public Quantiles toOfferMillis() {
        return Quantiles.of(toOfferMillis);
    }

    public Quantiles pickupWaitSeconds() {
        return Quantiles.of(pickupWaitSeconds);
    }

    public record Quantiles(long count, long p50, long p95, long max) {
        static Quantiles of(Histogram histogram) {
            return new Quantiles(
                    histogram.getTotalCount(),
                    histogram.getValueAtPercentile(50),
                    histogram.getValueAtPercentile(95),
                    histogram.getTotalCount() == 0 ? 0 : histogram.getMaxValue());
        }
    }

    /**
     * @param asked bookings that riders tried
     * @param accepted answered 201
     * @param open nobody has them yet, some not before a later time, or a cancellation is being decided
     * @param onRide from a driver's accept until the drop-off
     */
    public record Figures(
            long asked,
            long accepted,
            long notAccepted,
            long dispatched,
            long redispatched,
            long open,
            long onRide,
            long settling,
            long completed,
            long noTaxi,
            long canceled,
            long noShow,
            long aborted,
            long expired,
            long cancelsAsked,
            long cancelsRejected,
            long declined,
            long ignored,
            long offersClosed,
            long acceptsLost,
            long givenBack,
            long faresMinorUnits,
            Mix mix) {}

    private static long millis(long nanos) {
        return Math.max(0, nanos / 1_000_000);
    }

    private static void record(Histogram histogram, long value) {
        histogram.recordValue(Math.min(value, histogram.getHighestTrackableValue()));
    }
}
