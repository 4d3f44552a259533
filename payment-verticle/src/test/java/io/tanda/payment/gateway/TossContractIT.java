package io.tanda.payment.gateway;

import io.tanda.contract.payment.GatewayToken;
import java.util.List;
import java.util.Map;

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
}
