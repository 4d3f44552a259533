package io.tanda.payment.charge.application;

import io.tanda.contract.Actor;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Decision;
import io.tanda.payment.charge.domain.Decision.Next;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one decision makes of a charge: it is committed as a whole, on the version it was decided on.
 *
 * @param actor who is behind it
 * @param trace of the request behind it, where it is known
 */
public record Change(
        Charge before,
        Charge.Made after,
        List<ChargeEvent> events,
        Next next,
        Actor actor,
        @Nullable String trace) {

    /** By nobody: its time has come, an answer has arrived, or dispatch has said so. */
    public static Change of(Charge before, Decision.Accepted accepted, @Nullable String trace) {
        return of(before, accepted, Actor.SYSTEM, trace);
    }

    public static Change of(Charge before, Decision.Accepted accepted, Actor actor, @Nullable String trace) {
        Charge after = before;
        for (ChargeEvent event : accepted.events()) after = after.evolve(event);
        if (accepted.next() instanceof Next.Wait wait) after = tried(after, wait.tries());
        if (accepted.next() instanceof Next.Close) after = closed(after);
        return switch (after) {
            case Charge.None none -> throw new IllegalStateException(accepted + " makes nothing");
            case Charge.Made made -> new Change(before, made, accepted.events(), accepted.next(), actor, trace);
        };
    }

    private static Charge tried(Charge charge, int tries) {
        return switch (charge) {
            case Charge.Pending p -> new Charge.Pending(p.claim(), p.version(), p.attempt(), tries, p.since());
            case Charge.Unknown u -> new Charge.Unknown(u.claim(), u.version(), u.attempt(), tries, u.since());
            case Charge.Tendered t ->
                new Charge.Tendered(t.claim(), t.version(), t.attempt(), t.method(), t.open(), tries, t.since());
            case Charge.WrittenOff w ->
                new Charge.WrittenOff(w.claim(), w.version(), w.attempt(), w.open(), tries, w.since());
            case Charge.None none -> none;
            case Charge.Declined declined -> declined;
            case Charge.Awaited awaited -> awaited;
            case Charge.Captured captured -> captured;
            case Charge.Owed owed -> owed;
            case Charge.Overpaid twice -> twice;
        };
    }

    /** The last attempt has taken nothing. */
    private static Charge closed(Charge charge) {
        return switch (charge) {
            case Charge.Owed o -> new Charge.Owed(o.claim(), o.version(), o.attempt(), o.code(), false, o.since());
            case Charge.Tendered t ->
                new Charge.Tendered(t.claim(), t.version(), t.attempt(), t.method(), false, t.tries(), t.since());
            case Charge.WrittenOff w ->
                new Charge.WrittenOff(w.claim(), w.version(), w.attempt(), false, w.tries(), w.since());
            case Charge.None none -> none;
            case Charge.Made made -> throw new IllegalStateException("nothing is open in " + made);
        };
    }
}
