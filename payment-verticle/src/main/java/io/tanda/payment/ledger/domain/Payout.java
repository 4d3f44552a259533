package io.tanda.payment.ledger.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.PayoutId;
import io.tanda.contract.payment.PayoutView;
import java.time.Instant;
import java.util.List;

/** What a driver was paid. @param number of the driver's payouts, 1 for the first: two that are decided at once are numbered alike */
public record Payout(PayoutId id, DriverId driver, int number, Money amount, String reference, Instant at) {
    private static final int ONCE = 1;

    /** As others see it. */
    public PayoutView view() {
        return new PayoutView(id, driver, amount, reference, at);
    }

    public Posting posting() {
        long paid = amount.minorUnits();
        return new Posting(
                id.value(),
                Posting.Kind.PAYOUT,
                ONCE,
                null,
                amount.currency(),
                reference,
                at,
                List.of(new Leg(Account.DRIVER_EARNINGS, driver.value(), paid), Leg.of(Account.PAID_OUT, -paid)));
    }
}
