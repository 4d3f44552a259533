package io.tanda.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where this checkout of Tanda lies: the folder that holds the script {@code tanda} and, below it, {@code data}. */
public final class TandaRoot {

    private TandaRoot() {}

    /** The system property {@code tanda.root}, else the variable TANDA_ROOT, else the nearest folder upwards that holds {@code tanda}. */
    public static Path find() {
        return find(
                System.getProperty("tanda.root"),
                System.getenv("TANDA_ROOT"),
                Path.of("").toAbsolutePath());
    }

    static Path find(@Nullable String property, @Nullable String variable, Path from) {
        if (property != null && !property.isBlank()) {
            return Path.of(property).toAbsolutePath().normalize();
        }
        if (variable != null && !variable.isBlank()) {
            return Path.of(variable).toAbsolutePath().normalize();
        }
        for (Path folder = from.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("tanda")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No folder above " + from
                + " holds the script 'tanda'. Set TANDA_ROOT to the folder of your checkout.");
    }
}
