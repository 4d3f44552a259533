package io.tanda.notify;

import io.tanda.contract.notify.Language;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.ops.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which language receivers are told who did not choose one, how often, and by which channels besides inbox, stream and webhook.
 *
 * @param tries of one notice by one channel
 * @param tooOldMinutes domain time after which a notice does not go out any more
 * @param plainWebhooks webhooks may be without TLS and in networks of our own: for development
 * @param webhookSecret that webhooks' notices are signed by; blank: they are not
 * @param mail absent: nobody is told by mail
 * @param sms absent: nobody is told by SMS
 * @param kakaoTalk absent: nobody is told by KakaoTalk
 */
public record NotifyConfig(
        Language language,
        int tries,
        int tooOldMinutes,
        boolean plainWebhooks,
        String webhookSecret,
        @Nullable Mail mail,
        @Nullable Provider sms,
        @Nullable Provider kakaoTalk) {

    private static final int SECRET_MIN_CHARACTERS = 32;
    private static final String PROVIDER = "http[s]://host[:port] of the provider";
    private static final String TOKEN = "the provider's token";
    private static final String SENDER = "what the provider knows us by";

    /** @param tls STARTTLS is required @param user blank: without a login */
    public record Mail(String host, int port, boolean tls, String user, String password, String from) {
        /** Never shows the password. */
        @Override
        public String toString() {
            return "Mail[" + host + ":" + port + ", " + user + "]";
        }
    }

    /**
     * Of messages.
     *
     * @param url {@code http[s]://host[:port]}
     * @param token its bearer token
     * @param sender what it knows us by
     */
    public record Provider(URI url, String token, String sender) {
        /** Never shows the token. */
        @Override
        public String toString() {
            return "Provider[" + url + ", " + sender + "]";
        }
    }

    /** Never shows what notices are signed by. */
    @Override
    public String toString() {
        return "NotifyConfig[" + language + ", " + mail + ", " + sms + ", " + kakaoTalk + "]";
    }

    public static NotifyConfig of(Settings settings) {
        var unused = KafkaConfig.of(settings);
        List<String> tags = Arrays.stream(Language.values()).map(Language::tag).toList();
        return new NotifyConfig(
                Language.of(settings.oneOf("notify.language", Language.ENGLISH.tag(), tags)),
                settings.number("notify.tries", 8, 1, 20),
                settings.number("notify.too-old.minutes", 60, 1, 1_440),
                settings.flag("notify.webhook.plain", false),
                webhookSecret(settings),
                mail(settings),
                provider(
                        settings,
                        "notify.sms",
                        settings.text("notify.sms.url", "", PROVIDER),
                        settings.text("notify.sms.token", "", TOKEN),
                        settings.text("notify.sms.sender", "", SENDER)),
                provider(
                        settings,
                        "notify.kakaotalk",
                        settings.text("notify.kakaotalk.url", "", PROVIDER),
                        settings.text("notify.kakaotalk.token", "", TOKEN),
                        settings.text("notify.kakaotalk.sender", "", SENDER)));
    }

    private static String webhookSecret(Settings settings) {
        String secret = settings.text("notify.webhook.secret", "", "what notices are signed by");
        if (!secret.isBlank() && secret.length() < SECRET_MIN_CHARACTERS)
            settings.problem("notify.webhook.secret is too short: at least " + SECRET_MIN_CHARACTERS + " characters");
        return secret;
    }

    private static @Nullable Mail mail(Settings settings) {
        String host = settings.text("notify.mail.host", "", "a mail server's name");
        int port = settings.number("notify.mail.port", 587, 1, 65_535);
        boolean tls = settings.oneOf("notify.mail.tls", "require", List.of("off", "require"))
                .equals("require");
        String user = settings.text("notify.mail.user", "", "a user of the mail server");
        String password = settings.text("notify.mail.password", "", "that user's password");
        String from = settings.text("notify.mail.from", "", "an address");
        if (host.isBlank()) return null;
        if (from.isBlank()) settings.problem("notify.mail.from is missing: the address that mail comes from");
        return new Mail(host, port, tls, user, password, from);
    }

    private static @Nullable Provider provider(
            Settings settings, String keys, String url, String token, String sender) {
        if (url.isBlank()) return null;
        if (sender.isBlank()) settings.problem(keys + ".sender is missing: " + SENDER);
        try {
            URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null)
                return new Provider(uri, token, sender);
        } catch (URISyntaxException e) {
            // reported below
        }
        settings.problem(keys + ".url must be " + PROVIDER + ", not \"" + url + "\"");
        return null;
    }
}
