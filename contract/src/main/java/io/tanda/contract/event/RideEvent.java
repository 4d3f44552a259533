package io.tanda.contract.event;

import io.tanda.contract.AboutRide;

/** Something that happened to a ride, or to what belongs to one. */
public interface RideEvent extends Event, AboutRide {
    /** The ride itself; an event about something that belongs to it says otherwise. */
    @Override
    default Aggregate aggregate() {
        return Aggregate.of(Aggregate.RIDE, ride());
    }
}
