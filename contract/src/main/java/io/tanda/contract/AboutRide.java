package io.tanda.contract;

/** A command, a query or an event that names the ride which it is about. */
public interface AboutRide {
    RideId ride();
}
