package io.tanda.areas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where service areas come from: those that ship, by name, and files of whoever runs the city. Read once, at start. */
public final class AreaFiles {
    /** Five boroughs and Newark airport. */
    public static final String NEW_YORK = "new-york";

    static final List<String> SHIPPED = List.of(NEW_YORK);

    /** The one setting: a name or a file; blank = everywhere. */
    public static final String EXPECTED = "a GeoJSON file that ends with .geojson, or one of " + SHIPPED;

    /** A city's outlines, drawn with more care than anybody needs. */
    static final int MAX_BYTES = 4 << 20;

    private static final String SUFFIX = ".geojson";

    private AreaFiles() {}

    /** @throws IllegalArgumentException for a name that does not ship */
    public static ServiceAreas shipped(String name) {
        List<String> problems = new ArrayList<>();
        ServiceAreas areas = read(name, problems::add);
        if (!problems.isEmpty()) throw new IllegalArgumentException(String.join("; ", problems));
        return areas;
    }

    /**
     * @param name as the setting has it; blank = everywhere
     * @param problems told all that is wrong in the file, each with its place and what is allowed
     * @return nobody's to use where there was a problem
     */
    public static ServiceAreas read(String name, Consumer<String> problems) {
        if (name.isBlank()) return ServiceAreas.EVERYWHERE;
        String text = text(name.strip(), problems);
        return text == null ? ServiceAreas.EVERYWHERE : GeoJsonAreas.read(name.strip(), text, problems);
    }

    private static @Nullable String text(String name, Consumer<String> problems) {
        try (InputStream in = open(name)) {
            if (in == null) {
                problems.accept("\"" + name + "\" is no file of service areas: " + EXPECTED);
                return null;
            }
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length <= MAX_BYTES) return new String(bytes, UTF_8);
            problems.accept(name + " holds more than " + MAX_BYTES + " bytes: simplify the outlines");
        } catch (IOException | InvalidPathException e) {
            problems.accept(name + " cannot be read: " + e);
        }
        return null;
    }

    private static @Nullable InputStream open(String name) throws IOException {
        if (name.endsWith(SUFFIX)) return Files.newInputStream(Path.of(name));
        return SHIPPED.contains(name) ? AreaFiles.class.getResourceAsStream(name + SUFFIX) : null;
    }
}
