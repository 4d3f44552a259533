package io.tanda.payment;

import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.events.EventHandler;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.time.InstantSource;

/** Charges what dispatch says is over. The gateway is called after the consumer's commit, never within. */
final class DropOffs implements EventHandler<DispatchEvent> {
    private final MySqlCharges charges;
    private final Cashier cashier;
    private final InstantSource clock;

    DropOffs(MySqlCharges charges, Cashier cashier, InstantSource clock) {
        this.charges = charges;
        this.cashier = cashier;
        this.clock = clock;
    }

    @Override
    public Future<Unit.Builder> handle(DispatchEvent event, Recorded recorded) {
        return switch (event) {
            case DispatchEvent.PassengerDroppedOff e -> {
                Claim claim = claim(e);
                yield cashier.whenNotDemanding(claim)
                        .compose(free -> charges.load(claim.ride(), claim.purpose()))
                        .map(charge -> attempt(charge, claim, recorded));
            }
            case DispatchEvent.CallOpened e -> nothing();
            case DispatchEvent.CallAccepted e -> nothing();
            case DispatchEvent.CallReopened e -> nothing();
            case DispatchEvent.CallExhausted e -> nothing();
            case DispatchEvent.CallWithdrawn e -> nothing();
            case DispatchEvent.CancelRefused e -> nothing();
            case DispatchEvent.DriverArrived e -> nothing();
            case DispatchEvent.PassengerPickedUp e -> nothing();
        };
    }

    static Claim claim(DispatchEvent.PassengerDroppedOff event) {
        return new Claim(event.ride(), event.rider(), Purpose.FARE, event.fare().total());
    }

    private Unit.Builder attempt(Charge charge, Claim claim, Recorded recorded) {
        Decision decision = ChargeDecider.decide(charge, new ChargeInput.Demanded(claim), clock.instant());
        return switch (decision) {
            case Decision.Accepted accepted -> {
                Change change = Change.of(charge, accepted, recorded.trace());
                yield charges.unit(change).afterwards(() -> cashier.attempted(change.after(), recorded.trace()));
            }
            case Decision.Unchanged unchanged -> Unit.of();
            // Dispatch asked for two amounts: a bug. The ride is parked with an alert, and nobody is charged twice.
            case Decision.Refused refused -> throw new IllegalStateException(refused.detail());
        };
    }

    private static Future<Unit.Builder> nothing() {
        return Future.succeededFuture(Unit.of());
    }
}
