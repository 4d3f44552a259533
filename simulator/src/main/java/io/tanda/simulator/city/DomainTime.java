package io.tanda.simulator.city;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/**
 * The server's domain clock, as its anchor file tells it: {@code domain = anchorDomain + (real - anchorReal) * scale}.
 *
 * @param scale domain seconds in a real one
 */
public record DomainTime(long anchorRealMillis, long anchorDomainMillis, double scale) {
    public static final DomainTime REAL = new DomainTime(0, 0, 1);

    public DomainTime {
        if (!(scale > 0)) throw new IllegalArgumentException("scale must be above 0, not " + scale);
    }

    /** Blocks. */
    public static DomainTime load(Path anchor) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(anchor)) {
            properties.load(in);
        }
        try {
            return new DomainTime(
                    Long.parseLong(properties.getProperty("realEpochMillis", "")),
                    Long.parseLong(properties.getProperty("domainEpochMillis", "")),
                    Double.parseDouble(properties.getProperty("scale", "")));
        } catch (IllegalArgumentException e) {
            throw new IOException(anchor + " is no anchor of a clock: " + e.getMessage(), e);
        }
    }

    public Instant now() {
        return at(System.currentTimeMillis());
    }

    Instant at(long realMillis) {
        return Instant.ofEpochMilli(anchorDomainMillis + (long) ((realMillis - anchorRealMillis) * scale));
    }

    /** How long a domain duration takes in real time, for a timer: at least 1 ms. */
    public long realMillis(Duration domain) {
        return Math.max(1, (long) (domain.toMillis() / scale));
    }

    public long realMillisUntil(Instant domain) {
        return realMillis(Duration.between(now(), domain));
    }
}
