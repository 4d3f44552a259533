package io.tanda.platform.time;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time that rides, fares and deadlines live in. In development it may run faster than real time from an anchor that is kept with
 * the data: {@code domain = anchorDomain + (real - anchorReal) * scale}. Tokens, leases, retries, breakers and time limits use real
 * time instead.
 */
public final class DomainClock implements InstantSource {
    private final InstantSource real;
    private final Instant anchorReal;
    private final Instant anchorDomain;
    private final double scale;

    private DomainClock(InstantSource real, Instant anchorReal, Instant anchorDomain, double scale) {
        this.real = real;
        this.anchorReal = anchorReal;
        this.anchorDomain = anchorDomain;
        this.scale = scale;
    }

    /** Domain time is real time. */
    public static DomainClock real() {
        return new DomainClock(InstantSource.system(), Instant.EPOCH, Instant.EPOCH, 1);
    }

    /** Reads {@code realEpochMillis}, {@code domainEpochMillis} and {@code scale} from a properties file. */
    public static DomainClock load(Path anchor) {
        throw new UnsupportedOperationException("to be written");
    }

    @Override
    public Instant instant() {
        if (scale == 1) return anchorDomain.plus(Duration.between(anchorReal, real.instant()));
        double elapsedNanos = Duration.between(anchorReal, real.instant()).toNanos() * scale;
        return anchorDomain.plusNanos((long) elapsedNanos);
    }

    /** How long a domain duration takes in real time; for timers. */
    public Duration toReal(Duration domain) {
        return Duration.ofNanos((long) (domain.toNanos() / scale));
    }

    public double scale() {
        return scale;
    }
}
