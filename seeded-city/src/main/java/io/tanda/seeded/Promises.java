package io.tanda.seeded;

import static io.tanda.seeded.Promise.DEADLINE_FOR_EACH_STATE;
import static io.tanda.seeded.Promise.DEADLINE_IS_MET;
import static io.tanda.seeded.Promise.NOTHING_PARKED;
import static io.tanda.seeded.Promise.NO_EVENT_LOST;
import static io.tanda.seeded.Promise.NO_LOST_BOOKING;
import static io.tanda.seeded.Promise.ONE_DRIVER_PER_RIDE;
import static io.tanda.seeded.Promise.ONE_RIDE_PER_DRIVER;
import static io.tanda.seeded.Promise.TOLD_WITHIN_THE_MINUTE;
import static io.tanda.seeded.Promise.TOPICS_EQUAL_JOURNALS;
import static io.tanda.seeded.Promise.VERSIONS_WITHOUT_GAP;
import static io.tanda.seeded.Promise.WINDOW_FROM_THE_REQUEST;

import io.tanda.contract.DriverId;
import io.tanda.contract.Id;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.dispatch.call.domain.CallRules;
import io.tanda.platform.testing.FakeCommits.Journaled;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks after each step at what the step has changed. The first promise that is not kept ends the run. */
final class Promises {
    private static final Duration MINUTE = Duration.ofSeconds(BookingCommand.SEARCH_SECONDS);
    /** What slow databases, turned away commits and skewed clocks add to it, beside the time that nobody is there. */
    private static final Duration TOLD_LATER = Duration.ofSeconds(30);
    /** A look every so often, and what is under way when it comes. */
    private static final Duration MET_WITHIN = Duration.ofSeconds(5);
    /** The longest pause after failures, and a neighbour's outage. */
    private static final Duration MET_LATER = Duration.ofSeconds(150);

    private record Untold(RideId ride, long since, long awayBefore) {}

    private record Key(String context, UUID aggregate) {}

    private final City city;
    private final Map<Owner<?>, Integer> seen = new HashMap<>();
    private final Map<Key, Integer> heads = new HashMap<>();
    private final Map<RideId, DriverId> driverOf = new HashMap<>();
    private final Map<DriverId, RideId> rideOf = new HashMap<>();
    private final Map<RideId, BookingEvent.RideRequested> requested = new HashMap<>();
    private final MoneyPromises money = new MoneyPromises(this);
    private final NoticePromises notices;

    private final Set<RideId> accepted = new HashSet<>();
    private final Set<RideId> told = new HashSet<>();
    private final Deque<Untold> untold = new ArrayDeque<>();
    private @Nullable Broken broken;

    Promises(City city) {
        this.city = city;
        this.notices = new NoticePromises(city, this);
    }

    /** The first that was not kept. */
    @Nullable
    Broken broken() {
        return broken;
    }

    void breaks(Promise promise, String what) {
        if (broken == null)
            broken = new Broken(
                    promise, city.seed(), city.agenda().steps(), city.agenda().instant() + " " + what);
    }

    /** After each step. */
    void check() {
        for (Owner<?> site : city.owners()) journaled(site);
        for (Site<?> site : city.sites()) met(site);
        toldInTime();
    }

    // What others tell.

    /** A rider was answered that his booking is accepted. */
    void accepted(RideId ride) {
        accepted.add(ride);
        if (!city.booking().has(ride)) breaks(NO_LOST_BOOKING, "ride " + ride + " was accepted and is not there");
    }

    /** Of a context's change: a state that is not the last. */
    void awaited(Site<?> site, Id what, String kind) {
        if (!site.store().awaits(what.value(), kind))
            breaks(DEADLINE_FOR_EACH_STATE, what + " has no deadline " + kind + " in " + site.name());
    }

    void published(Site<?> site, Journaled event) {
        UUID aggregate = event.event().aggregate().id();
        for (Journaled own : site.store().journalOf(aggregate)) if (own.equals(event)) return;
        breaks(
                TOPICS_EQUAL_JOURNALS,
                site.name() + " has published version " + event.version() + " of " + aggregate
                        + ", which its journal does not hold");
    }

