package io.tanda.roads;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map: an extract of OpenStreetMap, one that ships or a file of whoever runs the city.
 *
 * @param file null for one that ships
 */
public record RoadMap(String name, @Nullable Path file) {
    /** From 26th to 59th Street, between the rivers. */
    public static final String NEW_YORK_MIDTOWN = "new-york-midtown";

    private static final List<String> SHIPPED = List.of(NEW_YORK_MIDTOWN);

    /** The setting: a name or a file; blank = no roads. */
    public static final String EXPECTED =
            "an extract of OpenStreetMap, a file that ends with .osm.pbf, or one of " + SHIPPED;

    /** A large city with all around it; more of the world takes more memory than the roads of taxis are worth. */
    static final long MAX_BYTES = 256L << 20;

    private static final String SUFFIX = ".osm.pbf";

    /** @throws IllegalArgumentException for a name that does not ship */
    public static RoadMap shipped(String name) {
        List<String> problems = new ArrayList<>();
        RoadMap map = of(name, problems::add);
        if (map == null) throw new IllegalArgumentException(String.join("; ", problems));
        return map;
    }

    /**
     * @param name as the setting has it
     * @param problems told what is wrong, and what is allowed
     * @return null where something was wrong; what is in the file is seen by {@link Roads#load}
     */
    public static @Nullable RoadMap of(String name, Consumer<String> problems) {
        if (SHIPPED.contains(name)) return new RoadMap(name, null);
        if (!name.endsWith(SUFFIX)) {
            problems.accept("\"" + name + "\" is no map: " + EXPECTED);
            return null;
        }
        try {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file) || !Files.isReadable(file))
                problems.accept(name + " is no file that can be read: " + EXPECTED);
            else if (Files.size(file) > MAX_BYTES)
                problems.accept(name + " holds more than " + MAX_BYTES + " bytes: take the city's extract");
            else return new RoadMap(name, file);
        } catch (IOException | InvalidPathException e) {
            problems.accept(name + " cannot be read: " + e);
        }
        return null;
    }

    private InputStream open() throws IOException {
        if (file != null) return Files.newInputStream(file);
        InputStream shipped = RoadMap.class.getResourceAsStream(name + SUFFIX);
        if (shipped == null) throw new IOException("the jar lacks " + name + SUFFIX);
        return shipped;
    }

    /** Another for each content. Blocks: reads all of it. */
    String digest() {
        try (DigestInputStream in = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Writes all of it to a file. Blocks. */
    void copyTo(Path target) {
        try (InputStream in = open()) {
            Files.copy(in, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
