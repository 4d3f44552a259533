package io.tanda.payment.gateway.toss;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.payment.GatewayNews;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.gateway.Told;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Toss tells is not signed: at most the key of a charge comes out of it. */
class TossWebhookTest {
    private final Claim claim = Given.newClaim();
    private final String key = Gateway.key(claim, 2);

    @Test
    void an_order_is_the_key_of_a_charge() {
        assertThat(told("{\"eventType\":\"PAYMENT_STATUS_CHANGED\",\"data\":{\"orderId\":\"" + TossProvider.order(key)
                        + "\",\"status\":\"DONE\"}}"))
                .isEqualTo(new Told.About(key));
    }

    @Test
    void what_is_no_order_of_ours_is_about_nothing() {
        for (String body : List.of(
                "",
                "[]",
                "{",
                "{\"data\":1}",
                "{\"data\":{\"orderId\":7}}",
                "{\"data\":{\"orderId\":\"verify_" + claim.ride() + "\"}}",
                "{\"data\":{\"orderId\":\"pay_x_fare_1\"}}",
                "{\"data\":{\"orderId\":\"" + TossProvider.order(key) + "_1\"}}"))
            assertThat(told(body)).as(body).isEqualTo(new Told.Nothing());
    }

    private static Told told(String body) {
        return TossProvider.told(new GatewayNews("toss", null, body));
    }
}
