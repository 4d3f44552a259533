package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.Assignment;
import io.tanda.dispatch.call.domain.Calls;
import io.tanda.dispatch.call.domain.Order;
import io.tanda.dispatch.call.domain.Patience;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.call.outbound.CallRows;
import io.tanda.dispatch.fleet.Driver;
import io.tanda.dispatch.fleet.Drivers;
import io.tanda.platform.testing.FakeCommits;
import io.tanda.platform.testing.FakeTable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dispatch's tables in memory, with the keys and guards that the schema has. */
public final class FakeTables implements Rides, Drivers {
    private record Entry(int version, Driver.@Nullable DutyTaxi taxi) {}

    private record Decided(RideId ride, CallDecision decision) {}

    private record Once(RideId ride, DriverId driver, int attempt) {}

    public final FakeTable<RideId, Found> rides = new FakeTable<RideId, Found>()
            .unique(
                    "ride_active_driver",
                    found ->
                            bound(found).map(ride -> ride.assignment().driver()).orElse(null))
            .unique(
                    "ride_active_taxi",
                    found -> active(found).map(ride -> ride.assignment().taxi()).orElse(null));
    final FakeTable<OfferId, StoredOffer> offers = new FakeTable<OfferId, StoredOffer>()
            .unique("offer_once", offer -> new Once(offer.ride(), offer.driver(), offer.attempt()))
            .index("ride", StoredOffer::ride)
            .index("sent to", offer -> offer.status() == Offer.Status.SENT ? offer.driver() : null);
    private final Set<DriverId> suspended = new HashSet<>();
    private final FakeTable<DriverId, Entry> drivers = new FakeTable<>();
    private final FakeTable<Integer, Told> feed = new FakeTable<>();
    private final FakeTable<Integer, Decided> decisions = new FakeTable<>();
    private int looks;
    private boolean phonesOff;
    private int asked;
    private boolean careless;
    private boolean hasty;

    public final FakeCommits<Change> commits =
            new FakeCommits<>(this::write, CallRows.RACED, rides, offers, drivers, feed, decisions);

    private static Optional<Ride.Active> active(Found found) {
        return found.ride() instanceof Ride.Active ride ? Optional.of(ride) : Optional.empty();
    }

    /** Its driver can have no other ride. */
    private static Optional<Ride.Driven> bound(Found found) {
        return found.ride() instanceof Ride.Collecting ride
                ? Optional.of(ride)
                : active(found).map(ride -> ride);
    }

    /** In the register, with a taxi of four seats. */
    public void onDuty(DriverId driver) {
        TaxiId taxi = TaxiId.next();
        drivers.insert(
                driver,
                new Entry(1, new Driver.DutyTaxi(taxi, taxi.toString().substring(28), 4, Fleet.Standing.ACTIVE)));
    }

    /** From now on offers reach nobody by themselves. */
    void phonesOff() {
        phonesOff = true;
    }

    private static StoredOffer delivered(StoredOffer offer) {
        return new StoredOffer(
                offer.id(),
                offer.ride(),
                offer.driver(),
                offer.attempt(),
                offer.status(),
                offer.metersAway(),
                offer.pickupSeconds(),
                offer.sentAt(),
                offer.expiresAt(),
                true);
    }

    /** On a ride of which nobody tells more. */
    void onRide(DriverId driver) {
        Entry entry = drivers.find(driver).orElseThrow();
        Ride.Accepted ride = new Ride.Accepted(
                new Order(
                        RideId.next(),
                        Calls.RIDER,
                        Calls.PICKUP,
                        Calls.DROPOFF,
                        Calls.PASSENGERS,
                        PaymentMethod.CARD,
                        Calls.NOON),
                new Assignment(
                        driver,
                        Objects.requireNonNull(entry.taxi()).id(),
                        entry.taxi().plate(),
                        1,
                        Calls.NOON,
                        Calls.NOON),
                false,
                null);
        rides.insert(ride.id(), new Found(ride, 2, 1, 1, Calls.NOON));
    }

    void offDuty(DriverId driver) {
        drivers.insert(driver, new Entry(1, null));
    }

    // What is written.

    private void write(FakeCommits<Change> into, Change change) {
        switch (change) {
            case Change.Opened opened -> {
                Found call = opened.first().after();
                rides.insert(call.ride().id(), call);
                into.events(0, List.of(opened.event()));
                into.deadline(
                        call.ride().id().value(),
                        Deadlines.SEARCH,
                        opened.event().searchUntil());
                sent(into, opened.first());
            }
            case Change.Offered offered -> {
                rides.change(offered.before().ride().id(), same(offered.before()), offered.after());
                sent(into, offered);
            }
            case Change.Moved moved -> move(into, moved);
            case Change.Declined declined -> {
                close(declined.offer().id(), declined.offer().status(), true);
                decided(declined.offer().ride(), declined.decision());
            }
            case Change.Delivered delivered ->
                delivered
                        .offers()
                        .forEach(id -> offers.change(
                                id, any -> true, delivered(offers.find(id).orElseThrow())));
            case Change.Noticed noticed -> {
                move(into, noticed.moved());
                into.deadline(noticed.moved().before().ride().id().value(), Deadlines.OVERDUE, noticed.lookAgainAt());
            }
            case Change.Watched watched -> {
                guard(watched.ride());
                into.deadline(watched.ride().ride().id().value(), Deadlines.OVERDUE, watched.lookAgainAt());
            }
            case Change.NothingDue none -> {
                if (none.as() != null) guard(none.as());
                none.kinds().forEach(kind -> into.deadline(none.ride().value(), kind, null));
            }
        }
    }

