package io.tanda.dispatch.position;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where taxis are now, in memory. What is not fresh is not there. Safe for use by many threads, never blocks. */
public interface TaxiPositions {
    /** A position older than this says nothing about where a taxi is: out of matching. */
    Duration FRESH = Duration.ofMinutes(2);

    /** Keeps the newer of two. @return whether it was news */
    boolean report(DriverId driver, double lat, double lng, Instant at, Instant now);

    Optional<Seen> of(DriverId driver, Instant now);

    /** The nearest first. */
    List<Near> nearest(GeoPoint place, int maxMeters, int limit, Instant now);

    /** The nearest first, without those that are known to be busy. */
    List<Near> nearestNotBusy(GeoPoint place, int maxMeters, int limit, Instant now);

    /**
     * These take no calls, as far as is known. A hint and no more: it says whom there is no need to ask for, and is forgotten when
     * {@link #freed} says so, or with its time.
     */
    void busy(Collection<DriverId> drivers, Instant until);

    /** He may take calls again, as far as this process knows. */
    void freed(DriverId driver);

    record Seen(GeoPoint where, Instant at) {}

    record Near(DriverId driver, GeoPoint where, double metersAway) {}
}
