package io.tanda.benchmarks;

import io.tanda.contract.GeoPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A trip that was driven within Midtown, of the public trip record of the City of New York.
 *
 * @param meters by the meter, where it was recorded
 */
record MidtownTrip(
        GeoPoint pickup,
        GeoPoint dropoff,
        int seconds,
        @Nullable Integer meters) {
    private static final String FILE = "trips_midtown.csv.gz";
    private static final double SHORT_METERS = 300;
    private static final int LEAST_SECONDS = 60;
    private static final int MOST_SECONDS = 7_200;

    /** All that are in the jar, in the order of their request. */
    static List<MidtownTrip> load() {
        try (InputStream file = MidtownTrip.class.getResourceAsStream(FILE)) {
            if (file == null) throw new IllegalStateException("the jar lacks " + FILE);
            return new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("requestSecond"))
                    .map(line -> of(line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MidtownTrip of(String[] fields) {
        return new MidtownTrip(
                place(fields[1], fields[2]),
                place(fields[3], fields[4]),
                Integer.parseInt(fields[5]),
                fields[6].isEmpty() ? null : Integer.valueOf(fields[6]));
    }

    private static GeoPoint place(String lat, String lng) {
        return new GeoPoint(Double.parseDouble(lat), Double.parseDouble(lng));
    }

    /** Neither round a block nor with a meter that was left on: what the straight line was measured on, too. */
    boolean isTypical() {
        return pickup.metersTo(dropoff) >= SHORT_METERS && seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS;
    }
}
