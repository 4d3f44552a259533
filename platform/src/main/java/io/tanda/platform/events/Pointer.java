package io.tanda.platform.events;

import io.tanda.contract.event.Recorded;
import java.util.UUID;

/** One event of the journal, as the outbox names it. */
record Pointer(UUID aggregate, int version) {
    static Pointer to(Recorded event) {
        return new Pointer(event.aggregate(), event.version());
    }
}
