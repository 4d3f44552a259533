package io.tanda.web;

import com.nimbusds.jose.jwk.JWKSet;
import io.tanda.platform.ops.Settings;
import io.tanda.web.http.RateLimits;
import io.tanda.web.security.DevKeys;
import io.tanda.web.security.IdentityProvider;
import io.tanda.web.security.KeySource;
import io.tanda.web.security.SignIn;
import io.tanda.web.security.Tokens;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * @param host the address to listen on
 * @param port 0 = any free one
 * @param keySource where the keys are of whoever signs the callers' tokens
 * @param keys as they were read at start
 * @param keysRefreshSeconds how often they are read again: a key that was taken away still counts for so long
 * @param issuer whose tokens count
 * @param limits how often somebody may ask
 * @param corsOrigins web pages that may call, such as {@code https://app.example.org}; none by default
 * @param provider who lets people in; absent: who has a token brings it
 * @param development whether keys may be such that this server can sign with
 */
public record WebConfig(
        String host,
        int port,
        KeySource keySource,
        JWKSet keys,
        int keysRefreshSeconds,
        String issuer,
        RateLimits limits,
        Set<String> corsOrigins,
        Optional<IdentityProvider.Config> provider,
        boolean development) {
    private static final Logger log = LoggerFactory.getLogger(WebConfig.class);

    /** Blocks: keys are read and may be made. @throws IllegalStateException naming everything that is wrong */
    public static WebConfig of(Settings settings) {
        String host = settings.text("http.host", "127.0.0.1", "an address of this machine");
        int port = settings.number("http.port", 8080, 0, 65_535);
        boolean production =
                !settings.text("profile", "production", "dev or production").equals("dev");
        RateLimits limits = RateLimits.of(settings);
        int refreshSeconds = settings.number("tokens.refresh.seconds", 60, 1, 86_400);
        String issuer = settings.text("tokens.issuer", Tokens.ISSUER, "who issues the callers' tokens: their iss");
        Set<String> origins = Stream.of(settings.text("cors.origins", "", "origins, parted by commas")
                        .split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        for (String origin : origins) {
            if (!origin.matches("https?://[a-zA-Z0-9.:\\[\\]-]+"))
                settings.problem("cors.origins (TANDA_CORS_ORIGINS) holds \"" + origin
                        + "\", which is no origin: scheme://host[:port], and no *");
        }
        Optional<IdentityProvider.Config> provider = IdentityProvider.Config.of(settings, production);
        String jwks = settings.text("tokens.jwks", "", "a file, or an address");
        KeySource source = jwks.isEmpty() ? folder(settings, production) : jwks(settings, jwks, production);
        JWKSet keys = source == null ? null : read(settings, source, jwks);
        settings.check();
        if (source == null || keys == null)
            throw new IllegalStateException("configuration: no key to check tokens with");
        return new WebConfig(host, port, source, keys, refreshSeconds, issuer, limits, origins, provider, !production);
    }

    /** Whoever holds development keys can be anybody already; where none can be signed with, tokens come from elsewhere. */
    SignIn signIn(Vertx vertx, Tokens tokens) {
        if (provider.isPresent())
            return new SignIn.Provider(new IdentityProvider(vertx, provider.get()), tokens::check);
        return development
                        && keySource instanceof KeySource.Folder folder
                        && folder.keys().holdPrivateKey()
                ? new SignIn.Anybody(vertx, folder.keys())
                : new SignIn.Elsewhere();
    }

    private static @Nullable KeySource jwks(Settings settings, String where, boolean production) {
        if (!where.contains("://")) return new KeySource.File(Path.of(where));
        // Whoever can change what is read here can be anybody.
        boolean open = where.startsWith("http://") && !production;
        if (open || where.startsWith("https://")) {
            try {
                return new KeySource.Address(URI.create(where));
            } catch (IllegalArgumentException e) {
                // said below
            }
        }
        settings.problem("tokens.jwks (TANDA_TOKENS_JWKS) is " + where
                + ", which is neither a file nor an address with https (http in development)");
        return null;
    }

    private static @Nullable KeySource folder(Settings settings, boolean production) {
        String folder = settings.text(
                "keys.dir", null, "the folder with " + DevKeys.PUBLIC_FILE + ", unless tokens.jwks names the keys");
        if (folder.isEmpty()) return null;
        DevKeys keys = new DevKeys(Path.of(folder));
        try {
            if (production) {
                refuseDevelopmentKeys(settings, keys, folder);
            } else if (keys.ensure()) {
                log.warn(
                        "development keys were made in {}: whoever can read {} can be anybody. Never use them in"
                                + " production",
                        folder,
                        DevKeys.PRIVATE_FILE);
            }
        } catch (IOException e) {
            // What cannot be looked at cannot be read either, and that is said once.
            log.debug("{} cannot be looked at", folder, e);
        }
        return new KeySource.Folder(keys);
    }

    private static @Nullable JWKSet read(Settings settings, KeySource source, String jwks) {
        try {
            return source.read();
        } catch (IOException e) {
            settings.problem(
                    switch (source) {
                        case KeySource.Folder folder ->
                            "keys.dir (TANDA_KEYS_DIR) is " + folder.keys().folder() + ", where " + DevKeys.PUBLIC_FILE
                                    + " must be a P-256 public key in PEM: " + e.getMessage();
                        case KeySource.File file -> flaw(jwks, e);
                        case KeySource.Address address -> flaw(jwks, e);
                    });
            return null;
        }
    }

    private static String flaw(String jwks, IOException failure) {
        return "tokens.jwks (TANDA_TOKENS_JWKS) is " + jwks + ", which must be a JWK Set with public P-256 keys: "
                + failure.getMessage();
    }

    private static void refuseDevelopmentKeys(Settings settings, DevKeys keys, String folder) throws IOException {
        if (keys.areForDevelopment())
            settings.problem("keys.dir (TANDA_KEYS_DIR) is " + folder
                    + ", which holds development keys: production needs the public key of your token issuer");
        if (keys.holdPrivateKey())
            settings.problem("keys.dir (TANDA_KEYS_DIR) is " + folder + ", which holds " + DevKeys.PRIVATE_FILE
                    + ": a server in production must not be able to sign tokens");
    }
}
