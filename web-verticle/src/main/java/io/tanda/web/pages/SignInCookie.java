package io.tanda.web.pages;

import io.tanda.web.http.Answer;
import io.tanda.web.http.SessionCookies;
import io.tanda.web.security.IdentityProvider;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;

/**
 * What a browser keeps while its user is at the identity provider: state and verifier, which no script can read and no page of another site
 * has sent along. The server keeps nothing of it.
 *
 * @param cookies how all are sent
 */
record SignInCookie(SessionCookies cookies) {
    /** A person finds his telephone and types a code. */
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final String NAME = "tanda-sign-in";
    private static final char PART = '.';

    Answer.Header begin(IdentityProvider.Begun begun) {
        return cookies.header(NAME, begun.state() + PART + begun.verifier(), LIFE.toSeconds());
    }

    Answer.Header end() {
        return cookies.header(NAME, "", 0);
    }

    /** @param state that the provider has sent back @return the verifier; empty where this browser has not begun with that state */
    Optional<String> verifier(MultiMap headers, String state) {
        String prefix = cookies.named(NAME) + "=" + state + PART;
        int length = prefix.length() + IdentityProvider.SECRET_CHARACTERS;
        for (String line : headers.getAll(HttpHeaders.COOKIE))
            for (String pair : line.split(";")) {
                String cookie = pair.strip();
                if (cookie.length() == length && startsWith(cookie, prefix))
                    return Optional.of(cookie.substring(prefix.length()));
            }
        return Optional.empty();
    }

    /** In the same time wherever the two differ. */
    private static boolean startsWith(String cookie, String prefix) {
        return MessageDigest.isEqual(
                cookie.substring(0, prefix.length()).getBytes(StandardCharsets.UTF_8),
                prefix.getBytes(StandardCharsets.UTF_8));
    }
}
