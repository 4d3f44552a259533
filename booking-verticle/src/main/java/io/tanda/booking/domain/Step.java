package io.tanda.booking.domain;

import io.tanda.booking.domain.Booking.CancelPending;
import io.tanda.booking.domain.Booking.Requested;
import io.tanda.booking.domain.Booking.Search;
import java.util.List;
import java.util.function.Function;

/**
 * From a state to the next, where the state offers it. Where it does not, what happened contradicts the state: a bug of somebody's, and
 * here alone it is said aloud.
 *
 * @param state where the booking is
 * @param what an event, a fact or a command
 */
record Step(Booking state, Object what) {
    /** The state as one of these. */
    <S extends Booking> S from(Class<S> offering) {
        if (offering.isInstance(state)) return offering.cast(state);
        throw contradiction();
    }

    Requested from(Search... searches) {
        Requested requested = from(Requested.class);
        if (List.of(searches).contains(requested.search())) return requested;
        throw contradiction();
    }

    /** The ride goes on the same way whether or not a cancellation is on its way. */
    <S extends Booking> Booking meanwhile(Class<S> offering, Function<S, Booking> next) {
        return state instanceof CancelPending pending && offering.isInstance(pending.returnsTo())
                ? pending.meanwhile(next.apply(offering.cast(pending.returnsTo())))
                : next.apply(from(offering));
    }

    /** Names the kind, not the content: a message ends up in logs. */
    IllegalStateException contradiction() {
        return new IllegalStateException("ride " + state.trip().ride() + " is "
                + state.status().wireName() + ", which " + what.getClass().getSimpleName() + " contradicts");
    }
}
