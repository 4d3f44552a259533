package io.tanda.contract.booking;

import io.tanda.contract.Person;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import org.jspecify.annotations.Nullable;

/**
 * A4: whom a driver meets, and where: told to who has the ride, from the acceptance until he is free.
 *
 * @param person as the rider gave it with his request; absent = he gave none
 */
public record RideRider(
        RideId ride, Place pickup, Place dropoff, @Nullable Person person) {}
