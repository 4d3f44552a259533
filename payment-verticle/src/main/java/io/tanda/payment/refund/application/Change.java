package io.tanda.payment.refund.application;

import io.tanda.contract.Actor;
import io.tanda.contract.payment.PaymentEvent.RefundEvent;
import io.tanda.payment.refund.domain.Decision.Accepted;
import io.tanda.payment.refund.domain.Decision.Next;
import io.tanda.payment.refund.domain.Refund;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one decision makes of a refund: it is committed as a whole, on what it was decided on.
 *
 * @param before absent: it is new, and no other of its number was made meanwhile
 * @param actor who is behind it
 * @param trace of the request behind it, where it is known
 */
public record Change(
        @Nullable Refund before,
        Refund after,
        List<RefundEvent> events,
        Next next,
        Actor actor,
        @Nullable String trace) {
    static Change of(@Nullable Refund before, Accepted accepted, Actor actor, @Nullable String trace) {
        return new Change(before, accepted.after(), accepted.events(), accepted.next(), actor, trace);
    }
}
