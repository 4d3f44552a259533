package io.tanda.payment.refund.domain;

import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.payment.PaymentEvent.RefundAsked;
import io.tanda.contract.payment.PaymentEvent.RefundDisputed;
import io.tanda.contract.payment.PaymentEvent.RefundMade;
import io.tanda.contract.payment.PaymentEvent.RefundRefused;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.RefundList;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.KeyLifetime.Phase;
import io.tanda.payment.ledger.domain.Commission;
import io.tanda.payment.ledger.domain.RefundSource;
import io.tanda.payment.ledger.domain.Shares;
import io.tanda.payment.refund.domain.Decision.Accepted;
import io.tanda.payment.refund.domain.Decision.Next;
import io.tanda.payment.refund.domain.Decision.Refused;
import io.tanda.payment.refund.domain.Decision.Unchanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of giving back.
 *
 * <ol>
 *   <li>Only what the gateway took is given back by it. What was paid in the car is given back where it was paid.
 *   <li>All refunds of a charge together are no more than it, those that nobody knows of included.
 *   <li>An answer about something else than what was asked for is not believed: the refund is only asked about from then on, and counts.
 *   <li>A refund has one key for ever. Whatever is unknown is resolved with it; what was refused is asked for anew, as another refund.
 * </ol>
 */
