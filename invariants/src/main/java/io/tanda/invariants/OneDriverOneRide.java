package io.tanda.invariants;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.invariants.Snapshot.Journaled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nobody is dispatched twice: read from what dispatch recorded about who had which ride when. */
final class OneDriverOneRide {
    private OneDriverOneRide() {}

    static List<Found> oneDriverPerRide(Snapshot snapshot) {
        List<Found> found = new ArrayList<>();
        held(snapshot, found);
        return found;
    }

    static List<Found> oneRidePerDriver(Snapshot snapshot) {
        Map<DriverId, List<Held>> byDriver = new HashMap<>();
        for (Held held : held(snapshot, new ArrayList<>()))
            byDriver.computeIfAbsent(held.driver(), none -> new ArrayList<>()).add(held);
        List<Found> found = new ArrayList<>();
        byDriver.forEach((driver, rides) -> {
            rides.sort(Comparator.comparing(Held::from));
            for (int i = 1; i < rides.size(); i++) {
                Held before = rides.get(i - 1);
                Held next = rides.get(i);
                if (before.until() == null || next.from().isBefore(before.until()))
                    found.add(new Found(
                            next.ride(),
                            "driver " + driver + " took it at " + next.from() + " while on ride " + before.ride()
                                    + " from " + before.from() + " until "
                                    + (before.until() == null ? "now" : before.until())));
            }
        });
        return found;
    }

    /** A driver has a ride from an accept until the drop-off, the withdrawal, or giving it back, and again while he collects its fare. */
    private record Held(
            RideId ride,
            DriverId driver,
            Instant from,
            @Nullable Instant until) {}

    private static List<Held> held(Snapshot snapshot, List<Found> doubled) {
        Map<RideId, Held> open = new LinkedHashMap<>();
        List<Held> all = new ArrayList<>();
        for (Journaled entry : snapshot.journal()) {
            if (!(entry.event() instanceof DispatchEvent event)) continue;
            RideId ride = entry.ride();
            Held current = open.get(ride);
            switch (event) {
                case DispatchEvent.CallAccepted accepted -> {
                    if (current != null) {
                        doubled.add(new Found(
                                ride,
                                "driver " + accepted.driver() + " accepted it at " + accepted.at() + " while driver "
                                        + current.driver() + " had it since " + current.from()));
                        all.add(current);
                    }
                    open.put(ride, new Held(ride, accepted.driver(), accepted.at(), null));
                }
                case DispatchEvent.CallReopened over -> close(open, all, ride, over.at());
                case DispatchEvent.CallWithdrawn over -> close(open, all, ride, over.at());
                case DispatchEvent.CallExhausted over -> close(open, all, ride, over.at());
                case DispatchEvent.PassengerDroppedOff over -> close(open, all, ride, over.at());
                case DispatchEvent.CollectionStarted collecting ->
                    open.put(ride, new Held(ride, collecting.driver(), collecting.at(), null));
                case DispatchEvent.FareTendered over -> close(open, all, ride, over.at());
                case DispatchEvent.FareSettled over -> close(open, all, ride, over.at());
                case DispatchEvent.FareOwed over -> close(open, all, ride, over.at());
                case DispatchEvent.NoShowMarked over -> close(open, all, ride, over.at());
                case DispatchEvent.CallOpened none -> {}
                case DispatchEvent.CancelRefused none -> {}
                case DispatchEvent.DriverArrived step -> sameDriver(current, step.driver(), ride, "arrived", doubled);
                case DispatchEvent.PositionsStopped lost ->
                    sameDriver(current, lost.driver(), ride, "was not heard of", doubled);
                case DispatchEvent.TaxiSeenAgain seen -> sameDriver(current, seen.driver(), ride, "was seen", doubled);
                case DispatchEvent.PickupOverdue late ->
                    sameDriver(current, late.driver(), ride, "was late for the pick-up", doubled);
                case DispatchEvent.RideOverdue late ->
                    sameDriver(current, late.driver(), ride, "was late with the drop-off", doubled);
                case DispatchEvent.RiderContacted step -> sameDriver(current, step.driver(), ride, "waited", doubled);
                case DispatchEvent.PassengerPickedUp step ->
                    sameDriver(current, step.driver(), ride, "picked up", doubled);
            }
        }
        all.addAll(open.values());
        return all;
    }

    private static void close(Map<RideId, Held> open, List<Held> all, RideId ride, Instant at) {
        Held held = open.remove(ride);
        if (held != null) all.add(new Held(ride, held.driver(), held.from(), at));
    }

    private static void sameDriver(
            @Nullable Held current, DriverId driver, RideId ride, String what, List<Found> found) {
        if (current == null || !current.driver().equals(driver))
            found.add(new Found(
                    ride,
                    "driver " + driver + " " + what + ", but "
                            + (current == null ? "nobody" : "driver " + current.driver()) + " had it"));
    }
}
