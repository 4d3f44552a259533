package io.tanda.simulator.check;

import com.google.errorprone.annotations.Immutable;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.simulator.check.Snapshot.Journaled;
import io.tanda.simulator.check.Snapshot.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold when all is quiet, whatever was killed meanwhile. Each is a function of what was read and nothing else. */
public enum Invariant {
    SOMETHING_HAPPENED("the run did something worth checking", Invariant::somethingHappened),
    NO_LOST_BOOKING("no booking that was answered 201 is lost", Invariant::noLostBooking),
    ONE_DRIVER_PER_RIDE("at most one driver per ride at any time", Invariant::oneDriverPerRide),
    ONE_RIDE_PER_DRIVER("at most one ride per driver at any time", Invariant::oneRidePerDriver),
    COMPLETED_IS_PAID("no completed ride is unpaid", Invariant::completedIsPaid),
    CAPTURES_EQUAL_FARES("captures equal fares, each once", Invariant::capturesEqualFares),
    VERSIONS_WITHOUT_GAP("each ride's journal counts 1, 2, 3, ...", Invariant::versionsWithoutGap),
    JOURNALS_EQUAL_TOPICS("journals and topics agree both ways", Invariant::journalsEqualTopics),
    HISTORY_EQUALS_JOURNALS("history and journals agree both ways", Invariant::historyEqualsJournals),
    NO_RIDE_PAST_DEADLINE("no ride is past its deadline or stuck without one", Invariant::noRidePastDeadline),
    NOTHING_PARKED("no consumer has given up on a ride", Invariant::nothingParked);

    static final String BOOKING = "booking";
    static final String DISPATCH = "dispatch";
    static final String PAYMENT = "payment";

    private final String promise;
    private final Check check;

    @Immutable
    @FunctionalInterface
    private interface Check {
        List<Found> of(Snapshot snapshot);
    }

    Invariant(String promise, Check check) {
        this.promise = promise;
        this.check = check;
    }

    /** For a person. */
    public String promise() {
        return promise;
    }

    public List<Offence> check(Snapshot snapshot) {
        return check.of(snapshot).stream()
                .map(found -> new Offence(this, found.ride(), found.what()))
                .toList();
    }

    private record Found(@Nullable RideId ride, String what) {}

    // --- each one ----------------------------------------------------------------------------

    private static List<Found> somethingHappened(Snapshot snapshot) {
        List<Found> found = new ArrayList<>();
        long completed = events(snapshot, BookingEvent.RideCompleted.class).size();
        if (completed < snapshot.expected().completedRides())
            found.add(new Found(
                    null,
                    completed + " rides were completed, at least "
                            + snapshot.expected().completedRides() + " were expected"));
        double least = snapshot.expected().shareOfOperationsOk() * snapshot.operations();
        if (snapshot.operations() == 0 || snapshot.operationsOk() < least)
            found.add(new Found(
                    null,
                    snapshot.operationsOk() + " of " + snapshot.operations() + " operations succeeded, at least "
                            + Math.round(100 * snapshot.expected().shareOfOperationsOk()) + " % were expected"));
        return found;
    }

    private static List<Found> noLostBooking(Snapshot snapshot) {
        Map<RideId, BookingEvent.RideRequested> requested = byRide(events(snapshot, BookingEvent.RideRequested.class));
        Set<RideId> dispatched = ridesOf(snapshot, DISPATCH);
        Map<RideId, RideStatus> status = statuses(snapshot);
        Set<RideId> inTopic = new HashSet<>();
        for (Published event : snapshot.published()) if (event.context().equals(BOOKING)) inTopic.add(event.ride());
        List<Found> found = new ArrayList<>();
        snapshot.asked().forEach((ride, rider) -> {
            BookingEvent.RideRequested request = requested.get(ride);
            Snapshot.Seen seen = snapshot.bookings().get(ride);
            RideRecord record = snapshot.history().get(ride);
            RideStatus now = status.get(ride);
            if (request == null || now == null) {
                found.add(new Found(ride, "it was answered 201 and is not in booking's journal"));
                return;
            }
            if (!request.rider().equals(rider))
                found.add(new Found(ride, "rider " + rider + " asked, the journal says " + request.rider()));
            if (seen == null) found.add(new Found(ride, "GET /v1/bookings/{id} does not find it"));
            else if (seen.status() != now)
                found.add(new Found(
                        ride, "the API says " + seen.status().wireName() + ", the journal " + now.wireName()));
            if (!inTopic.contains(ride)) found.add(new Found(ride, "it is not in booking's topic"));
            if (record == null) found.add(new Found(ride, "it is not in history"));
            if (!dispatched.contains(ride) && !now.terminal())
                found.add(new Found(ride, "it is " + now.wireName() + " and dispatch has never heard of it"));
        });
        return found;
    }

