package io.tanda.payment.charge.domain;

import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.PaymentEvent.ChargeAttempted;
import io.tanda.contract.payment.PaymentEvent.ChargeCaptured;
import io.tanda.contract.payment.PaymentEvent.ChargeDeclined;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeOverpaid;
import io.tanda.contract.payment.PaymentEvent.ChargeOwed;
import io.tanda.contract.payment.PaymentEvent.ChargeUnknown;
import io.tanda.contract.payment.PaymentEvent.TenderAwaited;
import io.tanda.payment.charge.domain.Decision.Accepted;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.payment.charge.domain.Decision.Refused;
import io.tanda.payment.charge.domain.Decision.Unchanged;
import io.tanda.payment.charge.domain.KeyLifetime.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of charging. Pauses are real time: the gateway does not live in the domain's.
 *
 * <ol>
 *   <li>One charge per ride and purpose; asking twice charges once, and never with another amount.
 *   <li>The attempt grows only after a definite decline. Whatever is unknown is resolved with the same key, as long as the gateway keeps
 *       it; then it is looked up, and then it is an operator's case. What the gateway does not understand is one at once.
 *   <li>An answer about something else than what was asked for is not believed: it is an operator's case, and charged no more by itself.
 *   <li>An answer that contradicts one before is a bug or the gateway's fraud: said aloud, never followed.
 *   <li>What ends without the gateway while an attempt is unanswered is asked about until that is known, and never made again. What the
 *       gateway has then captured all the same is told, for somebody to give it back.
 * </ol>
 */
