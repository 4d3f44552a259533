package io.tanda.web.pages;

import io.tanda.web.http.Page;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Makes a file what is sent: its type by the end of its name, its digest, its compressed form. Blocks for some milliseconds. */
final class PageMaker {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("wav", "audio/wav"));

    /** Half of SHA-256: two files of a site never share it. */
    private static final int DIGEST_BYTES = 16;

    private final PagePolicy policy;

    PageMaker(PagePolicy policy) {
        this.policy = policy;
    }

    /** @throws IllegalStateException for a name whose end says nothing of its type */
    Page page(String name, byte[] file) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) throw new IllegalStateException("nothing is known of files such as " + name);
        return new Page(type, Buffer.buffer(file), smaller(file), digest(file), policy.text());
    }

    /** Only where a tenth is saved: pictures are compressed already. */
    private static @Nullable Buffer smaller(byte[] file) {
        ByteArrayOutputStream small = new ByteArrayOutputStream(file.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return small.size() > file.length * 9 / 10 ? null : Buffer.buffer(small.toByteArray());
    }

    private static String digest(byte[] file) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(file);
            return HexFormat.of().formatHex(sha256, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
