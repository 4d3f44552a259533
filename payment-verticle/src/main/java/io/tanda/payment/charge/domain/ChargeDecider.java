package io.tanda.payment.charge.domain;

import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeAttempted;
import io.tanda.contract.payment.PaymentEvent.ChargeCaptured;
import io.tanda.contract.payment.PaymentEvent.ChargeDeclined;
import io.tanda.contract.payment.PaymentEvent.ChargeOwed;
import io.tanda.contract.payment.PaymentEvent.ChargeUnknown;
import io.tanda.payment.charge.domain.Decision.Accepted;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.payment.charge.domain.Decision.Refused;
import io.tanda.payment.charge.domain.Decision.Unchanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The rules of charging. Pauses are real time: the gateway does not live in the domain's.
 *
 * <ol>
 *   <li>One charge per ride and purpose; asking twice charges once, and never with another amount.
 *   <li>The attempt grows only after a definite decline. Whatever is unknown is resolved with the same key.
 *   <li>An answer that contradicts one before is a bug or the gateway's fraud: said aloud, never followed.
 * </ol>
 */
public final class ChargeDecider {
    /** A card that was declined so often will not do: a person must ask for the money. */
    public static final int MAX_ATTEMPTS = 5;
    /** Longer than the HTTP client's limit and a commit, so that a call under way is seldom asked about. */
    static final Duration FIRST_DEADLINE = Duration.ofSeconds(5);
    /** Time to move money onto the card, short enough to end within the three minutes a driver waits (A8). */
    static final Duration AFTER_DECLINE = Duration.ofSeconds(30);
    /**
     * Most outages are short; the last pause repeats, so that thousands of charges that wait for a gateway leave the database to others.
     * A key outlives them all: gateways keep one for a day at least.
     */
    private static final List<Duration> IN_VAIN = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));
    /** As the breaker's own reset: sooner is in vain. */
    private static final Duration LEAST_AFTER_NO_CALL = Duration.ofSeconds(2);

    private ChargeDecider() {}

    public static Decision decide(Charge charge, ChargeInput input, Instant at) {
        return switch (input) {
            case ChargeInput.Demanded demanded -> demanded(charge, demanded.claim(), at);
            case ChargeInput.Due due -> due(charge, at);
            case ChargeInput.Answered answered ->
                switch (charge) {
                    case Charge.None none -> throw new IllegalStateException(answered + " for a charge never made");
                    case Charge.Made made -> answered(made, answered, at);
                };
        };
    }

    /** @param tries in vain, 1 or more */
    private static Next.Wait waitAfter(int tries) {
        return new Next.Wait(IN_VAIN.get(Math.min(tries, IN_VAIN.size()) - 1), tries);
    }

    private static Next.Wait waitUncalled(int tries) {
        Next.Wait wait = waitAfter(tries);
        return wait.pause().compareTo(LEAST_AFTER_NO_CALL) >= 0 ? wait : new Next.Wait(LEAST_AFTER_NO_CALL, tries);
    }

    private static Decision demanded(Charge charge, Claim claim, Instant at) {
        return switch (charge) {
            case Charge.None none -> attempt(claim, 1, at);
            case Charge.Made made when made.claim().equals(claim) -> new Unchanged();
            case Charge.Made made ->
                new Refused("the charge of this ride is over " + made.claim().amount() + " for rider "
                        + made.claim().rider() + "; it cannot become " + claim.amount() + " for rider "
                        + claim.rider());
        };
    }

    private static Decision due(Charge charge, Instant at) {
        return switch (charge) {
            case Charge.None none -> throw new IllegalStateException("a deadline for a charge never made");
            case Charge.Pending pending -> new Accepted(List.of(), new Next.AskAgain());
            case Charge.Unknown unknown -> new Accepted(List.of(), new Next.AskAgain());
            case Charge.Declined declined -> attempt(declined.claim(), declined.attempt() + 1, at);
            case Charge.Captured captured -> new Accepted(List.of(), new Next.Rest());
            case Charge.Owed owed -> new Accepted(List.of(), new Next.Rest());
        };
    }

    private static Decision answered(Charge.Made made, ChargeInput.Answered answered, Instant at) {
        if (answered.attempt() > made.attempt())
            throw new IllegalStateException(answered + " is about an attempt that was never made: " + made);
        if (answered.attempt() < made.attempt()) return aboutADeclinedAttempt(made, answered);
        return switch (answered.answer()) {
            case GatewayAnswer.Captured captured -> captured(made, captured, at);
            case GatewayAnswer.Declined declined -> declined(made, declined, at);
            case GatewayAnswer.NoAnswer silence -> silence(made, at);
            // Asking by key is always followed by a call with that key, whose answer comes here in its place.
            case GatewayAnswer.NeverSeen never -> throw new IllegalStateException("no answer to a charge: " + never);
            case GatewayAnswer.NotCalled notCalled -> notCalled(made);
        };
    }

    private static Decision captured(Charge.Made made, GatewayAnswer.Captured answer, Instant at) {
        return switch (made) {
            case Charge.Pending pending -> capture(made, answer, at);
            case Charge.Unknown unknown -> capture(made, answer, at);
            case Charge.Captured captured
            when captured.gatewayReference().equals(answer.reference()) -> new Unchanged();
            case Charge.Captured captured -> throw contradiction(made, answer);
            case Charge.Declined declined -> throw contradiction(made, answer);
            case Charge.Owed owed -> throw contradiction(made, answer);
        };
    }

    private static Decision declined(Charge.Made made, GatewayAnswer.Declined answer, Instant at) {
        return switch (made) {
            case Charge.Pending pending -> decline(made, answer, at);
            case Charge.Unknown unknown -> decline(made, answer, at);
            case Charge.Declined declined -> new Unchanged();
            case Charge.Owed owed -> new Unchanged();
            case Charge.Captured captured -> throw contradiction(made, answer);
        };
    }

    private static Decision silence(Charge.Made made, Instant at) {
        return switch (made) {
            case Charge.Pending pending ->
                new Accepted(
                        List.of(new ChargeUnknown(
                                made.claim().charge(), made.claim().ride(), made.attempt(), at)),
                        waitAfter(pending.tries() + 1));
            case Charge.Unknown unknown -> new Accepted(List.of(), waitAfter(unknown.tries() + 1));
            case Charge.Declined declined -> new Unchanged();
            case Charge.Captured captured -> new Unchanged();
            case Charge.Owed owed -> new Unchanged();
        };
    }

    private static Decision notCalled(Charge.Made made) {
        return switch (made) {
            case Charge.Pending pending -> new Accepted(List.of(), waitUncalled(pending.tries() + 1));
            case Charge.Unknown unknown -> new Accepted(List.of(), waitUncalled(unknown.tries() + 1));
            case Charge.Declined declined -> new Unchanged();
            case Charge.Captured captured -> new Unchanged();
            case Charge.Owed owed -> new Unchanged();
        };
    }

    private static Decision aboutADeclinedAttempt(Charge.Made made, ChargeInput.Answered answered) {
        return switch (answered.answer()) {
            case GatewayAnswer.Captured captured -> throw contradiction(made, captured);
            case GatewayAnswer.Declined declined -> new Unchanged();
            case GatewayAnswer.NeverSeen never -> new Unchanged();
            case GatewayAnswer.NoAnswer silence -> new Unchanged();
            case GatewayAnswer.NotCalled notCalled -> new Unchanged();
        };
    }

    private static Decision attempt(Claim claim, int attempt, Instant at) {
        return new Accepted(
                List.of(new ChargeAttempted(
                        claim.charge(), claim.ride(), claim.rider(), claim.purpose(), claim.amount(), attempt, at)),
                new Next.Call(FIRST_DEADLINE));
    }

    private static Decision capture(Charge.Made made, GatewayAnswer.Captured answer, Instant at) {
        Claim claim = made.claim();
        return new Accepted(
                List.of(new ChargeCaptured(
                        claim.charge(),
                        claim.ride(),
                        claim.rider(),
                        claim.purpose(),
                        claim.amount(),
                        answer.reference(),
                        at)),
                new Next.Rest());
    }

    private static Decision decline(Charge.Made made, GatewayAnswer.Declined answer, Instant at) {
        Claim claim = made.claim();
        PaymentEvent declined = new ChargeDeclined(claim.charge(), claim.ride(), made.attempt(), answer.code(), at);
        if (made.attempt() < MAX_ATTEMPTS) return new Accepted(List.of(declined), new Next.Wait(AFTER_DECLINE, 0));
        return new Accepted(
                List.of(declined, new ChargeOwed(claim.charge(), claim.ride(), claim.rider(), claim.amount(), at)),
                new Next.Rest());
    }

    private static IllegalStateException contradiction(Charge.Made made, GatewayAnswer answer) {
        return new IllegalStateException("the gateway contradicts itself: " + answer + " after " + made);
    }
}
