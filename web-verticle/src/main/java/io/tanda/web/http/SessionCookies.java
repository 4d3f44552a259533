package io.tanda.web.http;

import io.tanda.contract.TokenRole;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The sessions of browsers: the same signed token that other clients send as a bearer, in a cookie that no script can read. A browser may
 * have one for each role, so that one person can look at a ride from all sides; the header {@code Tanda-Session} says which one is meant.
 * Where there is only one, nothing needs to be said.
 *
 * @param secure whether cookies go over TLS only; then the prefix of their name holds browsers to that (RFC 6265bis, 4.1.3.2)
 */
public record SessionCookies(boolean secure) {
    /** A role; a page of another origin could not send it unnoticed. */
    public static final CharSequence WHICH = HttpHeaders.createOptimized("tanda-session");

    private static final String NAME = "tanda-session-";
    private static final String SECURE = "__Host-";

    /** What a request's cookies hold. */
    sealed interface Found {
        record None() implements Found {}

        /** More than one, and none of them was named. */
        record Several() implements Found {}

        record One(String token) implements Found {}
    }

    /** The session that is meant. */
    Found find(MultiMap headers) {
        String which = headers.get(WHICH);
        List<String> tokens = new ArrayList<>(1);
        for (TokenRole role : TokenRole.values())
            if (which == null || which.equals(role.claim())) tokens.addAll(all(headers, role));
        return switch (tokens.size()) {
            case 0 -> new Found.None();
            case 1 -> new Found.One(tokens.getFirst());
            default -> new Found.Several();
        };
    }

    /** Whether there is a session of this role. */
    public boolean has(MultiMap headers, TokenRole role) {
        return !all(headers, role).isEmpty();
    }

    /** By hand, for the router's own reading forgets all but one of two cookies of a name: then it is not known which counts. */
    private List<String> all(MultiMap headers, TokenRole role) {
        String prefix = name(role) + "=";
        List<String> values = new ArrayList<>(1);
        for (String line : headers.getAll(HttpHeaders.COOKIE))
            for (String pair : line.split(";"))
                if (pair.strip().startsWith(prefix)) values.add(pair.strip().substring(prefix.length()));
        return values;
    }

    /** The header that begins a session. @param validFor the token's life */
    public Answer.Header begin(TokenRole role, String token, Duration validFor) {
        return header(role, token, validFor.toSeconds());
    }

    /** The header that ends one. */
    public Answer.Header end(TokenRole role) {
        return header(role, "", 0);
    }

    private Answer.Header header(TokenRole role, String token, long seconds) {
        return header(NAME + role.claim(), token, seconds);
    }

    /** A cookie that no script can read, and no page of another site has sent along. @param seconds that it lives; 0 ends it */
    public Answer.Header header(String name, String value, long seconds) {
        String cookie = Cookie.cookie(named(name), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(seconds)
                .encode();
        return new Answer.Header(HttpHeaders.SET_COOKIE, cookie);
    }

    private String name(TokenRole role) {
        return named(NAME + role.claim());
    }

    /** As it is sent. */
    public String named(String name) {
        return secure ? SECURE + name : name;
    }
}
