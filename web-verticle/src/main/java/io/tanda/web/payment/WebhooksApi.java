package io.tanda.web.payment;

import static io.tanda.web.http.Operation.post;

import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.web.api.Asking;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.vertx.core.Future;
import java.util.List;

/**
 * What payment gateways tell by themselves. They have no tokens of ours: payment looks at their signature, or believes nothing, and what
 * is told only leads to a question to the gateway.
 */
final class WebhooksApi {
    /** Of Stripe; others send none. */
    private static final String SIGNATURE = "Stripe-Signature";

    private final Asking asking;

    WebhooksApi(Asking asking) {
        this.asking = asking;
    }

    List<Operation> operations() {
        return List.of(post("hearGateway", "/v1/webhooks/{provider}")
                .byAnybody()
                .takes(Body.REQUIRED)
                .answeredBy(this::hear));
    }

    private Future<Answer> hear(HttpCall call) {
        return Asking.with(
                PaymentBodies.news(call.body(), call.parameter(), call.headers().get(SIGNATURE)),
                news -> asking.ask(PaymentAddresses.GATEWAY_NEWS, call, news, heard -> Answer.json(200, heard)));
    }
}
