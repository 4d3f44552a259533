package io.tanda.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.payment.PaymentConfig;
import io.tanda.platform.ops.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which gateway is asked: what is wrong is said at the start, all of it, and no key with it. */
class AccessTest {
    private static final String KEY = "sk_test_" + "abcdefgh1";

    @Test
    void stripe_is_where_stripe_is() {
        Access access = read(Map.of(
                "payment.gateway.provider",
                "stripe",
                "payment.gateway.secret.key",
                KEY,
                "payment.gateway.webhook.secret",
                "whsec_" + "abcdefgh1"));
        assertThat(access.url()).hasToString("https://api.stripe.com");
        assertThat(access.authorization()).isEqualTo("Bearer " + KEY);
        assertThat(access.webhook().isSet()).isTrue();
    }

    @Test
    void toss_is_where_toss_is_and_holds_won() {
        String key = "live_gsk_" + "abcdefgh1";
        Settings settings = Settings.of(Map.of("payment.gateway.provider", "toss", "payment.gateway.secret.key", key));
        PaymentConfig config = PaymentConfig.of(settings);
        settings.check();
        assertThat(config.gateway().url()).hasToString("https://api.tosspayments.com");
        assertThat(config.gateway().authorization()).isEqualTo("Basic bGl2ZV9nc2tfYWJjZGVmZ2gxOg==");
        assertThat(config.verification().currency()).isEqualTo("KRW");
    }

    @Test
    void the_plain_shape_needs_a_place_and_no_key() {
        Access access = read(Map.of("gateway.url", "http://gateway:8070/"));
        assertThat(access.url()).hasToString("http://gateway:8070");
        assertThat(access.authorization()).isNull();
    }

    @Test
    @Tag("B7")
    void all_that_is_wrong_is_said_and_no_key() {
        Settings settings = Settings.of(Map.of(
                "payment.gateway.provider",
                "stripe",
                "gateway.url",
                "http://api.example.org",
                "payment.gateway.secret.key",
                "pk_live_" + "publicone",
                "payment.gateway.webhook.secret",
                "mistyped",
                "payment.gateway.key.hours",
                "48"));
        var unused = PaymentConfig.of(settings);
        assertThatThrownBy(settings::check)
                .hasMessageContaining("payment.gateway.secret.key")
                .hasMessageContaining("payment.gateway.webhook.secret")
                .hasMessageContaining("https")
                .hasMessageContaining("payment.gateway.key.hours")
                .message()
                .doesNotContain("publicone")
                .doesNotContain("mistyped");
    }

    @Test
    void a_key_that_is_missing_and_another_currency_are_said() {
        Map<String, String> values =
                new HashMap<>(Map.of("payment.gateway.provider", "toss", "payment.verification.currency", "USD"));
        Settings settings = Settings.of(values);
        var unused = PaymentConfig.of(settings);
        assertThatThrownBy(settings::check)
                .hasMessageContaining("TANDA_PAYMENT_GATEWAY_SECRET_KEY")
                .hasMessageContaining("payment.verification.currency");
    }

    @Test
    @Tag("B7")
    void whoever_prints_it_learns_no_key() {
        Access access = read(Map.of("payment.gateway.provider", "stripe", "payment.gateway.secret.key", KEY));
        assertThat(access.toString()).doesNotContain(KEY).contains("Secret");
    }

    private static Access read(Map<String, String> values) {
        Settings settings = Settings.of(values);
        Access access = Access.of(settings);
        settings.check();
        return access;
    }
}
