package io.tanda.web.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request comes from a page of this server, as a browser tells it and no page can change: by {@code Sec-Fetch-Site} (Fetch
 * Metadata Request Headers, 2.4), or where that is missing (an older browser, an open line) by {@code Origin} (RFC 6454, 7).
 *
 * @param secure whether pages of this server are only ever loaded over TLS
 */
public record SameOrigin(boolean secure) {
    private static final CharSequence SITE = HttpHeaders.createOptimized("sec-fetch-site");
    private static final String SAME = "same-origin";
    /** Typed, or a bookmark: no page at all. */
    private static final String NONE = "none";

    /** Certainly from a page of ours. What tells nothing of itself is not. */
    public boolean isProven(MultiMap headers) {
        String site = headers.get(SITE);
        if (site != null) return site.equals(SAME);
        String origin = headers.get(HttpHeaders.ORIGIN);
        return origin != null && isOurs(origin, headers.get(HttpHeaders.HOST));
    }

    /** Certainly from a page of somebody else. A client that is no browser tells nothing, and is not. */
    public boolean isForeign(MultiMap headers) {
        String site = headers.get(SITE);
        if (site != null) return !site.equals(SAME) && !site.equals(NONE);
        String origin = headers.get(HttpHeaders.ORIGIN);
        return origin != null && !isOurs(origin, headers.get(HttpHeaders.HOST));
    }

    private boolean isOurs(String origin, @Nullable String host) {
        if (host == null) return false;
        return origin.equalsIgnoreCase("https://" + host) || (!secure && origin.equalsIgnoreCase("http://" + host));
    }
}
