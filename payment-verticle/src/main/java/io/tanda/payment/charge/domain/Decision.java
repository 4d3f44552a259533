package io.tanda.payment.charge.domain;

import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import java.time.Duration;
import java.util.List;

/** What is to be written, and what comes next. */
public sealed interface Decision {
    /** @param events in order; may be none where only the deadline moves @param next what drives the charge on */
    record Accepted(List<ChargeEvent> events, Next next) implements Decision {}

    /** Known already: nothing to write. */
    record Unchanged() implements Decision {}

    /** @param detail for a person */
    record Refused(String detail) implements Decision {}

    sealed interface Next {
        /** Call the gateway once this is committed; should that never happen, the deadline finds it. */
        record Call(Duration deadline) implements Next {}

        /** Ask the gateway about the key, and call it again with the same one if it never saw it. Nothing to write before. */
        record AskAgain() implements Next {}

        /** Ask the gateway about the key, and never call it: the charge has ended otherwise. Nothing to write before. */
        record LookUp() implements Next {}

        /** The gateway has taken nothing, and will not: it is over, no deadline. */
        record Close() implements Next {}

        /** @param pause until the deadline, real time: the gateway lives in it @param tries in vain so far */
        record Wait(Duration pause, int tries) implements Next {}

        /** It is over: no deadline. */
        record Rest() implements Next {}
    }
}
