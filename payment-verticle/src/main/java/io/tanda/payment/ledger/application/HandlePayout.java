package io.tanda.payment.ledger.application;

import io.tanda.contract.Money;
import io.tanda.contract.PayoutId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.PayDriver;
import io.tanda.contract.payment.PayoutView;
import io.tanda.payment.ledger.domain.Payout;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Finance writes down that a driver was paid: once for each command and for each reference, and never more than he is owed. */
public final class HandlePayout {
    private final Payouts payouts;
    private final Once<Payout> once;
    private final InstantSource clock;

    public HandlePayout(Payouts payouts, Commits<Payout> commits, InstantSource clock) {
        this.payouts = payouts;
        this.once = new Once<>(commits);
        this.clock = clock;
    }

    public Future<Reply<PayoutView>> handle(Request<PayDriver> request) {
        PayDriver body = request.body();
        return once.answer(
                request,
                PayoutView.class,
                () -> payouts.of(body.driver(), body.amount().currency()).map(standing -> decide(body, standing)));
    }

    private Outcome<Payout, PayoutView> decide(PayDriver body, Payouts.Standing standing) {
        Money amount = body.amount();
        if (amount.minorUnits() < 1) return Outcome.refused(Refusal.INVALID, "a payout is of 1 minor unit at least");
        if (amount.minorUnits() > standing.owed())
            return Outcome.refused(
                    Refusal.STEP_NOT_ALLOWED,
                    standing.owed() > 0
                            ? "the driver is owed " + standing.owed() + " minor units of " + amount.currency()
                                    + ", not " + amount.minorUnits()
                            : "the driver is owed nothing in " + amount.currency());
        Payout payout = new Payout(
                PayoutId.next(),
                body.driver(),
                standing.paid() + 1,
                amount,
                body.reference(),
                // As fine as it is stored.
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return Outcome.<Payout, PayoutView>changed(payout, payout.view())
                .whereTaken(
                        Payouts.REFERENCE,
                        Refusal.STEP_NOT_ALLOWED,
                        "the driver was paid under the reference " + body.reference() + " already");
    }
}