public final class ChargeDecider {
    /** A card that was declined so often will not do by itself: a person must ask for the money. */
    public static final int MAX_ATTEMPTS = 5;
    /** Longer than the HTTP client's limit and a commit, so that a call under way is seldom asked about. */
    static final Duration FIRST_DEADLINE = Duration.ofSeconds(5);
    /** Time to move money onto the card; the last attempt is made when the three minutes that a driver waits are over (A8). */
    static final Duration AFTER_DECLINE = Duration.ofSeconds(45);
    /** Of the rider and by itself: more is no wish to pay but a search for a card that can be charged. */
    static final int MOST_ATTEMPTS = 20;
    /** Dispatch says sooner that nobody paid in the car; this is for when it does not. */
    static final Duration IN_CAR = Duration.ofMinutes(15);
    /**
     * Most outages are short; the last pause repeats, so that thousands of charges that wait for a gateway leave the database to others.
     */
    private static final List<Duration> IN_VAIN =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30));
    /** A key that is too old to be called with is looked up so often in the hours that are left: a person comes next. */
    static final Duration LOOK_UP_AGAIN = Duration.ofMinutes(15);
    /** As the breaker's own reset: sooner is in vain. */
    private static final Duration LEAST_AFTER_NO_CALL = Duration.ofSeconds(2);
    /** Half a day of the last pause: that a charge that ended otherwise is asked about. */
    static final int MOST_TRIES = 1_440;
    /** A minute of asking: no call of ours is under way for so long, so what was never seen by then never will be. */
    static final int SURE_TRIES = 6;

    private ChargeDecider() {}

    public static Decision decide(Charge charge, ChargeInput input, Instant at) {
        return switch (input) {
            case ChargeInput.Demanded demanded -> demanded(charge, demanded, at);
            case ChargeInput.Withheld withheld ->
                switch (charge) {
                    case Charge.None none -> new Accepted(List.of(owes(withheld.claim(), at)), new Next.Rest());
                    case Charge.Made made -> new Unchanged();
                };
            case ChargeInput.Due due -> due(charge, due.key(), at);
            case ChargeInput.ByPeople people ->
                switch (charge) {
                    case Charge.None none -> throw new IllegalStateException(people + " for a charge never made");
                    case Charge.Made made -> PeopleDecider.decide(made, people, at);
                };
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

    private static Decision demanded(Charge charge, ChargeInput.Demanded demanded, Instant at) {
        Claim claim = demanded.claim();
        return switch (charge) {
            case Charge.None none when demanded.method().inCar() -> awaited(claim, demanded.method(), at);
            case Charge.None none -> attempt(claim, 1, at);
            case Charge.Made made when made.claim().isSame(claim) -> new Unchanged();
            case Charge.Made made ->
                new Refused("the charge of this ride is over " + made.claim().amount() + " for rider "
                        + made.claim().rider() + "; it cannot become " + claim.amount() + " for rider "
                        + claim.rider());
        };
    }

    private static Decision due(Charge charge, Phase key, Instant at) {
        return switch (charge) {
            case Charge.None none -> throw new IllegalStateException("a deadline for a charge never made");
            // Whoever is asked for a key long after it was made may have forgotten it.
            case Charge.Asking asking when key != Phase.CALLED -> new Accepted(List.of(), new Next.LookUp());
            case Charge.Asking asking -> new Accepted(List.of(), new Next.AskAgain());
            case Charge.Declined declined -> attempt(declined.claim(), declined.attempt() + 1, at);
            case Charge.Awaited awaited -> owed(awaited, at);
            case Charge.WithoutGateway ended when !ended.open() -> new Accepted(List.of(), new Next.Rest());
            case Charge.WithoutGateway ended -> new Accepted(List.of(), new Next.LookUp());
            case Charge.Captured captured -> new Accepted(List.of(), new Next.Rest());
            case Charge.Owed owed -> new Accepted(List.of(), new Next.Rest());
            case Charge.Overpaid twice -> new Accepted(List.of(), new Next.Rest());
        };
    }

    private static Decision answered(Charge.Made made, ChargeInput.Answered answered, Instant at) {
        if (answered.attempt() > made.attempt())
            throw new IllegalStateException(answered + " is about an attempt that was never made: " + made);
        if (answered.attempt() < made.attempt()) return aboutADeclinedAttempt(made, answered);
        return switch (answered.answer()) {
            case GatewayAnswer.Captured captured -> captured(made, captured, at);
            case GatewayAnswer.Declined declined -> declined(made, declined, at);
            case GatewayAnswer.Different different -> different(made, different, at);
            case GatewayAnswer.NotUnderstood not -> notUnderstood(made, not, at);
            case GatewayAnswer.NoAnswer silence -> silence(made, answered.key(), at);
            case GatewayAnswer.NeverSeen never -> neverSeen(made, answered, at);
            case GatewayAnswer.NotCalled notCalled -> notCalled(made, answered.key(), at);
        };
    }

    private static Decision captured(Charge.Made made, GatewayAnswer.Captured answer, Instant at) {
        return switch (made) {
            case Charge.Asking asking -> capture(made, answer.reference(), at);
            case Charge.Owed owed when owed.open() -> capture(made, answer.reference(), at);
            case Charge.Captured captured
            when captured.gatewayReference().equals(answer.reference()) -> new Unchanged();
            case Charge.Overpaid twice when twice.gatewayReference().equals(answer.reference()) -> new Unchanged();
            case Charge.Tendered tendered -> overpaid(made, tendered.method(), answer.reference(), at);
            case Charge.WrittenOff gone -> overpaid(made, null, answer.reference(), at);
            case Charge.Captured captured -> throw contradiction(made, answer);
            case Charge.Declined declined -> throw contradiction(made, answer);
            case Charge.Owed owed -> throw contradiction(made, answer);
            case Charge.Awaited awaited -> throw contradiction(made, answer);
            case Charge.Overpaid twice -> throw contradiction(made, answer);
        };
    }

    private static Decision declined(Charge.Made made, GatewayAnswer.Declined answer, Instant at) {
        return switch (made) {
            case Charge.Asking asking -> decline(made, answer, at);
            case Charge.Owed owed when owed.open() -> new Accepted(List.of(), new Next.Close());
            case Charge.WithoutGateway ended when ended.open() -> new Accepted(List.of(), new Next.Close());
            case Charge.Declined declined -> new Unchanged();
            case Charge.Owed owed -> new Unchanged();
            case Charge.Awaited awaited -> new Unchanged();
            case Charge.WithoutGateway ended -> new Unchanged();
            case Charge.Captured captured -> throw contradiction(made, answer);
            case Charge.Overpaid twice -> throw contradiction(made, answer);
        };
    }

    /** What it took, if anything, is for people to find out: nothing is paid by it, and nothing is asked for again. */
    private static Decision different(Charge.Made made, GatewayAnswer.Different answer, Instant at) {
        return switch (made) {
            case Charge.Asking asking -> owed(asking, ChargeOwed.OTHER_ANSWER, answer.detail(), at);
            case Charge.Owed owed when owed.open() -> new Unchanged();
            // Its answer does not become another one: whoever is told looks at it.
            case Charge.WithoutGateway ended when ended.open() -> new Accepted(List.of(), new Next.Rest());
            case Charge.Declined declined -> throw contradiction(made, answer);
            case Charge.Captured captured -> throw contradiction(made, answer);
            case Charge.Owed owed -> throw contradiction(made, answer);
            case Charge.Awaited awaited -> throw contradiction(made, answer);
            case Charge.WithoutGateway ended -> throw contradiction(made, answer);
            case Charge.Overpaid twice -> throw contradiction(made, answer);
        };
    }

    /** The same request is wrong the next time, too. It may have been made before it was: people find out. */
    private static Decision notUnderstood(Charge.Made made, GatewayAnswer.NotUnderstood answer, Instant at) {
        return made instanceof Charge.Asking asking
                ? owed(asking, ChargeOwed.NOT_UNDERSTOOD, answer.detail(), at)
                : new Unchanged();
    }

    private static Decision silence(Charge.Made made, Phase key, Instant at) {
        return switch (made) {
            case Charge.Asking asking when key != Phase.CALLED -> notFoundOut(asking, key, at);
            case Charge.Pending pending ->
                new Accepted(
                        List.of(new ChargeUnknown(
                                made.claim().charge(), made.claim().ride(), made.attempt(), at)),
                        waitAfter(pending.tries() + 1));
            case Charge.Unknown unknown -> new Accepted(List.of(), waitAfter(unknown.tries() + 1));
            case Charge.WithoutGateway ended -> askOn(ended);
            case Charge.Declined declined -> new Unchanged();
            case Charge.Captured captured -> new Unchanged();
            case Charge.Owed owed -> new Unchanged();
            case Charge.Awaited awaited -> new Unchanged();
            case Charge.Overpaid twice -> new Unchanged();
        };
    }

    /** @param asking with a key that is called with no more, about which nothing is known */
    private static Decision notFoundOut(Charge.Asking asking, Phase key, Instant at) {
        return key == Phase.OVER
                ? owed(asking, ChargeOwed.NO_ANSWER, null, at)
                : new Accepted(List.of(), new Next.Wait(LOOK_UP_AGAIN, asking.tries() + 1));
    }

    /**
     * @throws IllegalStateException of a key that may be called with: that it was never seen is followed by a call with it, whose answer comes
     *     in its place
     */
    private static Decision neverSeen(Charge.Made made, ChargeInput.Answered answered, Instant at) {
        return switch (made) {
            case Charge.WithoutGateway ended
            when ended.open() && ended.tries() + 1 >= SURE_TRIES -> new Accepted(List.of(), new Next.Close());
            case Charge.WithoutGateway ended -> askOn(ended);
            // It may have been forgotten: a call could take the same again.
            case Charge.Asking asking
            when answered.key() != Phase.CALLED -> owed(asking, ChargeOwed.NO_ANSWER, null, at);
            case Charge.Asking asking -> throw new IllegalStateException("no answer to a charge: " + answered);
            case Charge.Made other -> new Unchanged();
        };
    }

    private static Decision askOn(Charge.WithoutGateway ended) {
        if (!ended.open()) return new Unchanged();
        int tries = ended.tries() + 1;
        return new Accepted(List.of(), tries >= MOST_TRIES ? new Next.Rest() : waitAfter(tries));
    }

    private static Decision notCalled(Charge.Made made, Phase key, Instant at) {
        return switch (made) {
            case Charge.Asking asking when key != Phase.CALLED -> notFoundOut(asking, key, at);
            case Charge.Asking asking -> new Accepted(List.of(), waitUncalled(asking.tries() + 1));
            case Charge.WithoutGateway ended -> askOn(ended);
            case Charge.Declined declined -> new Unchanged();
            case Charge.Captured captured -> new Unchanged();
            case Charge.Owed owed -> new Unchanged();
            case Charge.Awaited awaited -> new Unchanged();
            case Charge.Overpaid twice -> new Unchanged();
        };
    }

    private static Decision aboutADeclinedAttempt(Charge.Made made, ChargeInput.Answered answered) {
        return switch (answered.answer()) {
            case GatewayAnswer.Captured captured -> throw contradiction(made, captured);
            case GatewayAnswer.Different different -> throw contradiction(made, different);
            case GatewayAnswer.Declined declined -> new Unchanged();
            case GatewayAnswer.NotUnderstood not -> new Unchanged();
            case GatewayAnswer.NeverSeen never -> new Unchanged();
            case GatewayAnswer.NoAnswer silence -> new Unchanged();
            case GatewayAnswer.NotCalled notCalled -> new Unchanged();
        };
    }

    static Decision attempt(Claim claim, int attempt, Instant at) {
        return new Accepted(
                List.of(new ChargeAttempted(
                        claim.charge(),
                        claim.ride(),
                        claim.rider(),
                        claim.purpose(),
                        claim.amount(),
                        attempt,
                        at,
                        claim.method())),
                new Next.Call(FIRST_DEADLINE));
    }

    static Decision capture(Charge.Made made, String reference, Instant at) {
        Claim claim = made.claim();
        return new Accepted(
                List.of(new ChargeCaptured(
                        claim.charge(), claim.ride(), claim.rider(), claim.purpose(), claim.amount(), reference, at)),
                new Next.Rest());
    }

    private static Decision decline(Charge.Made made, GatewayAnswer.Declined answer, Instant at) {
        Claim claim = made.claim();
        ChargeEvent declined = new ChargeDeclined(claim.charge(), claim.ride(), made.attempt(), answer.code(), at);
        // Whoever wants to give a tip tries again; what is sold is not given.
        if (!claim.purpose().isOwed()) return new Accepted(List.of(declined), new Next.Rest());
        if (made.attempt() < MAX_ATTEMPTS) return new Accepted(List.of(declined), new Next.Wait(AFTER_DECLINE, 0));
        return new Accepted(List.of(declined, owes(claim, at)), new Next.Rest());
    }

    static Decision owed(Charge.Made made, Instant at) {
        return new Accepted(List.of(owes(made.claim(), at)), new Next.Rest());
    }

    private static Decision owed(Charge.Asking asking, String code, @Nullable String detail, Instant at) {
        return new Accepted(List.of(owes(asking.claim(), code, detail, at)), new Next.Rest());
    }

    private static ChargeEvent owes(Claim claim, Instant at) {
        return owes(claim, null, null, at);
    }

    private static ChargeEvent owes(Claim claim, @Nullable String code, @Nullable String detail, Instant at) {
        return new ChargeOwed(
                claim.charge(), claim.ride(), claim.rider(), claim.amount(), code, detail, at, claim.method());
    }

    static Decision awaited(Claim claim, PaymentMethod method, Instant at) {
        return new Accepted(
                List.of(new TenderAwaited(
                        claim.charge(),
                        claim.ride(),
                        claim.rider(),
                        claim.purpose(),
                        claim.amount(),
                        method,
                        at,
                        claim.method())),
                new Next.Wait(IN_CAR, 0));
    }

    static Decision overpaid(Charge.Made made, @Nullable PaymentMethod method, String reference, Instant at) {
        Claim claim = made.claim();
        return new Accepted(
                List.of(new ChargeOverpaid(
                        claim.charge(),
                        claim.ride(),
                        claim.rider(),
                        claim.purpose(),
                        claim.amount(),
                        method,
                        made.attempt(),
                        reference,
                        at)),
                new Next.Rest());
    }

    /** What follows the end of a charge whose last attempt may have taken something: it is asked about, and never made again. */
    static Next asked(boolean open) {
        return open ? waitAfter(1) : new Next.Rest();
    }

    private static IllegalStateException contradiction(Charge.Made made, GatewayAnswer answer) {
        return new IllegalStateException("the gateway contradicts itself: " + answer + " after " + made);
    }
}
