package io.tanda.launcher.supervisor;

import io.tanda.platform.time.DomainClock;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where domain time and real time met, and how fast domain time runs since: {@code domain = domainEpochMillis + (real -
 * realEpochMillis) * scale}. It lies with the data, because stored times were taken by it.
 */
record ClockAnchor(long realEpochMillis, long domainEpochMillis, double scale) {

    ClockAnchor {
        DomainClock.requireScale(scale);
    }

    /** The anchor to go on with: domain time never jumps back, whatever the scale was and is. */
    static ClockAnchor goOn(@Nullable ClockAnchor last, long realEpochMillis, double scale) {
        if (last == null) {
            return new ClockAnchor(realEpochMillis, realEpochMillis, scale);
        }
        if (last.scale == scale) {
            return last;
        }
        return new ClockAnchor(realEpochMillis, last.domainAt(realEpochMillis), scale);
    }

    long domainAt(long realMillis) {
        // A real clock that was set back stops domain time; it does not turn it around.
        long elapsed = Math.max(0, realMillis - realEpochMillis);
        return domainEpochMillis + (long) (elapsed * scale);
    }

    static @Nullable ClockAnchor read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        try {
            return new ClockAnchor(
                    Long.parseLong(properties.getProperty("realEpochMillis", "")),
                    Long.parseLong(properties.getProperty("domainEpochMillis", "")),
                    Double.parseDouble(properties.getProperty("scale", "")));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not an anchor of the domain's clock: " + e.getMessage(), e);
        }
    }

    /** Replaced as a whole: a reader never sees half of it. */
    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("realEpochMillis", Long.toString(realEpochMillis));
        properties.setProperty("domainEpochMillis", Long.toString(domainEpochMillis));
        properties.setProperty("scale", Double.toString(scale));
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (Writer out = Files.newBufferedWriter(beside)) {
            properties.store(out, "domain = domainEpochMillis + (real - realEpochMillis) * scale");
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
