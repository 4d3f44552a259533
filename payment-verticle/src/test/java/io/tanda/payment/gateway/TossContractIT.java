package io.tanda.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.charge.domain.GatewayAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In the words of Toss Payments. */
class TossContractIT extends GatewayContract {
    @Override
    Map<String, String> settings(String url) {
        return Map.of(
                "gateway.url",
                url + "/toss",
                "payment.gateway.provider",
                "toss",
                "payment.gateway.secret.key",
                "test_sk_" + "simulated1");
    }

    @Override
    GatewayToken token(String what) {
        return new GatewayToken("bill_" + what);
    }

    @Override
    String currency() {
        return "KRW";
    }

    @Override
    String noMoney() {
        return "REJECT_CARD_PAYMENT";
    }

    @Override
    String lastFour() {
        return "424*";
    }

    @Override
    List<String> verificationLedgers() {
        return List.of("/v1/ledger", "/v1/ledger/refunds");
    }

    @Test
    void an_order_is_paid_once_also_when_its_key_is_forgotten() {
        GatewayAnswer charged = charge();
        forgetKeys();
        assertThat(charge()).as("looked up next").isInstanceOf(GatewayAnswer.NoAnswer.class);
        assertThat(lookUp()).isEqualTo(charged).isInstanceOf(GatewayAnswer.Captured.class);
        assertThat(ledger("/v1/ledger")).hasSize(1);
    }
}
