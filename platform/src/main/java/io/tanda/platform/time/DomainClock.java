package io.tanda.platform.time;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;

/**
 * The time that rides, fares and deadlines live in. In development it may run faster than real time from an anchor that is kept with
 * the data: {@code domain = anchorDomain + (real - anchorReal) * scale}. Tokens, leases, retries, breakers and time limits use real
 * time instead.
 */
public final class DomainClock implements InstantSource {
    /** A second of real time is at most ten minutes of domain time: faster, and network latency alone expires offers. */
    public static final double MAX_SCALE = 600;

    private final InstantSource real;
    private final Instant anchorReal;
    private final Instant anchorDomain;
    private final double scale;

    private DomainClock(InstantSource real, Instant anchorReal, Instant anchorDomain, double scale) {
        this.real = real;
        this.anchorReal = anchorReal;
        this.anchorDomain = anchorDomain;
        this.scale = requireScale(scale);
    }

    /**
     * The one range there is, for whoever asks for a speed.
     *
     * @throws IllegalArgumentException for a scale below 1 or above {@link #MAX_SCALE}
     */
    public static double requireScale(double scale) {
        if (!(scale >= 1 && scale <= MAX_SCALE))
            throw new IllegalArgumentException(
                    "The speed of the clock (scale) must be from 1 to " + (int) MAX_SCALE + ", not " + scale);
        return scale;
    }

    /** Domain time is real time. */
    public static DomainClock real() {
        return new DomainClock(InstantSource.system(), Instant.EPOCH, Instant.EPOCH, 1);
    }

    /** A clock over another one, for tests and for {@link #load}. */
    public static DomainClock anchored(InstantSource real, Instant anchorReal, Instant anchorDomain, double scale) {
        return new DomainClock(real, anchorReal, anchorDomain, scale);
    }

    /**
     * Reads {@code realEpochMillis}, {@code domainEpochMillis} and {@code scale} from a properties file.
     *
     * @throws IllegalArgumentException when the file cannot be read or a value is missing or out of range
     */
    public static DomainClock load(Path anchor) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(anchor)) {
            properties.load(reader);
            return new DomainClock(
                    InstantSource.system(),
                    Instant.ofEpochMilli(Long.parseLong(properties.getProperty("realEpochMillis", ""))),
                    Instant.ofEpochMilli(Long.parseLong(properties.getProperty("domainEpochMillis", ""))),
                    Double.parseDouble(properties.getProperty("scale", "")));
        } catch (IOException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    anchor + " must hold realEpochMillis, domainEpochMillis and scale: " + e.getMessage(), e);
        }
    }

    @Override
    public Instant instant() {
        Duration elapsed = Duration.between(anchorReal, real.instant());
        return anchorDomain.plus(scale == 1 ? elapsed : Duration.ofNanos((long) (elapsed.toNanos() * scale)));
    }

    /** How long a domain duration takes in real time; for timers. */
    public Duration toReal(Duration domain) {
        return Duration.ofNanos((long) (domain.toNanos() / scale));
    }

    /** How much domain time passes in a real duration; for deadlines of what happens in real time, such as a retry at a gateway. */
    public Duration toDomain(Duration realDuration) {
        return Duration.ofNanos((long) (realDuration.toNanos() * scale));
    }

    public double scale() {
        return scale;
    }
}
