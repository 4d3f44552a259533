package io.tanda.payment.ledger.domain;

import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.ledger.domain.Posting.Kind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a ride is charged as the ledger sees it, and which accounts each act moves it between.
 *
 * @param driver who drove; absent: it is of before the ledger, or the company's alone
 */
public record BookedCharge(
        ChargeId charge,
        RideId ride,
        RiderId rider,
        @Nullable DriverId driver,
        Money amount) {
    private static final int ONCE = 1;

    /** What the rider owes from now on is the driver's, less the commission. */
    public Posting due(Commission commission, Instant at) {
        long fare = amount.minorUnits();
        if (isCompanys()) return of(Kind.FARE, ONCE, null, at, List.of(rider(fare), Leg.of(Account.FEES, -fare)));
        if (driver == null) return of(Kind.FARE, ONCE, null, at, List.of(rider(fare), Leg.of(Account.OPENING, -fare)));
        // A tip is the driver's.
        long share = purpose() == Purpose.TIP ? 0 : commission.of(amount);
        return of(
                Kind.FARE,
                ONCE,
                null,
                at,
                List.of(
                        rider(fare),
                        new Leg(Account.DRIVER_EARNINGS, driver.value(), share - fare),
                        Leg.of(Account.COMMISSION, -share)));
    }

    /** @param attempt that the gateway took @param reference its own */
    public Posting captured(int attempt, String reference, Instant at) {
        return paid(Kind.CAPTURE, attempt, reference, at, Leg.of(Account.GATEWAY_CLEARING, amount.minorUnits()));
    }

    /** The driver has it, and owes it: what he has earned with it is on his other account. */
    public Posting tendered(Instant at) {
        return paid(
                Kind.TENDER,
                ONCE,
                null,
                at,
                driver == null
                        ? Leg.of(Account.OPENING, amount.minorUnits())
                        : new Leg(Account.DRIVER_CASH, driver.value(), amount.minorUnits()));
    }

    /** People of the company have it. */
    public Posting collected(Instant at) {
        return paid(Kind.COLLECTION, ONCE, null, at, Leg.of(Account.DESK, amount.minorUnits()));
    }

    public Posting writtenOff(Instant at) {
        return paid(Kind.WRITE_OFF, ONCE, null, at, Leg.of(Account.WRITTEN_OFF, amount.minorUnits()));
    }

    /**
     * @param back what the gateway gave back of it
     * @param reference the gateway's own
     */
    public Posting refunded(RefundId refund, Money back, RefundSource source, String reference, Instant at) {
        long part = back.minorUnits();
        Leg gone = Leg.of(Account.GATEWAY_CLEARING, -part);
        List<Leg> legs = switch (source) {
            case RefundSource.Fare fare ->
                List.of(
                        gone,
                        new Leg(Account.DRIVER_EARNINGS, fare.driver().value(), part - fare.commission()),
                        Leg.of(Account.COMMISSION, fare.commission()));
            case RefundSource.Fee fee -> List.of(gone, Leg.of(Account.FEES, part));
            case RefundSource.Credit credit -> List.of(gone, rider(part));
            case RefundSource.Before before -> List.of(gone, Leg.of(Account.OPENING, part));
        };
        return new Posting(refund.value(), Kind.REFUND, ONCE, ride, back.currency(), reference, at, legs);
    }

    private Purpose purpose() {
        return charge.purposeOf(ride);
    }

    private boolean isCompanys() {
        return switch (purpose()) {
            case CANCELLATION_FEE, NO_SHOW_FEE -> true;
            case SERVICE -> driver == null;
            case FARE, TIP -> false;
        };
    }

    /** What the rider owed is where the leg says. */
    private Posting paid(Kind kind, int attempt, @Nullable String reference, Instant at, Leg where) {
        return of(kind, attempt, reference, at, List.of(where, rider(-amount.minorUnits())));
    }

    private Posting of(Kind kind, int attempt, @Nullable String reference, Instant at, List<Leg> legs) {
        UUID id = charge.value();
        return new Posting(id, kind, attempt, ride, amount.currency(), reference, at, legs);
    }

    private Leg rider(long minorUnits) {
        return new Leg(Account.RIDER, rider.value(), minorUnits);
    }
}
