package io.tanda.map;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Writes the two files; called by the build. */
final class WriteMap {
    private static final String STREETS = "/io/tanda/roads/new-york-midtown.osm.pbf";

    private WriteMap() {}

    /** @param arguments the file of zones, the folder to write to */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void write(Path zones, Path folder) throws IOException {
        Files.createDirectories(folder);
        JsonMapper json = new JsonMapper();
        json.writeValue(folder.resolve("roads.json").toFile(), StreetFile.of(streets()));
        json.writeValue(
                folder.resolve("zones.json").toFile(),
                ZoneFile.of(Zones.read(json.readTree(zones.toFile()).get("features"))));
    }

    private static Extract streets() throws IOException {
        Path copy = Files.createTempFile("streets", ".osm.pbf");
        try (InputStream shipped =
                Objects.requireNonNull(WriteMap.class.getResourceAsStream(STREETS), "no streets on the class path")) {
            Files.copy(shipped, copy, StandardCopyOption.REPLACE_EXISTING);
            return Extract.read(copy.toFile());
        } finally {
            Files.delete(copy);
        }
    }
}
