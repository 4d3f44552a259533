package io.tanda.payment.refund.domain;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.payment.PaymentEvent.RefundEvent;
import java.time.Duration;
import java.util.List;

/** What is to be written, and what comes next. */
public sealed interface Decision {
    /** @param events none where only the deadline moves @param next what drives the refund on */
    record Accepted(Refund after, List<RefundEvent> events, Next next) implements Decision {}

    /** Known already: nothing to write. */
    record Unchanged() implements Decision {}

    /** @param detail for a person */
    record Refused(Refusal refusal, String detail) implements Decision {}

    sealed interface Next {
        /** @param pause until the gateway is asked again, real time: it lives in it */
        record AskIn(Duration pause) implements Next {}

        /** It is over: no deadline. */
        record Rest() implements Next {}
    }
}
