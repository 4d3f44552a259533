package io.tanda.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.charge.domain.GatewayAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In Stripe's words. */
class StripeContractIT extends GatewayContract {
    @Override
    Map<String, String> settings(String url) {
        return Map.of(
                "gateway.url",
                url + "/stripe",
                "payment.gateway.provider",
                "stripe",
                "payment.gateway.secret.key",
                "sk_test_" + "simulated1");
    }

    @Override
    GatewayToken token(String what) {
        return new GatewayToken("cus_rider1:pm_" + what);
    }

    @Override
    String currency() {
        return "USD";
    }

    @Override
    String noMoney() {
        return "insufficient_funds";
    }

    @Override
    String lastFour() {
        return "4242";
    }

    @Override
    List<String> verificationLedgers() {
        return List.of("/v1/ledger/authorizations", "/v1/ledger/voids");
    }

    @Test
    void what_was_charged_is_found_also_when_its_key_is_forgotten() {
        GatewayAnswer charged = charge();
        forgetKeys();
        assertThat(lookUp()).isEqualTo(charged).isInstanceOf(GatewayAnswer.Captured.class);
    }
}
