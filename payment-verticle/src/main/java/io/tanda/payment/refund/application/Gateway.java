package io.tanda.payment.refund.application;

import io.tanda.payment.refund.domain.Order;
import io.tanda.payment.refund.domain.RefundAnswer;
import io.vertx.core.Future;

/** The payment gateway. What goes wrong is an answer too: these futures do not fail. */
public interface Gateway {
    /** The same key on every repetition: it is given back once. */
    static String key(Order order) {
        return "refund:" + order.refund();
    }

    /** Gives it back, or says again what became of it. */
    Future<RefundAnswer> refund(Order order);

    /** {@link RefundAnswer.NeverSeen} where the gateway knows no refund of this key. */
    Future<RefundAnswer> lookUp(Order order);
}
