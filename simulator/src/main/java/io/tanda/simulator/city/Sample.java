package io.tanda.simulator.city;

import io.tanda.contract.GeoPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * The packaged sample of the public record of the City of New York: trips of 2013-01-01, 00:00 to 01:45, and where taxis were first seen
 * that night. The files say in their first lines how they were taken.
 *
 * @param trips in the order of their request
 * @param taxis places
 */
public record Sample(List<RecordedTrip> trips, List<GeoPoint> taxis) {
    public Sample {
        trips = List.copyOf(trips);
        taxis = List.copyOf(taxis);
    }

    /** Blocks for some 100 ms. */
    public static Sample load() {
        return new Sample(read("trips_nyc.csv.gz", Sample::trip), read("fleet_nyc.csv.gz", Sample::place));
    }

    private static RecordedTrip trip(String[] fields) {
        return new RecordedTrip(
                Integer.parseInt(fields[0]),
                point(fields[1], fields[2]),
                point(fields[3], fields[4]),
                Integer.parseInt(fields[5]),
                Integer.parseInt(fields[6]),
                fields[7].isEmpty() ? null : Integer.valueOf(fields[7]),
                fields[8].isEmpty() ? null : fields[8],
                fields[9].isEmpty() ? null : fields[9]);
    }

    private static GeoPoint place(String[] fields) {
        return point(fields[0], fields[1]);
    }

    private static GeoPoint point(String lat, String lng) {
        return new GeoPoint(Double.parseDouble(lat), Double.parseDouble(lng));
    }

    private static <T> List<T> read(String name, Function<String[], T> row) {
        try (InputStream file = Sample.class.getResourceAsStream(name)) {
            if (file == null) throw new IllegalStateException("the jar lacks " + name);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8));
            List<T> rows = new ArrayList<>();
            boolean named = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) continue;
                if (named) rows.add(row.apply(line.split(",", -1)));
                named = true;
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
