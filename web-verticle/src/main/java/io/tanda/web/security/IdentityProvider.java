package io.tanda.web.security;

import io.tanda.platform.ops.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who lets people in: an OpenID provider, by a code for a token with proof of who asked (RFC 6749, 4.1; RFC 7636). What it is, and where, it
 * says itself (OpenID Connect Discovery 1.0), and is asked when somebody signs in first: this server starts without it.
 *
 * <p>Used on one event loop; not safe for several threads.
 */
public final class IdentityProvider {
    /** A person waits for it. */
    private static final int TIME_LIMIT_SECONDS = 5;
    /** 256 bits, as RFC 7636, 7.1 asks for. */
    private static final int RANDOM_BYTES = 32;
    /** Characters of a state and of a verifier. */
    public static final int SECRET_CHARACTERS = 43;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /**
     * @param issuer where it is, and who its tokens are of
     * @param secret of this client; blank: it has none
     * @param redirect where it sends people back to: the page {@code /signed-in/} of this server, as browsers reach it
     */
    public record Config(URI issuer, String clientId, String secret, URI redirect, List<String> scopes) {
        /** Never shows the secret. */
        @Override
        public String toString() {
            return "Config[" + issuer + ", " + clientId + "]";
        }

        /** Reads {@code oidc.*}. @return absent: there is no provider */
        public static Optional<Config> of(Settings settings, boolean production) {
            String issuer = settings.text("oidc.issuer", "", "the address of an OpenID provider");
            String client = settings.text("oidc.client.id", "", "what the OpenID provider knows this server by");
            String secret = settings.text("oidc.client.secret", "", "what it proves this server by");
            String redirect = settings.text("oidc.redirect", "", "where /signed-in/ is for browsers");
            String scopes = settings.text("oidc.scopes", "openid", "what is asked for, parted by spaces");
            if (issuer.isBlank()) return Optional.empty();
            URI site = address(settings, "oidc.issuer", issuer, production);
            URI back = address(settings, "oidc.redirect", redirect, production);
            if (back != null && !back.getPath().equals("/signed-in/"))
                settings.problem(
                        "oidc.redirect (TANDA_OIDC_REDIRECT) is " + redirect + ", which must end in /signed-in/");
            if (client.isBlank())
                settings.problem(
                        "oidc.client.id (TANDA_OIDC_CLIENT_ID) is missing: what the OpenID provider knows this server by");
            if (site == null || back == null) return Optional.empty();
            return Optional.of(new Config(
                    site, client, secret, back, Arrays.asList(scopes.strip().split(" +"))));
        }

        private static @Nullable URI address(Settings settings, String key, String value, boolean production) {
            try {
                URI uri = URI.create(value);
                boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && !production);
                if (safe && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) return uri;
            } catch (IllegalArgumentException e) {
                // said below
            }
            settings.problem(key + " (TANDA_" + key.toUpperCase(Locale.ROOT).replace('.', '_') + ") is "
                    + (value.isBlank() ? "missing" : value)
                    + ": an address with https (http in development), without a query");
            return null;
        }
    }

    /**
     * What somebody takes along to the provider and brings back.
     *
     * @param state proves that the browser which comes back is the one that went
     * @param verifier proves that who exchanges the code is who asked for it
     * @param at where the provider asks who it is
     */
    public record Begun(String state, String verifier, String at) {}

    private final Vertx vertx;
    private final Config config;
    private @Nullable Future<OAuth2Auth> found;

    public IdentityProvider(Vertx vertx, Config config) {
        this.vertx = vertx;
        this.config = config;
    }

    /** Fails while the provider cannot be reached, and looks for it again the next time. */
    private Future<OAuth2Auth> provider() {
        Future<OAuth2Auth> known = found;
        if (known != null && !known.failed()) return known;
        OAuth2Options options = new OAuth2Options()
                .setSite(config.issuer().toString())
                .setClientId(config.clientId())
                .setHttpClientOptions(new HttpClientOptions()
                        .setConnectTimeout(TIME_LIMIT_SECONDS * 1_000)
                        .setReadIdleTimeout(TIME_LIMIT_SECONDS));
        if (!config.secret().isBlank()) options.setClientSecret(config.secret());
        Future<OAuth2Auth> looked = OpenIDConnectAuth.discover(vertx, options);
        found = looked;
        return looked;
    }

    /** Where somebody is to go. */
    public Future<Begun> begin() {
        String state = random();
        String verifier = random();
        return provider()
                .map(provider -> new Begun(
                        state,
                        verifier,
                        provider.authorizeURL(new OAuth2AuthorizationURL()
                                .setRedirectUri(config.redirect().toString())
                                .setScopes(config.scopes())
                                .setState(state)
                                .setCodeChallenge(challenge(verifier))
                                .setCodeChallengeMethod("S256"))));
    }

    /** @param code that the provider gave to who was let in @return the access token; nothing of it is checked yet */
    public Future<String> token(String code, String verifier) {
        return provider()
                .compose(provider -> provider.authenticate(new Oauth2Credentials()
                        .setFlow(OAuth2FlowType.AUTH_CODE)
                        .setCode(code)
                        .setCodeVerifier(verifier)
                        .setRedirectUri(config.redirect().toString())))
                .map(user -> {
                    String token = user.principal().getString("access_token");
                    if (token == null) throw new IllegalStateException("the OpenID provider gave no access token");
                    return token;
                });
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