    /** An event counts as read. @param followed where its fence stands */
    void counted(String group, Recorded event, int followed) {
        if (followed < event.version())
            breaks(
                    NO_EVENT_LOST,
                    group + " counts version " + event.version() + " of " + event.aggregate()
                            + " as read, whose fence is at " + followed);
    }

    void stuck(String what, Throwable bug) {
        breaks(NOTHING_PARKED, what + " fails: " + bug);
    }

    // What the journals say.

    private void journaled(Owner<?> site) {
        List<Journaled> journal = site.store().journal();
        int from = seen.getOrDefault(site, 0);
        if (from == journal.size()) return;
        seen.put(site, journal.size());
        for (Journaled next : journal.subList(from, journal.size())) {
            counts(site, next);
            happened(next.event());
            notices.happened(next.event(), site.recorded(next).type());
        }
    }

    private void counts(Site<?> site, Journaled next) {
        Key key = new Key(site.name(), next.event().aggregate().id());
        int before = heads.getOrDefault(key, 0);
        heads.put(key, next.version());
        if (next.version() != before + 1)
            breaks(
                    VERSIONS_WITHOUT_GAP,
                    site.name() + "'s version " + next.version() + " of " + key.aggregate() + " follows " + before);
    }

    private void happened(Event event) {
        switch (event) {
            case BookingEvent booked -> happened(booked);
            case DispatchEvent dispatched -> happened(dispatched);
            case PaymentEvent paid -> money.happened(paid);
            default -> throw new IllegalStateException("of no context here: " + event);
        }
    }

    private void happened(BookingEvent event) {
        switch (event) {
            case BookingEvent.RideScheduled e -> {}
            case BookingEvent.RideRequested e -> {
                requested.put(e.ride(), e);
                untold.add(
                        new Untold(e.ride(), city.agenda().now(), city.booking().away()));
            }
            case BookingEvent.RideCompleted e -> money.paid(e.ride(), e.paid());
            case BookingEvent.RideAborted e -> money.paid(e.ride(), e.paid());
            case BookingEvent.SearchDelayed e -> told.add(e.ride());
            case BookingEvent.DriverAssigned e -> told.add(e.ride());
            case BookingEvent.CancelRequested e -> told.add(e.ride());
            case BookingEvent.NoDriversAvailable e -> told.add(e.ride());
            case BookingEvent.RideExpired e -> told.add(e.ride());
            case BookingEvent.DriverArrived e -> {}
            case BookingEvent.RiderContacted e -> {}
            case BookingEvent.RiderNoShow e -> money.owes(e.ride(), Purpose.NO_SHOW_FEE, e.fee());
            case BookingEvent.DriverLost e -> {}
            case BookingEvent.RideStarted e -> {}
            case BookingEvent.RideDroppedOff e -> {}
            case BookingEvent.RideOwed e -> {}
            case BookingEvent.CancelRejected e -> {}
            case BookingEvent.RideCanceled e -> money.owes(e.ride(), Purpose.CANCELLATION_FEE, e.fee());
        }
    }