    /** From now on a bug: who only sets or deletes deadlines does not look whether the ride is as it was found. */
    public void careless() {
        careless = true;
    }

    /** From now on a bug: who accepts a call does not look whether it is as it was found. */
    public void hasty() {
        hasty = true;
    }

    private void guard(Found found) {
        if (careless) return;
        rides.change(found.ride().id(), now -> now.version() == found.version(), found);
    }

    private static Predicate<Found> same(Found before) {
        return now -> now.version() == before.version() && now.sends() == before.sends();
    }

    private void sent(FakeCommits<Change> into, Change.Offered offered) {
        Found call = offered.after();
        into.deadline(call.ride().id().value(), Deadlines.ROUND, call.nextRoundAt());
        offered.sent().forEach(offer -> offers.insert(offer.id(), phonesOff ? offer : delivered(offer)));
        offered.closed().forEach(closed -> close(closed.offer(), closed.status(), false));
        if (offered.decision() != null) decided(call.ride().id(), offered.decision());
        tell(offered.told());
    }

    private void move(FakeCommits<Change> into, Change.Moved moved) {
        RideId id = moved.before().ride().id();
        boolean looks = !hasty || moved.taken() == null;
        if (moved.taken() != null) take(moved.taken());
        rides.change(id, looks ? same(moved.before()) : any -> true, moved.after());
        into.events(
                looks ? moved.before().version() : into.journalOf(id.value()).size(), moved.events());
        moved.closed().forEach(closed -> close(closed.offer(), closed.status(), false));
        tell(moved.told());
        boolean open = moved.after().ride() instanceof Ride.Open;
        into.deadline(id.value(), Deadlines.ROUND, open ? moved.after().nextRoundAt() : null);
        into.deadline(
                id.value(),
                Deadlines.SEARCH,
                moved.after().ride() instanceof Ride.Open call ? call.searchUntil() : null);
        into.deadline(
                id.value(),
                Deadlines.COLLECT,
                moved.after().ride() instanceof Ride.Collecting waiting ? waiting.until() : null);
        Optional<Ride.Active> active = active(moved.after());
        if (active.isEmpty() || active(moved.before()).isEmpty())
            into.deadline(
                    id.value(),
                    Deadlines.OVERDUE,
                    active.map(Patience::overdueAt).orElse(null));
    }

    private void take(Change.Taken taken) {
        Driver by = taken.by();
        drivers.change(
                by.id(), entry -> hasty || entry.version() == by.version(), new Entry(by.version() + 1, by.taxi()));
        StoredOffer offer = taken.offer();
        Optional<StoredOffer> sent = offers.find(offer.id())
                .or(() -> offers.findBy("offer_once", new Once(offer.ride(), offer.driver(), offer.attempt())));
        if (sent.isEmpty()) offers.insert(offer.id(), offer);
        else offers.change(sent.get().id(), any -> true, sent.get().with(Offer.Status.ACCEPTED));
    }

    private void close(OfferId id, Offer.Status status, boolean mustWait) {
        StoredOffer offer = offers.find(id).orElseThrow();
        if (mustWait || offer.status() == Offer.Status.SENT)
            offers.change(id, now -> now.status() == Offer.Status.SENT, offer.with(status));
    }

    private void decided(RideId ride, CallDecision decision) {
        decisions.insert(decisions.size() + 1, new Decided(ride, decision));
    }

    /** In the order in which they were made. */
    public List<CallDecision> decisions(RideId ride) {
        return decisions.all().stream()
                .filter(one -> one.ride().equals(ride))
                .map(Decided::decision)
                .toList();
    }

    /** What became of each offer of a call. */
    public Map<OfferId, Offer.Status> fates(RideId ride) {
        return offersOf(ride).collect(Collectors.toMap(StoredOffer::id, StoredOffer::status));
    }

    private void tell(List<Told> told) {
        for (Told one : told) feed.insert(feed.size() + 1, one);
    }

    /** The types of what a driver was told, in order. */
    List<String> toldTo(DriverId driver) {
        return feed.all().stream()
                .filter(told -> told.driver().equals(driver))
                .map(Told::type)
                .toList();
    }

    void suspend(DriverId driver) {
        suspended.add(driver);
    }

