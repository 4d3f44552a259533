package io.tanda.payment.method.application;

import io.tanda.payment.ledger.domain.BookedHold;
import io.tanda.payment.ledger.domain.Posting;
import io.tanda.payment.method.domain.Registration;
import io.tanda.payment.method.domain.Verification;
import java.util.List;

/** What of a verification's change is booked, in the same commit. */
public final class HoldPostings {
    private HoldPostings() {}

    public static List<Posting> of(Change.OfVerification change) {
        Verification before = change.before();
        Verification after = change.after();
        Registration registration = after.registration();
        BookedHold hold = new BookedHold(registration.method(), registration.rider(), registration.amount());
        return switch (after) {
            case Verification.Held held when !(before instanceof Verification.Held) -> List.of(hold.held(held.since()));
            case Verification.Over over
            when before instanceof Verification.Held -> List.of(hold.released(over.since()));
            case Verification.Asked asked -> List.of();
            case Verification.Held held -> List.of();
            case Verification.Over over -> List.of();
        };
    }
}
