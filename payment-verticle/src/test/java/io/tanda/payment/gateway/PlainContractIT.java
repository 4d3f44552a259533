package io.tanda.payment.gateway;

import io.tanda.contract.payment.GatewayToken;
import java.util.List;
import java.util.Map;

/** The shape that is ours. */
class PlainContractIT extends GatewayContract {
    @Override
    Map<String, String> settings(String url) {
        return Map.of("gateway.url", url);
    }

    @Override
    GatewayToken token(String what) {
        return new GatewayToken("tok_" + what);
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
}