    /** A driver has a ride from an accept until the drop-off, the withdrawal, or giving it back. */
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
                case DispatchEvent.CallOpened none -> {}
                case DispatchEvent.CancelRefused none -> {}
                case DispatchEvent.DriverArrived step -> sameDriver(current, step.driver(), ride, "arrived", doubled);
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

    private static List<Found> oneDriverPerRide(Snapshot snapshot) {
        List<Found> found = new ArrayList<>();
        held(snapshot, found);
        return found;
    }

    private static List<Found> oneRidePerDriver(Snapshot snapshot) {
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

    private static List<Found> completedIsPaid(Snapshot snapshot) {
        Map<RideId, List<Snapshot.Capture>> ledger = ledger(snapshot);
        Map<RideId, PaymentEvent.ChargeCaptured> captured = byRide(events(snapshot, PaymentEvent.ChargeCaptured.class));
        List<Found> found = new ArrayList<>();
        for (RideEvent event : events(snapshot, BookingEvent.RideCompleted.class)) {
            BookingEvent.RideCompleted completed = (BookingEvent.RideCompleted) event;
            PaymentEvent.ChargeCaptured charge = captured.get(completed.ride());
            if (charge == null)
                found.add(new Found(completed.ride(), "it is completed without a capture in payment's journal"));
            else if (!charge.amount().equals(completed.paid()))
                found.add(new Found(
                        completed.ride(),
                        "booking says " + text(completed.paid()) + " was paid, payment captured "
                                + text(charge.amount())));
            if (!ledger.containsKey(completed.ride()))
                found.add(new Found(completed.ride(), "it is completed and the gateway has captured nothing"));
        }
        snapshot.bookings().forEach((ride, seen) -> {
            if (seen.status() == RideStatus.COMPLETED && !captured.containsKey(ride))
                found.add(new Found(ride, "the API calls it completed, payment has captured nothing"));
        });
        return found;
    }

    private static List<Found> capturesEqualFares(Snapshot snapshot) {
        Map<RideId, DispatchEvent.PassengerDroppedOff> fares =
                byRide(events(snapshot, DispatchEvent.PassengerDroppedOff.class));
        Map<RideId, PaymentEvent.ChargeCaptured> captured = byRide(events(snapshot, PaymentEvent.ChargeCaptured.class));
        Map<RideId, List<Snapshot.Capture>> ledger = ledger(snapshot);
        List<Found> found = new ArrayList<>();
        ledger.forEach((ride, captures) -> {
            if (captures.size() > 1)
                found.add(new Found(
                        ride,
                        "it was captured " + captures.size() + " times, with the keys "
                                + captures.stream().map(Snapshot.Capture::key).toList()));
            DispatchEvent.PassengerDroppedOff droppedOff = fares.get(ride);
            for (Snapshot.Capture capture : captures) {
                if (droppedOff == null)
                    found.add(new Found(ride, text(capture.amount()) + " were captured and nobody was dropped off"));
                else if (!droppedOff.fare().total().equals(capture.amount()))
                    found.add(new Found(
                            ride,
                            "its fare is " + text(droppedOff.fare().total()) + ", captured were "
                                    + text(capture.amount())));
            }
            if (!captured.containsKey(ride))
                found.add(new Found(ride, "the gateway captured it, payment's journal does not know"));
        });
        captured.keySet().forEach(ride -> {
            if (!ledger.containsKey(ride))
                found.add(new Found(ride, "payment's journal has a capture that the gateway does not know"));
        });
        return found;
    }

    private static List<Found> versionsWithoutGap(Snapshot snapshot) {
        Map<String, Integer> last = new HashMap<>();
        List<Found> found = new ArrayList<>();
        for (Journaled event : snapshot.journal()) {
            int expected = last.getOrDefault(event.context() + event.ride(), 0) + 1;
            if (event.version() != expected)
                found.add(new Found(
                        event.ride(),
                        event.context() + "'s journal goes on with version " + event.version() + " where " + expected
                                + " was expected"));
            last.put(event.context() + event.ride(), event.version());
        }
        return found;
    }

    private record Key(String context, RideId ride, int version) {}

    private record Content(String type, int bodyHash) {}

    private static List<Found> journalsEqualTopics(Snapshot snapshot) {
        Map<Key, Content> journal = new HashMap<>();
        for (Journaled event : snapshot.journal())
            journal.put(
                    new Key(event.context(), event.ride(), event.version()),
                    new Content(event.type(), event.bodyHash()));
        Set<Key> published = new HashSet<>();
        List<Found> found = new ArrayList<>();
        for (Published event : snapshot.published()) {
            Key key = new Key(event.context(), event.ride(), event.version());
            Content recorded = journal.get(key);
            String what = event.context() + "'s topic holds version " + event.version() + " (" + event.type() + ")";
            if (recorded == null) found.add(new Found(event.ride(), what + ", which its journal does not"));
            else if (!recorded.type().equals(event.type()))
                found.add(new Found(event.ride(), what + ", in its journal that is " + recorded.type()));
            else if (recorded.bodyHash() != event.bodyHash())
                found.add(new Found(event.ride(), what + " with another content than its journal"));
            published.add(key);
        }
        for (Journaled event : snapshot.journal())
            if (!published.contains(new Key(event.context(), event.ride(), event.version())))
                found.add(new Found(
                        event.ride(),
                        event.context() + "'s journal holds version " + event.version() + " (" + event.type()
                                + "), which its topic does not"));
        return found;
    }

    private static List<Found> historyEqualsJournals(Snapshot snapshot) {
        Map<RideId, RideStatus> status = statuses(snapshot);
        Map<RideId, BookingEvent.RideRequested> requested = byRide(events(snapshot, BookingEvent.RideRequested.class));
        Map<RideId, BookingEvent.RideCompleted> completed = byRide(events(snapshot, BookingEvent.RideCompleted.class));
        Map<RideId, DispatchEvent.PassengerDroppedOff> droppedOff =
                byRide(events(snapshot, DispatchEvent.PassengerDroppedOff.class));
        List<Found> found = new ArrayList<>();
        status.forEach((ride, now) -> {
            RideRecord row = snapshot.history().get(ride);
            if (row == null) {
                found.add(new Found(ride, "booking's journal knows it, history does not"));
                return;
            }
            differ(found, ride, "status", row.status(), now);
            BookingEvent.RideRequested request = requested.get(ride);
            if (request != null) {
                differ(found, ride, "rider", row.rider(), request.rider());
                differ(found, ride, "requestedAt", row.requestedAt(), request.at());
            }
            BookingEvent.RideCompleted paid = completed.get(ride);
            if (paid != null) differ(found, ride, "paid", row.paid(), paid.paid());
            DispatchEvent.PassengerDroppedOff end = droppedOff.get(ride);
            if (end != null) {
                differ(found, ride, "driver", row.driver(), end.driver());
                differ(found, ride, "meters", row.meters(), end.meters());
                differ(
                        found,
                        ride,
                        "fare",
                        row.fare() == null ? null : row.fare().total(),
                        end.fare().total());
            }
        });
        snapshot.history().keySet().forEach(ride -> {
            if (!status.containsKey(ride)) found.add(new Found(ride, "history knows it, booking's journal does not"));
        });
        return found;
    }

    private static void differ(
            List<Found> found, RideId ride, String what, @Nullable Object history, @Nullable Object journal) {
        if (!Objects.equals(history, journal))
            found.add(new Found(ride, "history says " + what + " " + history + ", the journals " + journal));
    }

    private static List<Found> noRidePastDeadline(Snapshot snapshot) {
        Map<RideId, RideStatus> status = statuses(snapshot);
        Set<RideId> awaited = new HashSet<>();
        List<Found> found = new ArrayList<>();
        for (Snapshot.Deadline deadline : snapshot.deadlines()) {
            awaited.add(deadline.ride());
            if (deadline.due().plus(snapshot.deadlineTolerance()).isBefore(snapshot.takenAt()))
                found.add(new Found(
                        deadline.ride(),
                        "its deadline " + deadline.context() + "/" + deadline.kind() + " was due at " + deadline.due()
                                + ", now it is " + snapshot.takenAt()));
        }
        status.forEach((ride, now) -> {
            if (!now.terminal() && !awaited.contains(ride))
                found.add(new Found(ride, "it is " + now.wireName() + " and no deadline will move it"));
        });
        return found;
    }

    private static List<Found> nothingParked(Snapshot snapshot) {
        return snapshot.parked().stream()
                .map(parked -> new Found(
                        parked.ride(),
                        parked.consumer() + " in " + parked.context() + " stopped before version " + parked.version()
                                + ": " + parked.error()))
                .toList();
    }

    // --- reading the snapshot ----------------------------------------------------------------

    private static String text(Money money) {
        return money.minorUnits() + " " + money.currency();
    }

    private static <E extends RideEvent> List<E> events(Snapshot snapshot, Class<E> type) {
        List<E> events = new ArrayList<>();
        for (Journaled entry : snapshot.journal())
            if (type.isInstance(entry.event())) events.add(type.cast(entry.event()));
        return events;
    }

    private static <E extends RideEvent> Map<RideId, E> byRide(List<E> events) {
        Map<RideId, E> byRide = new LinkedHashMap<>();
        for (E event : events) byRide.put(event.ride(), event);
        return byRide;
    }

    private static Set<RideId> ridesOf(Snapshot snapshot, String context) {
        Set<RideId> rides = new HashSet<>();
        for (Journaled event : snapshot.journal()) if (event.context().equals(context)) rides.add(event.ride());
        return rides;
    }

    private static Map<RideId, List<Snapshot.Capture>> ledger(Snapshot snapshot) {
        Map<RideId, List<Snapshot.Capture>> byRide = new LinkedHashMap<>();
        for (Snapshot.Capture capture : snapshot.captures())
            byRide.computeIfAbsent(capture.ride(), none -> new ArrayList<>()).add(capture);
        return byRide;
    }

    /** What booking's journal makes of each ride. */
    static Map<RideId, RideStatus> statuses(Snapshot snapshot) {
        Map<RideId, RideStatus> now = new LinkedHashMap<>();
        Map<RideId, RideStatus> beforeCancel = new HashMap<>();
        for (Journaled entry : snapshot.journal()) {
            if (!(entry.event() instanceof BookingEvent event)) continue;
            RideId ride = entry.ride();
            RideStatus before = now.get(ride);
            Optional<RideStatus> after = switch (event) {
                case BookingEvent.RideRequested e -> Optional.of(RideStatus.REQUESTED);
                case BookingEvent.SearchDelayed e -> Optional.empty();
                case BookingEvent.DriverAssigned e -> Optional.of(RideStatus.ACCEPTED);
                case BookingEvent.DriverArrived e -> Optional.of(RideStatus.ARRIVED);
                case BookingEvent.DriverLost e -> Optional.of(RideStatus.REQUESTED);
                case BookingEvent.RideStarted e -> Optional.of(RideStatus.IN_PROGRESS);
                case BookingEvent.RideDroppedOff e -> Optional.of(RideStatus.SETTLING);
                case BookingEvent.RideCompleted e -> Optional.of(RideStatus.COMPLETED);
                case BookingEvent.CancelRequested e -> Optional.of(RideStatus.CANCEL_PENDING);
                case BookingEvent.CancelRejected e -> Optional.ofNullable(beforeCancel.get(ride));
                case BookingEvent.RideCanceled e -> Optional.of(RideStatus.RIDER_CANCELED);
                case BookingEvent.NoDriversAvailable e -> Optional.of(RideStatus.NO_DRIVERS_AVAILABLE);
                case BookingEvent.RideExpired e -> Optional.of(RideStatus.EXPIRED);
            };
            if (event instanceof BookingEvent.CancelRequested && before != null && before != RideStatus.CANCEL_PENDING)
                beforeCancel.put(ride, before);
            boolean goesOnBeneath = before == RideStatus.CANCEL_PENDING
                    && (event instanceof BookingEvent.DriverAssigned
                            || event instanceof BookingEvent.DriverArrived
                            || event instanceof BookingEvent.DriverLost);
            // The rider still waits to hear of the cancellation; the driver does not know of it yet.
            after.ifPresent(status -> (goesOnBeneath ? beforeCancel : now).put(ride, status));
        }
        return now;
    }
}
