package io.tanda.payment.charge.domain;

import io.tanda.contract.Money;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.PaymentCommand.GiveTip;
import io.tanda.contract.payment.PaymentView.Status;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.domain.Decision.Refused;
import io.tanda.payment.charge.domain.Decision.Unchanged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a rider gives beside the fare: one charge more, by the rules of all charges, and owed by nobody. */
public final class TipDecider {
    private TipDecider() {}

    /** What is wrong with the amount; absent = nothing. @param fare of the ride */
    public static @Nullable String flaw(Money fare, Money tip) {
        if (tip.minorUnits() <= 0) return "A tip is more than nothing.";
        if (!tip.currency().equals(fare.currency()))
            return "A tip is given in the fare's currency, which is " + fare.currency() + ".";
        long most = GiveTip.MOST_TIMES_FARE * fare.minorUnits();
        return tip.minorUnits() > most
                ? "A tip is at most " + GiveTip.MOST_TIMES_FARE + " times the fare: " + most
                        + " of the smallest unit of " + fare.currency() + "."
                : null;
    }

    /** @param amount without a {@link #flaw} @param tip what was given before; mostly nothing */
    public static Decision decide(Charge.Made fare, Charge tip, Money amount, Instant at) {
        if (!isPaid(fare.view().status())) return new Refused("the fare is not paid yet");
        return switch (tip) {
            case Charge.None none ->
                ChargeDecider.attempt(
                        new Claim(
                                fare.claim().ride(),
                                fare.claim().rider(),
                                Purpose.TIP,
                                amount,
                                fare.claim().method(),
                                fare.claim().driver()),
                        1,
                        at);
            case Charge.Made made
            when !made.claim().amount().equals(amount) ->
                new Refused("you have given " + made.claim().amount().minorUnits() + " of the smallest unit of "
                        + amount.currency() + " already, and a ride has one tip");
            case Charge.Declined declined ->
                PeopleDecider.decide(declined, new ChargeInput.Retried(PaymentMethod.CARD), at);
            case Charge.Made made -> new Unchanged();
        };
    }

    private static boolean isPaid(Status status) {
        return switch (status) {
            case CAPTURED, TENDERED, OVERPAID -> true;
            case PENDING, DECLINED, UNKNOWN, OWED, AWAITED, WRITTEN_OFF -> false;
        };
    }
}
