package io.tanda.dispatch;

import static io.tanda.platform.testing.TestStore.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.areas.AreaFiles;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Phone;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.Positions;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.event.Recorded;
import io.tanda.dispatch.call.application.Change;
import io.tanda.dispatch.call.application.Ways;
import io.tanda.dispatch.call.domain.CallRules;
import io.tanda.dispatch.call.domain.Calls;
import io.tanda.dispatch.call.domain.OfferPolicy;
import io.tanda.dispatch.position.H3Positions;
import io.tanda.dispatch.position.Hearing;
import io.tanda.dispatch.position.PositionMeters;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One dispatch process on the real MariaDB, without Kafka: booking's events are handed to it as the consumer would. */
final class City implements AutoCloseable {
    static final GeoPoint TIMES_SQUARE = new GeoPoint(40.7580, -73.9855);
    static final GeoPoint BATTERY = new GeoPoint(40.7033, -74.0170);
    static final Phone MARYS_PHONE = new Phone("+12125550123");
    /** Domain seconds in a real one: a search window of a minute is over in two seconds. */
    static final double FAST = 30;

    final Store store;
    final Kit kit;
    final DispatchModule module;
    final Hearing hearing = new Hearing();

    /** Of one city, as other processes: same schema, own store, bus and index. */
    City(Vertx vertx, StoreConfig schema, DomainClock clock) {
        store = TestStore.open(vertx, "dispatch", schema);
        kit = new Kit(new Bus(vertx), clock, Settings.of(Map.of()), new SimpleMeterRegistry(), new Health(vertx));
        module = new DispatchModule(
                vertx,
                kit,
                new DispatchConfig(
                        OfferPolicy.DEFAULT,
                        CallRules.DEFAULT,
                        Calls.TARIFFS,
                        AreaFiles.shipped(AreaFiles.NEW_YORK),
                        null,
                        10_000),
                store,
                H3Positions.load(10_000),
                hearing,
                fixes -> {},
                new PositionMeters(kit.meters()),
                Ways.straight(Calls.DECIDER.eta()));
    }

    static StoreConfig freshSchema() {
        return TestStore.freshConfig("dispatch");
    }

    static DomainClock fastClock() {
        Instant now = Instant.now();
        return DomainClock.anchored(InstantSource.system(), now, now, FAST);
    }

    @Override
    public void close() {
        await(module.rounds.stop());
        await(store.close());
    }

    Instant now() {
        return kit.clock().instant();
    }

    <C> Request<C> request(C body) {
        return request(CommandId.next(), body);
    }

    <C> Request<C> request(CommandId id, C body) {
        return new Request<>(id, new Actor(Role.DRIVER, new UUID(0, 1)), now(), null, null, body);
    }

    /** A taxi on duty with a known position. */
    DriverId taxiAt(GeoPoint where) {
        DriverId driver = offDutyDriver();
        onDuty(driver);
        report(driver, where);
        return driver;
    }

    /** In a taxi that nobody has heard of. */
    void onDuty(DriverId driver) {
        TaxiId taxi = TaxiId.next();
        String plate = taxi.value().toString().substring(24);
        done(await(module.keepFleet.registerTaxi(request(new Fleet.RegisterTaxi(taxi, plate, 4)))));
        done(await(module.keepDuty.set(request(new Duty.Set(driver, true, taxi)))));
    }

    DriverId offDutyDriver() {
        DriverId driver = DriverId.next();
        done(await(module.keepFleet.registerDriver(request(new Fleet.RegisterDriver(driver, "Mary", MARYS_PHONE)))));
        return driver;
    }

    void report(DriverId driver, GeoPoint where) {
        done(await(module.reportPositions.handle(
                request(new Positions.Report(List.of(new Positions.Fix(driver, where.lat(), where.lng(), now())))))));
    }

    /** Meters to the north of a place. */
    static GeoPoint north(GeoPoint of, double meters) {
        return new GeoPoint(of.lat() + meters / 111_195, of.lng());
    }

    /** A booking asks for a taxi. */
    RideId call() {
        return call(Duration.ofSeconds(60));
    }

    RideId call(Duration searchWindow) {
        RideId ride = RideId.next();
        await(open(requested(ride, searchWindow)));
        return ride;
    }

    BookingEvent.RideRequested requested(RideId ride, Duration searchWindow) {
        Instant now = now();
        return new BookingEvent.RideRequested(
                ride,
                RiderId.next(),
                new Place(TIMES_SQUARE, null),
                new Place(BATTERY, null),
                2,
                PaymentMethod.CARD,
                now.plus(searchWindow),
                now.plus(Duration.ofMinutes(15)),
                now);
    }

    Future<Void> cancel(RideId ride) {
        return follow(() -> module.followBooking.withdraw(ride, true, recorded(ride)));
    }

    Future<Void> open(BookingEvent.RideRequested requested) {
        return follow(() -> module.followBooking.open(requested, recorded(requested.ride())));
    }

    private Recorded recorded(RideId ride) {
        return new Recorded(ride.value(), 1, "booking", now(), Actor.SYSTEM, null, "{}");
    }

    private Future<Void> follow(Supplier<Future<Effects<Change>>> meaning) {
        return Attempts.whileStale(() -> meaning.get().compose(effects -> {
            Change change = effects.change();
            return change == null
                    ? Future.succeededFuture()
                    : module.commits
                            .commit(change)
                            .onSuccess(done -> effects.afterwards().run());
        }));
    }

    Future<Reply<DriverRide>> command(RideCommand command) {
        return module.rideCommands.handle(request(command));
    }

    DriverRide driven(RideCommand command) {
        return done(await(command(command)));
    }

    Offer offered(DriverId driver) {
        Eventually.holds(() -> feed(driver), () -> !offers(driver).isEmpty());
        return offers(driver).getFirst();
    }

    List<Offer> offers(DriverId driver) {
        return done(await(module.lookUp.offersOf(request(new DispatchQuery.OffersOf(driver)))))
                .items();
    }

    Reply<DriverRide> rideOf(DriverId driver) {
        return await(module.lookUp.rideOf(request(new DispatchQuery.RideOf(driver))));
    }

    List<DriverFeed.Entry> feed(DriverId driver) {
        return done(await(module.lookUp.feed(request(new DriverFeed.Read(List.of(new DriverFeed.After(driver, 0)))))))
                .entries();
    }

    List<String> journal(RideId ride) {
        return await(store.journal(List.of(new Journal.After(ride.value(), 0)))).stream()
                .map(Recorded::type)
                .map(type -> type.replace("dispatch.", "").replace(".v1", ""))
                .toList();
    }

    long count(String sql, @Nullable Object... arguments) {
        return await(store.query(sql, arguments)).iterator().next().getLong(0);
    }

    static <R> R done(Reply<R> reply) {
        if (reply instanceof Reply.Done<R> done) return done.value();
        throw new AssertionError("refused: " + reply);
    }
}
