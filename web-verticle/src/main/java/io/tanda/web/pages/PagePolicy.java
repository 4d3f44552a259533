package io.tanda.web.pages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page may load (Content Security Policy Level 3): its own server's files, and pictures of the map from a tile server where one is
 * configured. No script or style is taken from within a page, with one exception: an import map cannot be a file, so those that a page of
 * ours holds are named by their digest.
 */
final class PagePolicy {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script\\s+type=\"importmap\"\\s*>(?<map>[^<]*)</script>", Pattern.CASE_INSENSITIVE);

    private final String images;

    /** @param tileServer an origin such as {@code https://*.tile.example.org}; blank where there is none */
    PagePolicy(String tileServer) {
        images = tileServer.isBlank() ? "'self' data:" : "'self' data: " + tileServer;
    }

    /** @param html the page; empty for what is none */
    String of(String html) {
        StringBuilder scripts = new StringBuilder("'self'");
        Matcher maps = IMPORT_MAP.matcher(html);
        while (maps.find())
            scripts.append(" 'sha256-").append(digest(maps.group("map"))).append('\'');
        return "default-src 'self'; script-src " + scripts + "; style-src 'self'; img-src " + images
                + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    private static String digest(String script) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
