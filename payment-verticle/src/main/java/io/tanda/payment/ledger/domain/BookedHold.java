package io.tanda.payment.ledger.domain;

import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.payment.ledger.domain.Posting.Kind;
import java.time.Instant;
import java.util.List;

/** An amount that the gateway holds to see whether a payment method can be charged: the rider's, until it lets go of it. */
public record BookedHold(MethodId method, RiderId rider, Money amount) {
    private static final int ONCE = 1;

    public Posting held(Instant at) {
        return of(Kind.HOLD, amount.minorUnits(), at);
    }

    public Posting released(Instant at) {
        return of(Kind.RELEASE, -amount.minorUnits(), at);
    }

    private Posting of(Kind kind, long held, Instant at) {
        return new Posting(
                method.value(),
                kind,
                ONCE,
                null,
                amount.currency(),
                null,
                at,
                List.of(Leg.of(Account.VERIFICATION, held), new Leg(Account.RIDER, rider.value(), -held)));
    }
}
