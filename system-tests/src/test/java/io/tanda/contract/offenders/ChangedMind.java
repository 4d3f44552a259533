package io.tanda.contract.offenders;

import io.tanda.contract.RideId;
import io.tanda.contract.event.RideEvent;
import java.time.Instant;

/** Breaks: events are records. */
public final class ChangedMind implements RideEvent {
    @Override
    public RideId ride() {
        return RideId.next();
    }

    @Override
    public Instant at() {
        return Instant.EPOCH;
    }
}
