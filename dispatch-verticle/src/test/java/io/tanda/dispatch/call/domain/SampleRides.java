package io.tanda.dispatch.call.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.DispatchEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One ride in each of its states. */
final class SampleRides {
    static final Instant NOON = Instant.parse("2013-01-02T17:00:00Z");
    static final DriverId MARY = DriverId.parse("0190a000-0000-7000-8000-0000000000d1");
    static final DriverId OTHER = DriverId.parse("0190a000-0000-7000-8000-0000000000d2");
    static final TaxiId TAXI = TaxiId.parse("0190a000-0000-7000-8000-0000000000a1");
    static final GeoPoint PICKUP = new GeoPoint(40.7580, -73.9855);
    static final GeoPoint DROPOFF = new GeoPoint(40.7061, -74.0087);
    static final Call CALL = new Call(
            RideId.parse("0190a000-0000-7000-8000-000000000001"),
            RiderId.parse("0190a000-0000-7000-8000-0000000000b1"),
            PICKUP,
            DROPOFF,
            2,
            NOON);
    static final CallDecider DECIDER =
            new CallDecider(CallRules.DEFAULT, new NewYorkTariff2012(), new StraightLineEta());

    private SampleRides() {}

    static Ride.Open open() {
        return new Ride.Open(CALL, NOON.plusSeconds(60), 0);
    }

    static CallCommand.Accept accept(DriverId driver) {
        return new CallCommand.Accept(driver, new CallCommand.Standing.OnDuty(TAXI, "4A11", 4), NOON.plusSeconds(200));
    }

    /** The state after these commands, each accepted, ten seconds apart. */
    static Ride after(CallCommand... commands) {
        Ride ride = open();
        Instant now = NOON;
        for (CallCommand command : commands) {
            now = now.plusSeconds(10);
            ride = CallDecider.evolve(ride, events(DECIDER.decide(command, ride, now)));
        }
        return ride;
    }

    static List<DispatchEvent> events(Decision decision) {
        if (decision instanceof Decision.Decided decided) return decided.events();
        throw new AssertionError("refused: " + decision);
    }

    static Ride accepted() {
        return after(accept(MARY));
    }

    static Ride arrived() {
        return after(accept(MARY), new CallCommand.Arrive(MARY));
    }

    static Ride onTrip() {
        return after(accept(MARY), new CallCommand.Arrive(MARY), new CallCommand.PickUp(MARY));
    }

    static Ride droppedOff() {
        return after(
                accept(MARY),
                new CallCommand.Arrive(MARY),
                new CallCommand.PickUp(MARY),
                new CallCommand.DropOff(MARY, null, null));
    }

    static Ride withdrawn() {
        return after(new CallCommand.Withdraw(true));
    }

    static Ride exhausted() {
        return CallDecider.evolve(
                open(), events(DECIDER.decide(new CallCommand.Exhaust(), open(), NOON.plusSeconds(60))));
    }

    /** By the name of the state, in the order of a ride's life. */
    static Map<String, Ride> all() {
        Map<String, Ride> all = new LinkedHashMap<>();
        for (Ride ride : new ArrayList<>(
                List.of(open(), accepted(), arrived(), onTrip(), droppedOff(), withdrawn(), exhausted())))
            all.put(ride.getClass().getSimpleName(), ride);
        return all;
    }
}
