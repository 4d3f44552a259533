package io.tanda.web.security;

import io.tanda.contract.TokenRole;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** How somebody without a token gets one from this server. */
public sealed interface SignIn {
    /** In production: only whom the token issuer has let in. */
    record Elsewhere() implements SignIn {}

    /**
     * In development, with the keys that production refuses: anybody is whoever he says.
     *
     * @param keys which can sign
     */
    record Anybody(Vertx vertx, DevKeys keys) implements SignIn {
        /** A working day, as it is lived in development. */
        public static final Duration LIFE = Duration.ofHours(12);

        /** Reads the private key on a worker. @param now real time */
        public Future<String> token(TokenRole role, UUID subject, Instant now) {
            return vertx.executeBlocking(() -> keys.mint(role, subject, now, LIFE), false);
        }
    }
}
