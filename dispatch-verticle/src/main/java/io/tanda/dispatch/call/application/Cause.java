package io.tanda.dispatch.call.application;

import io.tanda.contract.Actor;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Recorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who has something changed, and when it is decided.
 *
 * @param at domain time, as fine as it is stored: the answer and what is read later agree to the last digit
 */
public record Cause(Actor actor, @Nullable String trace, Instant at) {
    public Cause {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    public static Cause of(Request<?> request) {
        return new Cause(request.actor(), request.trace(), request.at());
    }

    public static Cause of(Recorded event, Instant now) {
        return new Cause(event.actor(), event.trace(), now);
    }

    /** Nobody: its time has come. */
    public static Cause time(Instant now) {
        return new Cause(Actor.SYSTEM, null, now);
    }
}
