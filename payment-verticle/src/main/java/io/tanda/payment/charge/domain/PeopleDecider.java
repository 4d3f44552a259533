package io.tanda.payment.charge.domain;

import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeTendered;
import io.tanda.contract.payment.PaymentEvent.ChargeWrittenOff;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.domain.ChargeInput.ByPeople;
import io.tanda.payment.charge.domain.Decision.Accepted;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.payment.charge.domain.Decision.Refused;
import io.tanda.payment.charge.domain.Decision.Unchanged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What riders, drivers and operators do about a fare that is not paid (A8). */
final class PeopleDecider {
    private static final Refused PAID = new Refused("it is paid");
    private static final Refused FORGIVEN = new Refused("it was written off: nothing is due");
    private static final Refused UNDER_WAY =
            new Refused("the card is being charged at this moment: try again in some seconds");

    private static final Refused STILL_ASKED =
            new Refused("the gateway is still asked by itself: look again when it is owed");
    private static final Refused BEFOREHAND =
            new Refused("it is paid before it is given, and nothing is due: ask for it anew");
    private static final Refused NO_DOUBT = new Refused("what the gateway took is known");

    private PeopleDecider() {}

    static Decision decide(Charge.Made charge, ByPeople input, Instant at) {
        return charge.claim().purpose() == Purpose.SERVICE ? ofService(charge, input, at) : ofRide(charge, input, at);
    }

    /** Whoever sold it gives it when it is captured, and not otherwise: it is paid in no other way, and never tried again. */
    private static Decision ofService(Charge.Made charge, ByPeople input, Instant at) {
        return switch (input) {
            case ChargeInput.FoundTaken found -> foundTaken(charge, found.reference(), at);
            case ChargeInput.FoundNotTaken found
            when charge instanceof Charge.Owed owed && owed.open() -> new Accepted(List.of(), new Next.Close());
            case ChargeInput.FoundNotTaken found -> foundNotTaken(charge, at);
            case ChargeInput.WrittenOff gone -> writtenOff(charge, gone.reason(), at);
            case ChargeInput.Tendered tendered -> BEFOREHAND;
            case ChargeInput.GivenUp gone -> BEFOREHAND;
            case ChargeInput.Retried retried -> BEFOREHAND;
            case ChargeInput.Collected collected -> BEFOREHAND;
        };
    }

    private static Decision ofRide(Charge.Made charge, ByPeople input, Instant at) {
        return switch (input) {
            case ChargeInput.Tendered tendered -> tendered(charge, tendered.method(), at);
            case ChargeInput.GivenUp gone -> givenUp(charge, at);
            case ChargeInput.Retried retried ->
                retried.method().inCar() ? inCar(charge, retried.method(), at) : again(charge, at);
            case ChargeInput.Collected collected -> collected(charge, collected, at);
            case ChargeInput.WrittenOff gone -> writtenOff(charge, gone.reason(), at);
            case ChargeInput.FoundTaken found -> foundTaken(charge, found.reference(), at);
            case ChargeInput.FoundNotTaken found -> foundNotTaken(charge, at);
        };
    }

    /** What nobody knew is known. */
    private static Decision foundTaken(Charge.Made charge, String reference, Instant at) {
        return switch (charge) {
            case Charge.Owed owed when owed.open() -> ChargeDecider.capture(owed, reference, at);
            case Charge.Tendered paid when paid.open() -> ChargeDecider.overpaid(paid, paid.method(), reference, at);
            case Charge.WrittenOff gone when gone.open() -> ChargeDecider.overpaid(gone, null, reference, at);
            case Charge.Asking asking -> STILL_ASKED;
            case Charge.Made known -> NO_DOUBT;
        };
    }

    /** As after a decline: the next attempt has a key of its own. */
    private static Decision foundNotTaken(Charge.Made charge, Instant at) {
        return switch (charge) {
            case Charge.Owed owed
            when owed.open() && owed.attempt() < ChargeDecider.MOST_ATTEMPTS ->
                ChargeDecider.attempt(owed.claim(), owed.attempt() + 1, at);
            case Charge.Owed owed when owed.open() -> new Accepted(List.of(), new Next.Close());
            case Charge.WithoutGateway ended when ended.open() -> new Accepted(List.of(), new Next.Close());
            case Charge.Asking asking -> STILL_ASKED;
            case Charge.Made known -> NO_DOUBT;
        };
    }

