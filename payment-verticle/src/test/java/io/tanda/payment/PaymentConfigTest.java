package io.tanda.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.platform.ops.Settings;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

public final class PaymentConfigTest {
    @Test
    @Tag("B2")
    void the_default_profile_waits_610_ms_for_the_gateway() {
        Settings settings = Settings.of(Map.of("gateway.url", "http://127.0.0.1:8070/"));
        PaymentConfig config = PaymentConfig.of(settings);
        settings.check();
        assertThat(config.timeoutMillis()).isEqualTo(610);
        assertThat(config.gateway().url()).hasToString("http://127.0.0.1:8070");
    }

    @Test
    void nonsense_is_refused_at_once_and_altogether() {
        Settings settings = Settings.of(Map.of("gateway.url", "localhost:8070", "payment.gateway.timeout.millis", "0"));
        PaymentConfig.of(settings);
        assertThatThrownBy(settings::check)
                .hasMessageContaining("gateway.url")
                .hasMessageContaining("payment.gateway.timeout.millis");
    }

    @Test
    void a_pause_is_longer_than_a_call_may_take() {
        Settings settings = Settings.of(
                Map.of("gateway.url", "http://localhost:8070", "payment.gateway.breaker.reset.millis", "610"));
        PaymentConfig.of(settings);
        assertThatThrownBy(settings::check)
                .hasMessageContaining("payment.gateway.breaker.reset.millis must be more than")
                .hasMessageContaining("(610), not 610");
    }
}
