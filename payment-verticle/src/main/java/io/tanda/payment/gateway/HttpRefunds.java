package io.tanda.payment.gateway;

import io.tanda.payment.refund.application.Gateway;
import io.tanda.payment.refund.domain.Order;
import io.tanda.payment.refund.domain.RefundAnswer;
import io.vertx.core.Future;

/** The gateway's refunds over HTTP. What comes late is found by the next call with the same key. */
public final class HttpRefunds implements Gateway {
    private static final GuardedCalls.Meaning<RefundAnswer> MEANING =
            new GuardedCalls.Meaning<>(HttpRefunds::answer, RefundAnswer.NoAnswer::new, RefundAnswer.NotCalled::new);

    private final Provider provider;
    private final GuardedCalls<RefundAnswer> refunding;

    public HttpRefunds(GatewayClient client) {
        this.provider = client.provider();
        this.refunding = client.calls("refund", MEANING);
    }

    @Override
    public Future<RefundAnswer> refund(Order order) {
        return refunding.call(provider.refund(Gateway.key(order), order), late -> {});
    }

    @Override
    public Future<RefundAnswer> lookUp(Order order) {
        return refunding.call(provider.findRefund(Gateway.key(order), order), late -> {});
    }

    private static RefundAnswer answer(Said said) {
        return switch (said) {
            case Said.Done done -> new RefundAnswer.Made(done.reference());
            case Said.Refused refused -> new RefundAnswer.Refused(refused.code());
            case Said.Other other -> new RefundAnswer.Different(other.detail());
            case Said.NotUnderstood not -> new RefundAnswer.Different(not.detail());
            case Said.NeverSeen never -> new RefundAnswer.NeverSeen();
            case Said.Nothing nothing -> new RefundAnswer.NoAnswer(nothing.why());
        };
    }
}
