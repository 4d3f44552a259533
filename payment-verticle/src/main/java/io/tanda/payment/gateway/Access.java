package io.tanda.payment.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.platform.ops.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which gateway is asked, where, and who it is told that we are.
 *
 * @param url {@code http[s]://host[:port][/path]}, without a slash at its end
 * @param key that proves to the gateway who asks
 * @param webhook that proves to us that a webhook is the gateway's; none: webhooks are turned away, where they would be signed
 */
public record Access(Kind kind, URI url, Secret key, Secret webhook) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final String ENDPOINT = "the signing secret of the webhook endpoint";

    /** What is spoken. */
    public enum Kind {
        /** Ours; it knows no keys, and says itself how long it keeps idempotency keys: 30 days at most. */
        PLAIN("", "", 720),
        /** Keys of a day are as many as it promises to keep. */
        STRIPE("https://api.stripe.com", "(sk|rk)_(test|live)_[A-Za-z0-9]{8,240}", 24),
        /** It keeps keys for 15 days. */
        TOSS("https://api.tosspayments.com", "(test|live)_g?sk_[A-Za-z0-9]{8,240}", 360);

        private final String url;
        private final String keyForm;
        private final int keyHours;

        Kind(String url, String keyForm, int keyHours) {
            this.url = url;
            this.keyForm = keyForm;
            this.keyHours = keyHours;
        }

        /** The longest that an idempotency key may be relied on. */
        public int keyHours() {
            return keyHours;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Kind of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }

        private static List<String> names() {
            return Arrays.stream(values()).map(Kind::wireName).toList();
        }
    }

    public static Access of(Settings settings) {
        Kind kind = Kind.of(settings.oneOf("payment.gateway.provider", Kind.PLAIN.wireName(), Kind.names()));
        URI url = url(settings, kind);
        Secret key = Secret.NONE;
        Secret webhook = Secret.NONE;
        if (kind != Kind.PLAIN) {
            String expected = "the secret key of " + kind.wireName();
            key = secret(
                    settings,
                    "payment.gateway.secret.key",
                    settings.text("payment.gateway.secret.key", null, expected),
                    kind.keyForm,
                    expected);
            if (url.getScheme().equals("http") && !LOOPBACK.contains(url.getHost()))
                settings.problem(
                        "gateway.url must be https, or on this machine: the secret key goes with each request");
        }
        if (kind == Kind.STRIPE)
            webhook = secret(
                    settings,
                    "payment.gateway.webhook.secret",
                    settings.text("payment.gateway.webhook.secret", "", ENDPOINT),
                    "whsec_[A-Za-z0-9+/=]{8,240}",
                    ENDPOINT);
        return new Access(kind, url, key, webhook);
    }

    /** Of each request; absent: none is asked for. */
    @Nullable
    String authorization() {
        return switch (kind) {
            case PLAIN -> null;
            case STRIPE -> "Bearer " + key.value();
            case TOSS -> "Basic " + Base64.getEncoder().encodeToString((key.value() + ":").getBytes(UTF_8));
        };
    }

    private static Secret secret(Settings settings, String name, String read, String form, String expected) {
        String value = read.strip();
        if (!value.isEmpty() && !value.matches(form))
            // What is wrong may be nearly right: it is not repeated.
            settings.problem(name + " (" + Settings.environmentName(name) + ") is not " + expected
                    + ", which looks like " + form);
        return new Secret(value);
    }

    private static URI url(Settings settings, Kind kind) {
        String expected = "http[s]://host[:port] of the payment gateway";
        String text = settings.text("gateway.url", kind.url.isEmpty() ? null : kind.url, expected);
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null)
                return uri;
        } catch (URISyntaxException e) {
            // reported below
        }
        if (!text.isEmpty()) settings.problem("gateway.url must be " + expected + ", not \"" + text + "\"");
        return URI.create("http://localhost");
    }
}
