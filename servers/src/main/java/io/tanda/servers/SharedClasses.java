package io.tanda.servers;

import java.nio.file.Path;
import java.util.List;

/**
 * Class data that a JVM keeps from one start to the next: the broker then starts in half the time.
 *
 * <p>The JVM makes the archive when it ends in order and has none, or one of another JDK or class path. A kill -9 leaves
 * it as it is; half an archive has no header yet and is made anew.
 */
public final class SharedClasses {

    private SharedClasses() {}

    /** For the command line of a JVM whose class path is jars only; each main class wants a file of its own. */
    public static List<String> options(Path archive) {
        return options("-XX:+AutoCreateSharedArchive", archive);
    }

    /** For a JVM that uses what another one of the same main class has kept, and is not held up by keeping it when it ends. */
    public static List<String> readOnly(Path archive) {
        return options("-XX:-AutoCreateSharedArchive", archive);
    }

    private static List<String> options(String keeping, Path archive) {
        return List.of(
                keeping,
                "-XX:SharedArchiveFile=" + archive.toAbsolutePath(),
                // That an archive does not fit is no news: it is made anew. Nor is it that the option for native access
                // (an option of the module system) switches a part of it off.
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xlog:cds=off:stderr");
    }
}
