package io.tanda.web.security;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;

/** Where the public keys are that tokens are checked with. Reading blocks. */
public sealed interface KeySource {
    /** The folder of {@link DevKeys}: one key, in PEM. */
    record Folder(DevKeys keys) implements KeySource {
        @Override
        public JWKSet read() throws IOException {
            return new JWKSet(new ECKey.Builder(Curve.P_256, keys.publicKey()).build());
        }
    }

    /** A JWK Set (RFC 7517) in a file that somebody else keeps. */
    record File(Path path) implements KeySource {
        @Override
        public JWKSet read() throws IOException {
            try {
                return usable(JWKSet.load(path.toFile()));
            } catch (ParseException e) {
                throw new IOException("no JWK Set", e);
            }
        }
    }

    /** A JWK Set at its issuer's. */
    record Address(URI uri) implements KeySource {
        private static final int TIME_LIMIT_MILLIS = 5_000;
        /** Some hundred keys. */
        private static final int MAX_BYTES = 64 * 1024;

        @Override
        public JWKSet read() throws IOException {
            try {
                URL url = uri.toURL();
                return usable(JWKSet.load(url, TIME_LIMIT_MILLIS, TIME_LIMIT_MILLIS, MAX_BYTES));
            } catch (ParseException e) {
                throw new IOException("no JWK Set", e);
            }
        }
    }

    /** More keys than any issuer rolls over at once: each is tried for a token that names none. */
    int MAX_KEYS = 16;

    /** @throws IOException when they cannot be read, or are no P-256 keys */
    JWKSet read() throws IOException;

    /** The set's public P-256 keys; what is of another kind is for others. */
    private static JWKSet usable(JWKSet set) throws IOException {
        if (set.getKeys().stream().anyMatch(JWK::isPrivate))
            throw new IOException("it holds a private key: a server must not be able to sign tokens");
        List<JWK> keys = set.getKeys().stream()
                .filter(key -> key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256))
                .toList();
        if (keys.isEmpty() || keys.size() > MAX_KEYS)
            throw new IOException("it must hold 1 to " + MAX_KEYS + " P-256 keys, not " + keys.size());
        return new JWKSet(keys);
    }
}
