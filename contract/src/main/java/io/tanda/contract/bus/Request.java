package io.tanda.contract.bus;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command or query on its way over the bus.
 *
 * @param id the same on every retry of one intention
 * @param actor who asks; stamped where the request came in
 * @param at domain time of the process that has it in hand: who is asked stamps it anew, so that the clock of who asks decides nothing
 * @param fingerprint of what the client sent; the same id with another fingerprint is refused as IDEMPOTENCY_KEY_REUSED
 * @param trace W3C traceparent, where there is one
 */
public record Request<C>(
        CommandId id,
        Actor actor,
        Instant at,
        @Nullable String fingerprint,
        @Nullable String trace,
        C body) {
    /** As it is taken in hand by another process, at its own time. */
    public Request<C> takenAt(Instant now) {
        return new Request<>(id, actor, now, fingerprint, trace, body);
    }

    /** The same, going on from another step of its trace. */
    public Request<C> in(@Nullable String step) {
        return new Request<>(id, actor, at, fingerprint, step, body);
    }
}
