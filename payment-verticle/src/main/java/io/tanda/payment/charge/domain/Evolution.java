package io.tanda.payment.charge.domain;

import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an event makes of a charge. What a state does not lead to contradicts it, and is said aloud. */
final class Evolution {
    /** Why the fare is owed where no card was declined and no answer is missing. */
    static final String NOT_PAID = "not_paid";

    static final String REVIEW = "review";

    private Evolution() {}

    static Charge of(Charge charge, ChargeEvent event) {
        Charge after = next(charge, Charge.versionOf(charge) + 1, event);
        if (after == null) throw new IllegalStateException(event + " does not follow " + charge);
        return after;
    }

    private static @Nullable Charge next(Charge charge, int version, ChargeEvent event) {
        return switch (event) {
            case PaymentEvent.ChargeAttempted e -> attempted(charge, version, e);
            case PaymentEvent.ChargeCaptured e ->
                mayCapture(charge) && charge instanceof Charge.Made made
                        ? new Charge.Captured(made.claim(), version, made.attempt(), e.gatewayReference(), e.at())
                        : null;
            case PaymentEvent.ChargeDeclined e ->
                charge instanceof Charge.Asking asking
                        ? new Charge.Declined(asking.claim(), version, asking.attempt(), e.code(), e.at())
                        : null;
            case PaymentEvent.ChargeUnknown e ->
                charge instanceof Charge.Pending pending
                        ? new Charge.Unknown(pending.claim(), version, pending.attempt(), pending.tries() + 1, e.at())
                        : null;
            case PaymentEvent.ChargeOwed e -> owed(charge, version, e);
            case PaymentEvent.TenderAwaited e -> awaited(charge, version, e);
            case PaymentEvent.ChargeTendered e ->
                charge instanceof Charge.Made made && isDue(made)
                        ? new Charge.Tendered(made.claim(), version, made.attempt(), e.method(), made.open(), 0, e.at())
                        : null;
            case PaymentEvent.ChargeWrittenOff e ->
                charge instanceof Charge.Made made && isDue(made)
                        ? new Charge.WrittenOff(made.claim(), version, made.attempt(), made.open(), 0, e.at())
                        : null;
            case PaymentEvent.ChargeOverpaid e -> overpaid(charge, version, e);
        };
    }

    private static @Nullable Charge attempted(Charge charge, int version, PaymentEvent.ChargeAttempted e) {
        return switch (charge) {
            case Charge.None none
            when e.attempt() == 1 ->
                new Charge.Pending(
                        Claim.of(
                                e.charge(),
                                e.ride(),
                                e.rider(),
                                e.purpose(),
                                e.amount(),
                                e.paymentMethodId(),
                                none.driver()),
                        version,
                        1,
                        0,
                        e.at());
            case Charge.None none -> null;
            case Charge.Made made
            when nextAttempt(made) == e.attempt() || isFoundNotTaken(made, e) ->
                new Charge.Pending(made.claim(), version, e.attempt(), 0, e.at());
            case Charge.Made made -> null;
        };
    }

    /** Of a charge that may be attempted again, 0 for all others: what was never answered may have been taken. */
    static int nextAttempt(Charge.Made charge) {
        return switch (charge) {
            case Charge.Declined declined -> declined.attempt() + 1;
            case Charge.Awaited awaited -> awaited.attempt() + 1;
            case Charge.Owed owed -> owed.open() ? 0 : owed.attempt() + 1;
            case Charge.Pending pending -> 0;
            case Charge.Unknown unknown -> 0;
            case Charge.Captured captured -> 0;
            case Charge.Tendered tendered -> 0;
            case Charge.WrittenOff gone -> 0;
            case Charge.Overpaid twice -> 0;
        };
    }

    /** A person has found out that the last attempt, which was never answered, took nothing. */
    private static boolean isFoundNotTaken(Charge.Made charge, PaymentEvent.ChargeAttempted e) {
        return charge instanceof Charge.Owed owed && owed.open() && e.attempt() == owed.attempt() + 1;
    }

    private static boolean mayCapture(Charge charge) {
        return charge instanceof Charge.Asking || (charge instanceof Charge.Owed owed && owed.open());
    }

    private static @Nullable Charge owed(Charge charge, int version, PaymentEvent.ChargeOwed e) {
        return switch (charge) {
            case Charge.Declined declined ->
                new Charge.Owed(declined.claim(), version, declined.attempt(), declined.code(), false, e.at());
            case Charge.Awaited awaited ->
                new Charge.Owed(awaited.claim(), version, awaited.attempt(), NOT_PAID, false, e.at());
            case Charge.Asking asking ->
                new Charge.Owed(
                        asking.claim(),
                        version,
                        asking.attempt(),
                        Objects.requireNonNullElse(e.code(), PaymentEvent.ChargeOwed.NO_ANSWER),
                        true,
                        e.at());
            case Charge.None none ->
                new Charge.Owed(
                        Claim.of(
                                e.charge(),
                                e.ride(),
                                e.rider(),
                                e.purpose(),
                                e.amount(),
                                e.paymentMethodId(),
                                none.driver()),
                        version,
                        0,
                        REVIEW,
                        false,
                        e.at());
            case Charge.Made made -> null;
        };
    }

    private static @Nullable Charge awaited(Charge charge, int version, PaymentEvent.TenderAwaited e) {
        return switch (charge) {
            case Charge.None none ->
                new Charge.Awaited(
                        Claim.of(
                                e.charge(),
                                e.ride(),
                                e.rider(),
                                e.purpose(),
                                e.amount(),
                                e.paymentMethodId(),
                                none.driver()),
                        version,
                        0,
                        e.method(),
                        e.at());
            case Charge.Made made
            when nextAttempt(made) > 0 -> new Charge.Awaited(made.claim(), version, made.attempt(), e.method(), e.at());
            case Charge.Made made -> null;
        };
    }

    /** Somebody may still pay it. */
    static boolean isDue(Charge.Made charge) {
        return !charge.view().status().settled();
    }

    private static @Nullable Charge overpaid(Charge charge, int version, PaymentEvent.ChargeOverpaid e) {
        return charge instanceof Charge.WithoutGateway || charge instanceof Charge.Captured
                ? new Charge.Overpaid(
                        ((Charge.Made) charge).claim(), version, e.attempt(), e.method(), e.gatewayReference(), e.at())
                : null;
    }
}