    Told lastToldTo(DriverId driver) {
        return feed.all().stream()
                .filter(told -> told.driver().equals(driver))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    // What is read.

    /** How often it was asked who may be offered a call. */
    int asked() {
        return asked;
    }

    /** How often a ride was looked up. */
    int looks() {
        return looks;
    }

    @Override
    public Future<Optional<Found>> find(RideId ride) {
        looks++;
        return Future.succeededFuture(rides.find(ride));
    }

    @Override
    public Future<Optional<Found>> of(DriverId driver) {
        return Future.succeededFuture(rideOf(driver));
    }

    private Optional<Found> rideOf(DriverId driver) {
        return rides.findBy("ride_active_driver", driver);
    }

    @Override
    public Future<Optional<StoredOffer>> offer(OfferId offer) {
        return Future.succeededFuture(offers.find(offer));
    }

    @Override
    public Future<List<SentOffer>> waiting(RideId ride) {
        return Future.succeededFuture(offersOf(ride)
                .filter(offer -> offer.status() == Offer.Status.SENT)
                .map(StoredOffer::sent)
                .toList());
    }

    @Override
    public Future<List<StoredOffer>> offers(RideId ride) {
        return Future.succeededFuture(offersOf(ride).toList());
    }

    Stream<StoredOffer> offersOf(RideId ride) {
        return offers.allBy("ride", ride).stream();
    }

    @Override
    public Future<List<Available>> available(Ride.Open call, List<DriverId> nearest, Instant now) {
        asked++;
        return Future.succeededFuture(nearest.stream()
                .filter(driver -> rideOf(driver).isEmpty() && mayBeAsked(call, driver))
                .flatMap(driver -> drivers.find(driver).map(Entry::taxi).stream()
                        .map(taxi -> new Available(
                                driver,
                                Objects.requireNonNull(taxi).id(),
                                offers.allBy("sent to", driver).stream().anyMatch(offer -> offer.isOpen(now)))))
                .toList());
    }

    private boolean mayBeAsked(Ride.Open call, DriverId driver) {
        return offersOf(call.id())
                .filter(offer -> offer.driver().equals(driver))
                .noneMatch(offer -> offer.attempt() == call.attempt()
                        || offer.status() == Offer.Status.DECLINED
                        || offer.status() == Offer.Status.ACCEPTED);
    }

    @Override
    public Future<List<DriverId>> free(List<DriverId> nearest) {
        asked++;
        return Future.succeededFuture(
                nearest.stream().filter(driver -> rideOf(driver).isEmpty()).toList());
    }

    @Override
    public Future<List<ToPickup>> toPickup(Instant acceptedUntil, int limit) {
        return Future.succeededFuture(rides.all().stream()
                .map(Found::ride)
                .filter(Ride.Accepted.class::isInstance)
                .map(Ride.Accepted.class::cast)
                .filter(ride -> !ride.since().isAfter(acceptedUntil))
                .limit(limit)
                .map(ride -> new ToPickup(ride.id(), ride.assignment().driver(), ride.silentSince() != null))
                .toList());
    }

    @Override
    public Future<List<Offer>> openOffersOf(DriverId driver, Instant now) {
        throw new UnsupportedOperationException("a question of its own: see the tests on the real database");
    }

    @Override
    public Future<List<Ride.Open>> openCalls(Box around, Instant now, int limit) {
        throw new UnsupportedOperationException("a question of its own: see the tests on the real database");
    }

    @Override
    public Future<List<DriverFeed.Entry>> feed(Map<DriverId, Long> after) {
        throw new UnsupportedOperationException("a question of its own: see the tests on the real database");
    }

    @Override
    public Future<Long> feedEnd(DriverId driver) {
        throw new UnsupportedOperationException("a question of its own: see the tests on the real database");
    }

    @Override
    public Future<Optional<Driver>> find(DriverId driver) {
        return Future.succeededFuture(drivers.find(driver)
                .map(entry -> new Driver(
                        driver,
                        entry.version(),
                        Calls.NOON,
                        entry.taxi(),
                        rideOf(driver)
                                .map(found -> new Driver.OnRide(found.ride().id(), Duty.State.RESERVED))
                                .orElse(null),
                        suspended.contains(driver) ? Fleet.Standing.SUSPENDED : Fleet.Standing.ACTIVE)));
    }

    @Override
    public Future<Optional<Driver.DutyTaxi>> taxi(TaxiId taxi) {
        throw new UnsupportedOperationException("calls do not ask for taxis");
    }

    @Override
    public Future<List<Fleet.Driver>> list(@Nullable DriverId after, int limit) {
        throw new UnsupportedOperationException("calls do not ask for lists");
    }

    @Override
    public Future<List<Fleet.Taxi>> listTaxis(@Nullable TaxiId after, int limit) {
        throw new UnsupportedOperationException("calls do not ask for lists");
    }
}
