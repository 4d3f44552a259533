package io.tanda.payment.charge.application;

import io.tanda.contract.payment.PaymentEvent;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Decision;
import io.tanda.payment.charge.domain.Decision.Next;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one decision makes of a charge: it is committed as a whole, on the version it was decided on.
 *
 * @param trace of the request behind it, where it is known
 */
public record Change(
        Charge before,
        Charge.Made after,
        List<PaymentEvent> events,
        Next next,
        @Nullable String trace) {

    public static Change of(Charge before, Decision.Accepted accepted, @Nullable String trace) {
        Charge after = before;
        for (PaymentEvent event : accepted.events()) after = after.evolve(event);
        if (accepted.next() instanceof Next.Wait wait) after = tried(after, wait.tries());
        return switch (after) {
            case Charge.None none -> throw new IllegalStateException(accepted + " makes nothing");
            case Charge.Made made -> new Change(before, made, accepted.events(), accepted.next(), trace);
        };
    }

    private static Charge tried(Charge charge, int tries) {
        return switch (charge) {
            case Charge.Pending p -> new Charge.Pending(p.claim(), p.version(), p.attempt(), tries, p.since());
            case Charge.Unknown u -> new Charge.Unknown(u.claim(), u.version(), u.attempt(), tries, u.since());
            case Charge.None none -> none;
            case Charge.Declined declined -> declined;
            case Charge.Captured captured -> captured;
            case Charge.Owed owed -> owed;
        };
    }
}
