package io.tanda.payment.charge.inbound;

import io.tanda.contract.RideId;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.application.Alerts;
import io.tanda.payment.charge.application.Cashier;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.application.Charges;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.ChargeDecider;
import io.tanda.payment.charge.domain.ChargeInput;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Decision;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.platform.commit.Effects;
import io.vertx.core.Future;
import java.time.InstantSource;

/** What somebody's event makes of a charge. The gateway is called after the consumer's commit, never within. */
public final class FollowCharge {
    private final Charges charges;
    private final Cashier cashier;
    private final InstantSource clock;

    public FollowCharge(Charges charges, Cashier cashier, InstantSource clock) {
        this.charges = charges;
        this.cashier = cashier;
        this.clock = clock;
    }

    /** What the event asks for; the fast path may ask for the same at this moment. */
    Future<Effects<Change>> demand(Claim claim, ChargeInput input, Recorded recorded) {
        return cashier.whenNotDemanding(claim)
                .compose(free -> charges.load(claim.key(), claim.purpose()))
                .map(charge -> effects(charge.by(claim.driver()), input, recorded));
    }

    Future<Effects<Change>> follow(RideId ride, Purpose purpose, ChargeInput input, Recorded recorded) {
        return charges.load(ride, purpose).map(charge -> effects(charge, input, recorded));
    }

    private Effects<Change> effects(Charge charge, ChargeInput input, Recorded recorded) {
        Decision decision = ChargeDecider.decide(charge, input, clock.instant());
        return switch (decision) {
            case Decision.Accepted accepted -> {
                Change change = Change.of(charge, accepted, recorded.actor(), recorded.trace());
                yield Effects.of(change).afterwards(() -> {
                    Charge.Made made = Alerts.about(change);
                    if (accepted.next() instanceof Next.Call) cashier.attempted(made, recorded.trace());
                });
            }
            case Decision.Unchanged unchanged -> Effects.none();
            // Somebody asked for two amounts: a bug. The ride is parked with an alert, and nobody is charged twice.
            case Decision.Refused refused -> throw new IllegalStateException(refused.detail());
        };
    }
}
