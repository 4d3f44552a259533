package io.tanda.web.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file that browsers load, as it is sent: nothing is compressed or computed while somebody waits.
 *
 * @param contentType with its charset
 * @param plain the file
 * @param gzip the same, smaller; absent where compressing gains nothing
 * @param digest of the file, in letters and digits: its ETag
 * @param policy what a page may load (Content-Security-Policy); it counts where the file is shown as a document
 */
public record Page(
        String contentType, Buffer plain, @Nullable Buffer gzip, String digest, String policy) {
    /** Asked for each time, and answered with 304 while it is the same: a new release is seen at once, with all of its files. */
    private static final CharSequence REVALIDATE = HttpHeaders.createOptimized("no-cache");

    private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence OPENER_NAME = HttpHeaders.createOptimized("cross-origin-opener-policy");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
    private static final CharSequence PERMISSIONS_NAME = HttpHeaders.createOptimized("permissions-policy");
    /** A pick-up may be where the phone is; nothing else of a phone is used. */
    private static final CharSequence PERMISSIONS =
            HttpHeaders.createOptimized("geolocation=(self), camera=(), microphone=(), payment=(), usb=()");

    private static final CharSequence ACCEPT_ENCODING = HttpHeaders.createOptimized("accept-encoding");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
    /** gzip or *, unless it is ruled out by q=0 (RFC 9110, 12.5.3). */
    private static final Pattern TAKES_GZIP = Pattern.compile(
            "(?:^|,)\\s*(?:gzip|x-gzip|\\*)\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[0-9.]+\\s*)?(?:,|$)",
            Pattern.CASE_INSENSITIVE);

    boolean isHtml() {
        return contentType.startsWith(MediaTypes.HTML);
    }

    /** As this client takes it. An encoding has a tag of its own (RFC 9110, 8.8.3). */
    Answer.Document answer(HttpServerRequest request) {
        String taken = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        Buffer small = taken == null || !TAKES_GZIP.matcher(taken).find() ? null : gzip;
        Answer.Document document = new Answer.Document(200, small == null ? plain : small, contentType, List.of())
                .with(HttpHeaders.ETAG, '"' + digest + (small == null ? "" : "-gzip") + '"')
                .with(HttpHeaders.CACHE_CONTROL, REVALIDATE)
                .with(POLICY, policy)
                .with(OPENER_NAME, SAME_ORIGIN)
                .with(PERMISSIONS_NAME, PERMISSIONS);
        if (gzip != null) document = document.with(HttpHeaders.VARY, ACCEPT_ENCODING);
        return small == null ? document : document.with(HttpHeaders.CONTENT_ENCODING, GZIP);
    }
}
