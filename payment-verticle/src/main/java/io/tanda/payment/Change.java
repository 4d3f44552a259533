package io.tanda.payment;

import io.tanda.contract.payment.PaymentEvent;
import io.tanda.payment.Decision.Next;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one decision makes of a charge: it is committed as a whole, on the version it was decided on.
 *
 * @param trace of the request behind it, where it is known
 */
record Change(
        Charge before,
        Charge.Made after,
        List<PaymentEvent> events,
        Next next,
        @Nullable String trace) {

    static Change of(Charge before, Decision.Accepted accepted, @Nullable String trace) {
        Charge after = before;
        for (PaymentEvent event : accepted.events()) after = after.evolve(event);
        if (after instanceof Charge.Unknown unknown && accepted.next() instanceof Next.Wait wait)
            after = new Charge.Unknown(
                    unknown.claim(), unknown.version(), unknown.attempt(), wait.tries(), unknown.since());
        return switch (after) {
            case Charge.None none -> throw new IllegalStateException(accepted + " makes nothing");
            case Charge.Made made -> new Change(before, made, accepted.events(), accepted.next(), trace);
        };
    }
}
