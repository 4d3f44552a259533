package io.tanda.payment.charge.application;

import io.tanda.contract.payment.PaymentEvent.ChargeAttempted;
import io.tanda.contract.payment.PaymentEvent.ChargeCaptured;
import io.tanda.contract.payment.PaymentEvent.ChargeDeclined;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeOverpaid;
import io.tanda.contract.payment.PaymentEvent.ChargeOwed;
import io.tanda.contract.payment.PaymentEvent.ChargeTendered;
import io.tanda.contract.payment.PaymentEvent.ChargeUnknown;
import io.tanda.contract.payment.PaymentEvent.ChargeWrittenOff;
import io.tanda.contract.payment.PaymentEvent.TenderAwaited;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.ledger.domain.BookedCharge;
import io.tanda.payment.ledger.domain.Commission;
import io.tanda.payment.ledger.domain.Posting;
import java.util.ArrayList;
import java.util.List;

/** What of a charge's change is booked, in the same commit. */
public final class ChargePostings {
    private ChargePostings() {}

    public static List<Posting> of(Change change, Commission commission) {
        boolean isOwed = change.after().claim().purpose().isOwed();
        BookedCharge fare = fare(change.after().claim());
        List<Posting> postings = new ArrayList<>();
        Charge charge = change.before();
        for (ChargeEvent event : change.events()) {
            boolean due = isOwed ? isDue(charge) : isGiven(charge);
            if (!due && (isOwed ? makesDue(event) : gives(event))) postings.add(fare.due(commission, event.at()));
            settle(fare, due, charge, event, postings);
            charge = charge.evolve(event);
        }
        return postings;
    }

    static BookedCharge fare(Claim claim) {
        return new BookedCharge(claim.charge(), claim.ride(), claim.rider(), claim.driver(), claim.amount());
    }

    /** What somebody has to look at first is not. */
    private static boolean isDue(Charge charge) {
        return switch (charge) {
            case Charge.None none -> false;
            case Charge.Owed owed -> !owed.withheld();
            case Charge.Made made -> true;
        };
    }

    /** What nobody owes is due when it is given. */
    private static boolean isGiven(Charge charge) {
        return charge instanceof Charge.Captured || charge instanceof Charge.Tendered;
    }

    private static boolean gives(ChargeEvent event) {
        return event instanceof ChargeCaptured || event instanceof ChargeTendered;
    }

    private static boolean makesDue(ChargeEvent event) {
        return switch (event) {
            case ChargeAttempted e -> true;
            case TenderAwaited e -> true;
            case ChargeTendered e -> true;
            case ChargeCaptured e -> false;
            case ChargeDeclined e -> false;
            case ChargeUnknown e -> false;
            case ChargeOwed e -> false;
            case ChargeWrittenOff e -> false;
            case ChargeOverpaid e -> false;
        };
    }

    private static void settle(
            BookedCharge fare, boolean due, Charge before, ChargeEvent event, List<Posting> postings) {
        switch (event) {
            case ChargeCaptured e ->
                postings.add(fare.captured(((Charge.Made) before).attempt(), e.gatewayReference(), e.at()));
            // Only an operator gives a reason: then the company has it.
            case ChargeTendered e -> postings.add(e.reason() == null ? fare.tendered(e.at()) : fare.collected(e.at()));
            case ChargeWrittenOff e -> {
                if (due) postings.add(fare.writtenOff(e.at()));
            }
            case ChargeOverpaid e ->
                postings.add(
                        before instanceof Charge.Captured
                                ? fare.tendered(e.at())
                                : fare.captured(e.attempt(), e.gatewayReference(), e.at()));
            case ChargeAttempted e -> {}
            case TenderAwaited e -> {}
            case ChargeDeclined e -> {}
            case ChargeUnknown e -> {}
            case ChargeOwed e -> {}
        }
    }
}
