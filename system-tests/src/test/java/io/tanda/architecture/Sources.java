package io.tanda.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** The files that people write. */
final class Sources {
    static final Path ROOT = Path.of(System.getProperty("tanda.root", ".."));

    /** Made by a build or a run. */
    private static final Set<String> NOT_OURS = Set.of("target", "data");

    private Sources() {}

    /** Those that are text. */
    static Stream<Path> files() {
        return all().filter(path -> path.toString().matches(".*\\.(java|md|txt|sql|ya?ml|properties)"));
    }

    static Stream<Path> all() {
        try (Stream<Path> walked = Files.walk(ROOT)) {
            return walked.filter(Files::isRegularFile).filter(Sources::isOurs).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path path) {
        for (Path part : ROOT.relativize(path))
            if (NOT_OURS.contains(part.toString()) || part.toString().startsWith(".")) return false;
        return true;
    }

    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
