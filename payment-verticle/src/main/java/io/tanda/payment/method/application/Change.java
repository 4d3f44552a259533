package io.tanda.payment.method.application;

import io.tanda.contract.Actor;
import io.tanda.contract.payment.PaymentEvent.MethodEvent;
import io.tanda.payment.method.domain.Verification;
import io.tanda.payment.method.domain.VerificationDecision;
import io.tanda.payment.method.domain.VerificationDecision.Next;
import io.tanda.payment.method.domain.Wallet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one decision makes of a wallet, of a verification, or of both: it is committed as a whole, on what it was decided on.
 *
 * @param actor who is behind it
 * @param trace of the request behind it, where it is known
 */
public record Change(
        @Nullable OfWallet wallet,
        @Nullable OfVerification verification,
        Actor actor,
        @Nullable String trace) {
    /** @param events one at least */
    public record OfWallet(Wallet before, Wallet after, List<MethodEvent> events) {}

    /** @param before absent: it is new */
    public record OfVerification(@Nullable Verification before, Verification after, Next next) {}

    static Change of(OfWallet wallet, Actor actor, @Nullable String trace) {
        return new Change(wallet, null, actor, trace);
    }

    /** @param wallet as it was before */
    static Change of(
            @Nullable Verification before,
            VerificationDecision.Accepted accepted,
            Wallet wallet,
            Actor actor,
            @Nullable String trace) {
        VerificationDecision.Registered registered = accepted.wallet();
        return new Change(
                registered == null ? null : new OfWallet(wallet, registered.after(), registered.events()),
                new OfVerification(before, accepted.after(), accepted.next()),
                actor,
                trace);
    }
}
