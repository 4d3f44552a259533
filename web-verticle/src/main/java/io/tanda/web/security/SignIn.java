package io.tanda.web.security;

import io.tanda.contract.TokenRole;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** How somebody without a token gets one from this server. */
public sealed interface SignIn {
    /** In production without a provider: only who brings a token of the issuer's. */
    record Elsewhere() implements SignIn {}

    /**
     * An OpenID provider lets people in, and its access tokens are those that this API takes.
     *
     * @param check of a token, as of each that comes with a request
     */
    record Provider(IdentityProvider provider, Function<String, Tokens.Verdict> check) implements SignIn {}

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
