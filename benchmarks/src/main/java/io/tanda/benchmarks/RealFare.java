package io.tanda.benchmarks;

import io.tanda.contract.GeoPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A ride that was paid for in New York, of the public trip record of the City of New York.
 *
 * @param pickup and {@code dropoff}: absent where no fix was recorded
 * @param metered cents that the meter showed, without surcharges, tax and tolls
 * @param onTop cents of surcharges and tax
 * @param tolls cents
 */
record RealFare(
        Instant at,
        @Nullable GeoPoint pickup,
        @Nullable GeoPoint dropoff,
        long seconds,
        long meters,
        long metered,
        long onTop,
        long tolls) {
    private static final String FILE = "fares_nyc.csv.gz";

    /** All that are in the jar. */
    static List<RealFare> load() {
        try (InputStream file = RealFare.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException("the jar lacks " + FILE);
            return new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("pickup_time"))
                    .map(line -> of(line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RealFare of(String[] fields) {
        return new RealFare(
                OffsetDateTime.parse(fields[0]).toInstant(),
                place(fields[1], fields[2]),
                place(fields[3], fields[4]),
                Long.parseLong(fields[5]),
                Long.parseLong(fields[6]),
                Long.parseLong(fields[7]),
                Long.parseLong(fields[8]) + Long.parseLong(fields[9]),
                Long.parseLong(fields[10]));
    }

    private static @Nullable GeoPoint place(String lat, String lng) {
        double north = Double.parseDouble(lat);
        double east = Double.parseDouble(lng);
        boolean isPlace = Math.abs(north) <= 90 && Math.abs(east) <= 180 && (north != 0 || east != 0);
        return isPlace ? new GeoPoint(north, east) : null;
    }
}
