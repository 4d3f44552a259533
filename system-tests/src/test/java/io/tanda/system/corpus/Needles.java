package io.tanda.system.corpus;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Texts that must be nowhere, looked for in bytes of any kind: as files have them, and as a JVM has them in its memory. */
final class Needles {
    private static final List<Charset> CHARSETS = List.of(UTF_8, UTF_16LE, UTF_16BE);
    private static final int CHUNK_BYTES = 1 << 20;

    private final Map<byte[], String> needles = new LinkedHashMap<>();
    private final int longest;

    Needles(List<String> texts) {
        int most = 0;
        for (String text : texts)
            for (Charset charset : CHARSETS) {
                byte[] bytes = text.getBytes(charset);
                needles.put(bytes, text + " as " + charset);
                most = Math.max(most, bytes.length);
            }
        longest = most;
    }

    /** Which of them are in it. */
    Set<String> in(byte[] bytes) {
        return in(bytes, bytes.length);
    }

    Set<String> in(Path file) throws IOException {
        Set<String> found = new TreeSet<>();
        byte[] chunk = new byte[CHUNK_BYTES + longest];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.readNBytes(chunk, kept, CHUNK_BYTES);
                    read > 0;
                    read = in.readNBytes(chunk, kept, CHUNK_BYTES)) {
                int filled = kept + read;
                found.addAll(in(chunk, filled));
                // What begins at the end of a chunk is found in the next.
                kept = Math.min(longest, filled);
                System.arraycopy(chunk, filled - kept, chunk, 0, kept);
            }
        }
        return found;
    }

    private Set<String> in(byte[] bytes, int length) {
        Set<String> found = new TreeSet<>();
        List<byte[]> sought = new ArrayList<>(needles.keySet());
        for (int at = 0; at < length; at++)
            for (byte[] needle : sought)
                if (bytes[at] == needle[0] && isAt(bytes, length, at, needle)) {
                    String what = needles.get(needle);
                    if (what != null) found.add(what);
                }
        return found;
    }

    private static boolean isAt(byte[] bytes, int length, int at, byte[] needle) {
        if (at + needle.length > length) return false;
        for (int i = 0; i < needle.length; i++) if (bytes[at + i] != needle[i]) return false;
        return true;
    }
}
