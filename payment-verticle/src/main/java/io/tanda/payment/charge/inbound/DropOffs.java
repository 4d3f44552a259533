package io.tanda.payment.charge.inbound;

import io.tanda.contract.RideId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.FareOwed;
import io.tanda.contract.dispatch.DispatchEvent.FareTendered;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
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
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import java.time.InstantSource;

/**
 * Charges what dispatch says is over, or leaves it owed where somebody has to look at it first, and keeps what drivers say of it. The gateway is called
 * after the consumer's commit, never within.
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
        return Interest.<DispatchEvent, Change>in(DispatchEvent.TOPIC)
                .on(PassengerDroppedOff.class, this::charge)
                .on(
                        FareTendered.class,
                        (event, recorded) -> byDriver(event.ride(), new ChargeInput.Tendered(event.method()), recorded))
                .on(FareOwed.class, (event, recorded) -> byDriver(event.ride(), new ChargeInput.GivenUp(), recorded));
    }

    public Future<Effects<Change>> charge(PassengerDroppedOff event, Recorded recorded) {
        Claim claim = claim(event);
        PaymentMethod method = event.paymentMethod() == null ? PaymentMethod.CARD : event.paymentMethod();
        return cashier.whenNotDemanding(claim)
                .compose(free -> charges.load(claim.ride(), claim.purpose()))
                .map(charge -> effects(
                        charge.by(claim.driver()),
                        event.review() == null
                                ? new ChargeInput.Demanded(claim, method)
                                : new ChargeInput.Withheld(claim),
                        recorded));
    }

    static Claim claim(PassengerDroppedOff event) {
        return new Claim(
                event.ride(),
                event.rider(),
                Purpose.FARE,
                event.fare().total(),
                event.paymentMethodId(),
                event.driver());
    }

    private Future<Effects<Change>> byDriver(RideId ride, ChargeInput input, Recorded recorded) {
        return charges.load(ride, Purpose.FARE).map(charge -> effects(charge, input, recorded));
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
            // Dispatch asked for two amounts: a bug. The ride is parked with an alert, and nobody is charged twice.
            case Decision.Refused refused -> throw new IllegalStateException(refused.detail());
        };
    }
}
