package io.tanda.payment.gateway;

import io.tanda.contract.Money;
import io.tanda.contract.Wire;
import io.tanda.payment.refund.application.Gateway;
import io.tanda.payment.refund.domain.Order;
import io.tanda.payment.refund.domain.RefundAnswer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;

/** The gateway's refunds over HTTP. */
public final class HttpRefunds implements Gateway {
    private static final GuardedCalls.Unanswered<RefundAnswer> UNANSWERED =
            new GuardedCalls.Unanswered<>(RefundAnswer.NoAnswer::new, RefundAnswer.NotCalled::new);

    /** @param charge the gateway's own id of what it took */
    private record Body(String charge, Money amount) {}

    private final GatewayClient client;
    private final GuardedCalls<RefundAnswer> refunding;

    public HttpRefunds(GatewayClient client) {
        this.client = client;
        this.refunding = client.calls("refund", UNANSWERED);
    }

    /** What comes late is found by the next call with the same key. */
    @Override
    public Future<RefundAnswer> refund(Order order) {
        String key = Gateway.key(order);
        Body body = new Body(order.captured(), order.amount());
        return refunding.call(
                () -> client.post("/v1/refunds", key).sendBuffer(Buffer.buffer(Wire.encode(body))),
                response -> answer(order, response),
                late -> {});
    }

    @Override
    public Future<RefundAnswer> lookUp(Order order) {
        String key = Gateway.key(order);
        return refunding.call(
                () -> client.get("/v1/refunds/" + key).send(),
                response -> response.statusCode() == 404 ? new RefundAnswer.NeverSeen() : answer(order, response),
                late -> {});
    }

    private static RefundAnswer answer(Order order, HttpResponse<Buffer> response) {
        Said.Asked asked = new Said.Asked(Gateway.key(order), "charge", order.captured(), order.amount());
        return switch (Said.in(response, "refunded", "refused", asked)) {
            case Said.Done done -> new RefundAnswer.Made(done.reference());
            case Said.Refused refused -> new RefundAnswer.Refused(refused.code());
            case Said.Other other -> new RefundAnswer.Different(other.detail());
            case Said.NotUnderstood not -> new RefundAnswer.Different(not.detail());
            case Said.Nothing nothing -> new RefundAnswer.NoAnswer(nothing.why());
        };
    }
}
