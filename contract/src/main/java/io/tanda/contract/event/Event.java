package io.tanda.contract.event;

import io.tanda.contract.RideId;
import java.time.Instant;

/** Something that happened to a ride, in the past tense. Carries no name, phone number or address label. */
public interface Event {
    RideId ride();

    /** When it happened, in domain time. */
    Instant at();
}