    /** The money is in the car, whatever the gateway may say later. */
    private static Decision tendered(Charge.Made charge, PaymentMethod method, Instant at) {
        return switch (charge) {
            case Charge.Captured captured -> ChargeDecider.overpaid(captured, method, captured.gatewayReference(), at);
            case Charge.Tendered tendered -> new Unchanged();
            case Charge.WrittenOff gone -> new Unchanged();
            case Charge.Overpaid twice -> new Unchanged();
            case Charge.Asking asking -> tender(charge, method, null, at);
            case Charge.Declined declined -> tender(charge, method, null, at);
            case Charge.Awaited awaited -> tender(charge, method, null, at);
            case Charge.Owed owed -> tender(charge, method, null, at);
        };
    }

    /** An attempt that is under way goes on: it ends by itself. */
    private static Decision givenUp(Charge.Made charge, Instant at) {
        return switch (charge) {
            case Charge.Declined declined -> ChargeDecider.owed(charge, at);
            case Charge.Awaited awaited -> ChargeDecider.owed(charge, at);
            case Charge.Asking asking -> new Unchanged();
            case Charge.Captured captured -> new Unchanged();
            case Charge.Owed owed -> new Unchanged();
            case Charge.Tendered tendered -> new Unchanged();
            case Charge.WrittenOff gone -> new Unchanged();
            case Charge.Overpaid twice -> new Unchanged();
        };
    }

    /** With the card: an attempt with a key of its own. */
    private static Decision again(Charge.Made charge, Instant at) {
        return switch (charge) {
            // It is being tried.
            case Charge.Asking asking -> new Unchanged();
            case Charge.Owed owed when owed.open() -> unanswered();
            case Charge.Declined declined -> next(charge, at);
            case Charge.Awaited awaited -> next(charge, at);
            case Charge.Owed owed -> next(charge, at);
            case Charge.Captured captured -> PAID;
            case Charge.Tendered tendered -> PAID;
            case Charge.Overpaid twice -> PAID;
            case Charge.WrittenOff gone -> FORGIVEN;
        };
    }

    private static Decision next(Charge.Made charge, Instant at) {
        return charge.attempt() >= ChargeDecider.MOST_ATTEMPTS
                ? new Refused("the card was declined " + charge.attempt() + " times: pay another way")
                : ChargeDecider.attempt(charge.claim(), Evolution.nextAttempt(charge), at);
    }

    private static Decision inCar(Charge.Made charge, PaymentMethod method, Instant at) {
        return switch (charge) {
            case Charge.Awaited awaited when awaited.method() == method -> new Unchanged();
            case Charge.Owed owed when owed.open() -> unanswered();
            case Charge.Awaited awaited -> ChargeDecider.awaited(charge.claim(), method, at);
            case Charge.Declined declined -> ChargeDecider.awaited(charge.claim(), method, at);
            case Charge.Owed owed -> ChargeDecider.awaited(charge.claim(), method, at);
            case Charge.Asking asking -> UNDER_WAY;
            case Charge.Captured captured -> PAID;
            case Charge.Tendered tendered -> PAID;
            case Charge.Overpaid twice -> PAID;
            case Charge.WrittenOff gone -> FORGIVEN;
        };
    }

    private static Decision collected(Charge.Made charge, ChargeInput.Collected collected, Instant at) {
        Refused refused = refusal(charge);
        return refused != null ? refused : tender(charge, collected.method(), collected.reason(), at);
    }

    private static Decision writtenOff(Charge.Made charge, String reason, Instant at) {
        Refused refused = refusal(charge);
        if (refused != null) return refused;
        Claim claim = charge.claim();
        return new Accepted(
                List.of(new ChargeWrittenOff(
                        claim.charge(), claim.ride(), claim.rider(), claim.purpose(), claim.amount(), reason, at)),
                ChargeDecider.asked(charge.open()));
    }

    /** Why an operator cannot end it now; absent = he can. */
    private static @Nullable Refused refusal(Charge.Made charge) {
        return switch (charge) {
            // A moment later it is known.
            case Charge.Pending pending when pending.tries() == 0 -> UNDER_WAY;
            case Charge.Pending pending -> null;
            case Charge.Unknown unknown -> null;
            case Charge.Declined declined -> null;
            case Charge.Awaited awaited -> null;
            case Charge.Owed owed -> null;
            case Charge.Captured captured -> PAID;
            case Charge.Tendered tendered -> PAID;
            case Charge.Overpaid twice -> PAID;
            case Charge.WrittenOff gone -> FORGIVEN;
        };
    }

    private static Decision tender(Charge.Made charge, PaymentMethod method, @Nullable String reason, Instant at) {
        Claim claim = charge.claim();
        ChargeEvent tendered = new ChargeTendered(
                claim.charge(), claim.ride(), claim.rider(), claim.purpose(), claim.amount(), method, reason, at);
        return new Accepted(List.of(tendered), ChargeDecider.asked(charge.open()));
    }

    private static Refused unanswered() {
        return new Refused("the gateway never said whether the card was charged: an operator looks at it");
    }
}
