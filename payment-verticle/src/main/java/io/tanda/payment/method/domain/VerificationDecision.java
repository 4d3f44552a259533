package io.tanda.payment.method.domain;

import io.tanda.contract.payment.PaymentEvent.MethodEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a verification. */
public sealed interface VerificationDecision {
    /** @param wallet what becomes of the wallet with it; absent: nothing */
    record Accepted(Verification after, @Nullable Registered wallet, Next next) implements VerificationDecision {}

    /** Known already, or to be waited for: nothing to write. */
    record Unchanged() implements VerificationDecision {}

    /** The wallet with the method that was verified. */
    record Registered(Wallet after, List<MethodEvent> events) {}

    sealed interface Next {
        /** @param pause until the gateway is asked again, real time: it lives in it */
        record AskIn(Duration pause) implements Next {}

        /** It is over: no deadline. */
        record Rest() implements Next {}
    }
}