    private void happened(DispatchEvent event) {
        switch (event) {
            case DispatchEvent.CallOpened e -> opened(e);
            case DispatchEvent.CallAccepted e -> binds(e.driver(), e.ride());
            case DispatchEvent.CallReopened e -> free(e.ride());
            case DispatchEvent.CallWithdrawn e -> free(e.ride());
            case DispatchEvent.CallExhausted e -> free(e.ride());
            case DispatchEvent.DriverArrived e -> has(e.driver(), e.ride());
            case DispatchEvent.PositionsStopped e -> has(e.driver(), e.ride());
            case DispatchEvent.TaxiSeenAgain e -> has(e.driver(), e.ride());
            case DispatchEvent.PickupOverdue e -> has(e.driver(), e.ride());
            case DispatchEvent.RideOverdue e -> has(e.driver(), e.ride());
            case DispatchEvent.RiderContacted e -> has(e.driver(), e.ride());
            case DispatchEvent.NoShowMarked e -> {
                has(e.driver(), e.ride());
                free(e.ride());
            }
            case DispatchEvent.PassengerPickedUp e -> has(e.driver(), e.ride());
            case DispatchEvent.PassengerDroppedOff e -> {
                has(e.driver(), e.ride());
                free(e.ride());
                money.owes(e.ride(), Purpose.FARE, e.fare().total());
            }
            case DispatchEvent.CollectionStarted e -> binds(e.driver(), e.ride());
            case DispatchEvent.FareTendered e -> {
                free(e.ride());
                money.paidInCar(e.ride());
            }
            case DispatchEvent.FareSettled e -> free(e.ride());
            case DispatchEvent.FareOwed e -> free(e.ride());
            case DispatchEvent.CancelRefused e -> {}
        }
    }

    private void binds(DriverId driver, RideId ride) {
        DriverId other = driverOf.put(ride, driver);
        if (other != null)
            breaks(
                    ONE_DRIVER_PER_RIDE,
                    "driver " + driver + " takes ride " + ride + ", which driver " + other + " has");
        RideId another = rideOf.put(driver, ride);
        if (another != null)
            breaks(ONE_RIDE_PER_DRIVER, "driver " + driver + " takes ride " + ride + " while on " + another);
    }

    private void has(DriverId driver, RideId ride) {
        if (!driver.equals(driverOf.get(ride)))
            breaks(
                    ONE_DRIVER_PER_RIDE,
                    "driver " + driver + " drives ride " + ride + ", which driver " + driverOf.get(ride) + " has");
    }

    private void free(RideId ride) {
        DriverId driver = driverOf.remove(ride);
        if (driver != null) rideOf.remove(driver);
    }

    /** A5, in dispatch's own time. */
    private void opened(DispatchEvent.CallOpened call) {
        BookingEvent.RideRequested request = requested.get(call.ride());
        if (request == null) {
            breaks(NO_LOST_BOOKING, "a call was opened for ride " + call.ride() + ", which nobody requested");
            return;
        }
        Instant left = request.searchUntil().minusSeconds(BookingCommand.ANSWER_SECONDS);
        Instant rest = call.at().plus(CallRules.DEFAULT.fairRest());
        Instant latest = left.isAfter(rest) ? left : rest;
        if (call.searchUntil().isAfter(latest))
            breaks(
                    WINDOW_FROM_THE_REQUEST,
                    "ride " + call.ride() + " of " + request.at() + " is open until " + call.searchUntil()
                            + ", not until " + latest);
    }

    // What time says.

    private void toldInTime() {
        while (!untold.isEmpty()) {
            Untold first = untold.getFirst();
            if (!told.contains(first.ride())) {
                long waited = city.agenda().now() - first.since();
                long allowed = micros(MINUTE)
                        + (city.isCalm()
                                ? 0
                                : micros(TOLD_LATER) + city.booking().away() - first.awayBefore());
                if (waited > allowed)
                    breaks(
                            TOLD_WITHIN_THE_MINUTE,
                            "the rider of ride " + first.ride() + " has heard nothing for "
                                    + Duration.of(waited, ChronoUnit.MICROS));
                return;
            }
            untold.removeFirst();
        }
    }

    private void met(Site<?> site) {
        long due = site.sweep().firstDue();
        if (due == Long.MAX_VALUE || site.aliveSince().isEmpty()) return;
        long since = Math.max(due, site.aliveSince().get());
        Duration limit = city.isCalm() ? MET_WITHIN : MET_LATER;
        if (city.agenda().now() - since > micros(limit))
            breaks(
                    DEADLINE_IS_MET,
                    "a deadline of " + site.name() + " was due at " + Agenda.START.plus(due, ChronoUnit.MICROS));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    NoticePromises notices() {
        return notices;
    }

    MoneyPromises money() {
        return money;
    }

    Set<RideId> accepted() {
        return accepted;
    }
}