public final class RefundDecider {
    /** Longer than the HTTP client's limit and a commit, so that a call under way is seldom asked about. */
    static final Duration FIRST_DEADLINE = Duration.ofSeconds(5);
    /** Most outages are short; nobody waits at a kerb for a refund. */
    private static final List<Duration> IN_VAIN = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5));
    /** A refund whose key may be forgotten is only asked about, and this often. */
    static final Duration ONLY_ASKED_ABOUT = Duration.ofHours(1);

    private RefundDecider() {}

    /**
     * @param before all refunds of this charge
     * @param shares how the fare was divided; absent: it was not
     * @param wanted absent: what is left
     * @param id of the new refund
     */
    public static Decision ask(
            Charge.Made charge,
            List<Refund> before,
            @Nullable Shares shares,
            @Nullable Money wanted,
            String reason,
            RefundId id,
            Instant at) {
        String captured = captured(charge);
        if (captured == null) return new Refused(Refusal.STEP_NOT_ALLOWED, why(charge));
        Claim claim = charge.claim();
        long left = claim.amount().minorUnits()
                - before.stream()
                        .filter(Refund::counts)
                        .mapToLong(refund -> refund.order().amount().minorUnits())
                        .sum();
        String currency = claim.amount().currency();
        if (left <= 0) return new Refused(Refusal.STEP_NOT_ALLOWED, "all of it was given back");
        if (wanted != null && !wanted.currency().equals(currency))
            return new Refused(Refusal.INVALID, "it was taken in " + currency + ", not in " + wanted.currency());
        if (wanted != null && (wanted.minorUnits() < 1 || wanted.minorUnits() > left))
            return new Refused(
                    Refusal.INVALID,
                    "from 1 to " + left + " minor units can be given back, not " + wanted.minorUnits());
        if (before.size() >= RefundList.MOST)
            return new Refused(Refusal.STEP_NOT_ALLOWED, "it was given back in " + before.size() + " parts: no more");
        Money amount = wanted == null ? new Money(left, currency) : wanted;
        Order order = new Order(
                id,
                claim.ride(),
                claim.rider(),
                claim.purpose(),
                claim.sold(),
                before.size() + 1,
                amount,
                captured,
                source(charge, before, shares, amount));
        return new Accepted(
                new Refund.Asked(order, 1, 0, null, at),
                List.of(new RefundAsked(id, order.charge(), order.ride(), order.rider(), amount, reason, at)),
                new Next.AskIn(FIRST_DEADLINE));
    }

    private static RefundSource source(Charge.Made charge, List<Refund> before, @Nullable Shares shares, Money amount) {
        Purpose purpose = charge.claim().purpose();
        boolean isFee = switch (purpose) {
            case CANCELLATION_FEE, NO_SHOW_FEE -> true;
            case SERVICE -> charge.claim().driver() == null;
            case FARE, TIP -> false;
        };
        if (isFee && charge instanceof Charge.Overpaid) return new RefundSource.Credit();
        if (isFee) return new RefundSource.Fee();
        if (shares == null) return new RefundSource.Before();
        if (charge instanceof Charge.Overpaid) return new RefundSource.Credit();
        long given = 0;
        long commission = 0;
        for (Refund refund : before)
            if (refund.counts() && refund.order().source() instanceof RefundSource.Fare fare) {
                given += refund.order().amount().minorUnits();
                commission += fare.commission();
            }
        long back = Commission.back(
                shares.commission(), charge.claim().amount().minorUnits(), given, commission, amount.minorUnits());
        return new RefundSource.Fare(shares.driver(), back);
    }

    /** @return whether the gateway may be called with its key, or is only asked about it */
    public static boolean mayBeCalled(Refund.Asked asked, Phase key) {
        return asked.code() == null && key == Phase.CALLED;
    }

    /** @param key what may be done with it now */
    public static Decision answered(Refund refund, RefundAnswer answer, Phase key, Instant at) {
        return switch (refund) {
            case Refund.Asked asked -> answered(asked, answer, key, at);
            case Refund.Made made
            when answer instanceof RefundAnswer.Refused || answer instanceof RefundAnswer.Different ->
                throw contradiction(refund, answer);
            case Refund.Refused refused
            when answer instanceof RefundAnswer.Made || answer instanceof RefundAnswer.Different ->
                throw contradiction(refund, answer);
            case Refund.Made made -> new Unchanged();
            case Refund.Refused refused -> new Unchanged();
        };
    }

    private static Decision answered(Refund.Asked asked, RefundAnswer answer, Phase key, Instant at) {
        Order order = asked.order();
        int version = asked.version() + 1;
        return switch (answer) {
            case RefundAnswer.Made made ->
                new Accepted(
                        new Refund.Made(order, version, made.reference(), at),
                        List.of(new RefundMade(
                                order.refund(),
                                order.charge(),
                                order.ride(),
                                order.rider(),
                                order.amount(),
                                made.reference(),
                                at)),
                        new Next.Rest());
            case RefundAnswer.Refused refused ->
                new Accepted(
                        new Refund.Refused(order, version, refused.code(), at),
                        List.of(new RefundRefused(
                                order.refund(),
                                order.charge(),
                                order.ride(),
                                order.rider(),
                                order.amount(),
                                refused.code(),
                                at)),
                        new Next.Rest());
            case RefundAnswer.Different different
            when asked.code() == null ->
                new Accepted(
                        new Refund.Asked(order, version, asked.tries() + 1, Refund.Asked.OTHER_ANSWER, asked.since()),
                        List.of(new RefundDisputed(
                                order.refund(),
                                order.charge(),
                                order.ride(),
                                order.rider(),
                                order.amount(),
                                different.detail(),
                                at)),
                        new Next.AskIn(ONLY_ASKED_ABOUT));
            case RefundAnswer.Different different -> inVain(asked, key);
            case RefundAnswer.NeverSeen never -> inVain(asked, key);
            case RefundAnswer.NoAnswer silence -> inVain(asked, key);
            case RefundAnswer.NotCalled notCalled -> inVain(asked, key);
        };
    }

    private static Accepted inVain(Refund.Asked asked, Phase key) {
        int tries = asked.tries() + 1;
        Duration pause = mayBeCalled(asked, key) ? IN_VAIN.get(Math.min(tries, IN_VAIN.size()) - 1) : ONLY_ASKED_ABOUT;
        return new Accepted(asked.tried(tries), List.of(), new Next.AskIn(pause));
    }

    private static @Nullable String captured(Charge.Made charge) {
        return switch (charge) {
            case Charge.Captured captured -> captured.gatewayReference();
            case Charge.Overpaid twice -> twice.gatewayReference();
            case Charge.Asking asking -> null;
            case Charge.Declined declined -> null;
            case Charge.Owed owed -> null;
            case Charge.Awaited awaited -> null;
            case Charge.WithoutGateway ended -> null;
        };
    }

    private static String why(Charge.Made charge) {
        return charge instanceof Charge.Tendered
                ? "it was paid in the car: give it back there"
                : "nothing was taken: the payment is " + charge.view().status().wireName();
    }

    private static IllegalStateException contradiction(Refund refund, RefundAnswer answer) {
        return new IllegalStateException("ALERT the gateway said " + answer + " of " + refund);
    }
}
