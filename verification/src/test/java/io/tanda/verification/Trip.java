package io.tanda.verification;

import io.tanda.client.Answer;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.verification.Calls.Booked;
import io.tanda.verification.Calls.Broken;
import io.tanda.verification.Calls.Driver;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/** A ride and its driver, step by step. */
record Trip(Calls calls, Driver driver, Booked ride) {
    /** A group of consumers that waits for a dead member's partitions, and a ride after that. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    static Trip accepted(Calls calls) throws IOException, Broken {
        Trip trip = new Trip(calls, calls.driver(), calls.book());
        Wait.until("dispatch has " + trip.id(), LIMIT, () -> {
            UUID key = UUID.randomUUID();
            try {
                return calls.answered("accept", () -> calls.client().acceptCall(trip.driver.token(), key, trip.id()))
                        instanceof Answer.Ok;
            } catch (Broken e) {
                return false;
            }
        });
        return trip;
    }

    static Trip completed(Calls calls) throws IOException, Broken {
        Trip trip = accepted(calls);
        trip.pickUp();
        trip.dropOff();
        trip.await(RideStatus.COMPLETED);
        return trip;
    }

    RideId id() {
        return ride.id();
    }

    void pickUp() throws Broken {
        UUID arrive = UUID.randomUUID();
        calls.done("arrive", () -> calls.client().arrive(driver.token(), arrive, id()));
        UUID pickUp = UUID.randomUUID();
        calls.done("pick up", () -> calls.client().pickUp(driver.token(), pickUp, id()));
    }

    void dropOff() throws Broken {
        UUID key = UUID.randomUUID();
        calls.done("drop off", () -> calls.client().dropOff(driver.token(), key, id(), null, null));
    }

    void await(RideStatus status) throws IOException {
        Wait.until(id() + " is " + status, LIMIT, () -> {
            try {
                return calls.done("look", () -> calls.client().booking(ride.token(), id()))
                                .status()
                        == status;
            } catch (Broken e) {
                return false;
            }
        });
    }
}
