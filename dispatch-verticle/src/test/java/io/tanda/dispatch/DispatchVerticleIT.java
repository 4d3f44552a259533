package io.tanda.dispatch;

import static io.tanda.dispatch.City.BATTERY;
import static io.tanda.dispatch.City.TIMES_SQUARE;
import static io.tanda.dispatch.City.done;
import static io.tanda.dispatch.City.north;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.Positions;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The verticle as the launcher deploys it, with the real MariaDB and the real Kafka; booking is played by its topic. */
class DispatchVerticleIT {
    private final Vertx vertx = Vertx.vertx();
    private final Kit kit = kit(vertx);
    private final Vertx vertxOther = Vertx.vertx();
    private final Store bookings = TestStore.open(vertx, "booking");

    private static Kit kit(Vertx vertx) {
        return new Kit(
                new Bus(vertx),
                DomainClock.real(),
                Settings.of(Map.of(
                        "mysql.url", TestServers.mariaDb().url(),
                        "kafka.bootstrap", TestServers.kafka().bootstrap())),
                new SimpleMeterRegistry(),
                new Health(vertx));
    }

    @BeforeEach
    void topics() {
        await(KafkaTopics.ensure(vertx, KafkaConfig.of(kit.settings())).done());
    }

    @AfterEach
    void close() {
        await(vertx.close());
        await(vertxOther.close());
    }

    private <C, R> R ask(Address<C, R> address, C body) {
        return ask(kit, address, body);
    }

    private static <C, R> R ask(Kit kit, Address<C, R> address, C body) {
        return done(await(kit.bus()
                .ask(address, new Request<>(CommandId.next(), Actor.SYSTEM, Instant.now(), null, null, body))));
    }

    private void report(DriverId driver, GeoPoint where) {
        ask(
                DispatchAddresses.POSITIONS,
                new Positions.Report(List.of(new Positions.Fix(driver, where.lat(), where.lng(), null))));
    }

    @Test
    @Tag("A2")
    void a_booking_read_from_kafka_is_offered_in_the_drivers_feed_and_driven() {
        Set<UUID> nudged = ConcurrentHashMap.newKeySet();
        await(kit.bus().onNudge(nudge -> {
            if (nudge.stream().equals(Nudge.DRIVER)) nudged.addAll(nudge.keys());
        }));
        await(vertx.deployVerticle(new DispatchVerticle(kit)));
        KafkaConfig kafka = KafkaConfig.of(kit.settings());
        OutboxRelay relay = new OutboxRelay(vertx, kit, kafka, bookings, BookingEvent.TOPIC);
        await(relay.start());

        DriverId driver = DriverId.next();
        TaxiId taxi = TaxiId.next();
        ask(DispatchAddresses.REGISTER_DRIVER, new Fleet.RegisterDriver(driver, "Mary", null));
        ask(DispatchAddresses.REGISTER_TAXI, new Fleet.RegisterTaxi(taxi, "4A11", 4));
        assertThat(ask(DispatchAddresses.DUTY, new Duty.Set(driver, true, taxi)).state())
                .isEqualTo(Duty.State.NON_CONTACTABLE);
        report(driver, north(TIMES_SQUARE, 200));
        assertThat(ask(DispatchAddresses.DUTY_OF, new DispatchQuery.DutyOf(driver))
                        .state())
                .isEqualTo(Duty.State.AVAILABLE);

        Instant now = Instant.now();
        RideId ride = RideId.next();
        BookingEvent.RideRequested requested = new BookingEvent.RideRequested(
                ride,
                RiderId.next(),
                new Place(TIMES_SQUARE, null),
                new Place(BATTERY, null),
                2,
                PaymentMethod.CARD,
                now.plusSeconds(60),
                now.plusSeconds(900),
                now);
        await(bookings.commit(Unit.of()
                .events(BookingEvent.TOPIC, 0, List.of(requested), Actor.SYSTEM, null)
                .build()));

        DriverFeed.Read read = new DriverFeed.Read(List.of(new DriverFeed.After(driver, 0)));
        Eventually.holds(
                () -> "no offer",
                () -> !ask(DispatchAddresses.FEED, read).entries().isEmpty());
        Eventually.holds(() -> nudged, () -> nudged.contains(driver.value()));
        Offer offer = ask(DispatchAddresses.OFFERS_OF, new DispatchQuery.OffersOf(driver))
                .items()
                .getFirst();
        DriverRide accepted = ask(DispatchAddresses.RIDES, new RideCommand.AcceptOffer(offer.id(), driver));
        assertThat(accepted.id()).isEqualTo(ride);
        report(driver, TIMES_SQUARE);
        ask(DispatchAddresses.RIDES, new RideCommand.Arrive(ride, driver));
        ask(DispatchAddresses.RIDES, new RideCommand.PickUp(ride, driver));
        ask(DispatchAddresses.RIDES, new RideCommand.DropOff(ride, driver, null, null));
        assertThat(ask(DispatchAddresses.JOURNAL, new Journal.Read(List.of(new Journal.After(ride.value(), 0))))
                        .events())
                .hasSize(5);
        await(relay.stop());
    }

    @Test
    void another_process_learns_from_kafka_where_taxis_are() {
        await(vertx.deployVerticle(new DispatchVerticle(kit)));
        Kit other = kit(vertxOther);
        await(vertxOther.deployVerticle(new DispatchVerticle(other)));
        DriverId driver = DriverId.next();
        TaxiId taxi = TaxiId.next();
        ask(DispatchAddresses.REGISTER_DRIVER, new Fleet.RegisterDriver(driver, "Joe", null));
        ask(DispatchAddresses.REGISTER_TAXI, new Fleet.RegisterTaxi(taxi, "9Z99", 4));
        ask(DispatchAddresses.DUTY, new Duty.Set(driver, true, taxi));
        Eventually.holds(() -> "the other process has not heard of the taxi", () -> {
            report(driver, TIMES_SQUARE);
            return ask(other, DispatchAddresses.DUTY_OF, new DispatchQuery.DutyOf(driver))
                            .state()
                    == Duty.State.AVAILABLE;
        });
    }
}
