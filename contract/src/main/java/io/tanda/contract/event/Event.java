package io.tanda.contract.event;

import java.time.Instant;

/** Something that happened, in the past tense. Carries no name and no phone number of anybody. */
public interface Event {
    /** Whose history it belongs to. */
    Aggregate aggregate();

    /** When it happened, in domain time. */
    Instant at();
}
