package io.tanda.payment.method.domain;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.payment.PaymentEvent.MethodEvent;
import java.util.List;

/** What becomes of a wallet. */
public sealed interface WalletDecision {
    /** @param events one at least */
    record Accepted(Wallet after, List<MethodEvent> events) implements WalletDecision {}

    /** It is so already: nothing to write. */
    record Unchanged() implements WalletDecision {}

    /** @param detail for a person */
    record Refused(Refusal refusal, String detail) implements WalletDecision {}
}
