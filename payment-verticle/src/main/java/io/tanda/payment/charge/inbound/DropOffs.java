package io.tanda.payment.charge.inbound;

import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.application.Cashier;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.application.Charges;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.ChargeDecider;
import io.tanda.payment.charge.domain.ChargeInput;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Decision;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import java.time.InstantSource;

/**
 * Charges what dispatch says is over, unless somebody has to look at it first. The gateway is called after the consumer's commit, never
 * within.
 */
public final class DropOffs {
    private final Charges charges;
    private final Cashier cashier;
    private final InstantSource clock;

    public DropOffs(Charges charges, Cashier cashier, InstantSource clock) {
        this.charges = charges;
        this.cashier = cashier;
        this.clock = clock;
    }

    public Interest<DispatchEvent, Change> interest() {
        return Interest.<DispatchEvent, Change>in(DispatchEvent.TOPIC).on(PassengerDroppedOff.class, this::charge);
    }

    public Future<Effects<Change>> charge(PassengerDroppedOff event, Recorded recorded) {
        if (event.review() != null) return Future.succeededFuture(Effects.none());
        Claim claim = claim(event);
        return cashier.whenNotDemanding(claim)
                .compose(free -> charges.load(claim.ride(), claim.purpose()))
                .map(charge -> attempt(charge, claim, recorded));
    }

    static Claim claim(PassengerDroppedOff event) {
        return new Claim(event.ride(), event.rider(), Purpose.FARE, event.fare().total());
    }

    private Effects<Change> attempt(Charge charge, Claim claim, Recorded recorded) {
        Decision decision = ChargeDecider.decide(charge, new ChargeInput.Demanded(claim), clock.instant());
        return switch (decision) {
            case Decision.Accepted accepted -> {
                Change change = Change.of(charge, accepted, recorded.trace());
                yield Effects.of(change).afterwards(() -> cashier.attempted(change.after(), recorded.trace()));
            }
            case Decision.Unchanged unchanged -> Effects.none();
            // Dispatch asked for two amounts: a bug. The ride is parked with an alert, and nobody is charged twice.
            case Decision.Refused refused -> throw new IllegalStateException(refused.detail());
        };
    }
}
