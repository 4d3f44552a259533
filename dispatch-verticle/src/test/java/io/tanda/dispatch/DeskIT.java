package io.tanda.dispatch;

import static io.tanda.dispatch.City.BATTERY;
import static io.tanda.dispatch.City.TIMES_SQUARE;
import static io.tanda.dispatch.City.done;
import static io.tanda.platform.testing.TestStore.await;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.TaxiId;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.FleetDuty;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand.AcceptCall;
import io.tanda.contract.dispatch.RideDesk.Assign;
import io.tanda.contract.dispatch.RidesUnderWay;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators see and do, on MariaDB. */
@Tag("G2")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class DeskIT {
    private static final GeoPoint STATEN_ISLAND = new GeoPoint(40.6437, -74.0736);
    private static final String WHY = "the hotel called";

    private static Vertx vertx;
    private static City city;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        city = new City(vertx, City.freshSchema(), DomainClock.real());
    }

    @AfterAll
    static void stop() {
        city.close();
        await(vertx.close());
    }

    @Test
    void rides_under_way_are_found_by_state_and_area_page_by_page() {
        DriverId driver = city.taxiAt(BATTERY);
        RideId accepted = city.call();
        city.driven(new AcceptCall(accepted, driver));
        List<RideId> open = Stream.generate(city::call).limit(5).toList();

        assertThat(all(new RidesUnderWay.Ask(RideStatus.REQUESTED, null, null, 2)))
                .containsSubsequence(open)
                .doesNotContain(accepted);
        assertThat(all(new RidesUnderWay.Ask(null, "manhattan", null, 2)))
                .contains(accepted)
                .containsAll(open);
        assertThat(all(new RidesUnderWay.Ask(null, "staten-island", null, 2))).isEmpty();
        RidesUnderWay.Item item = rides(new RidesUnderWay.Ask(RideStatus.ACCEPTED, null, null, 100)).items().stream()
                .filter(each -> each.id().equals(accepted))
                .findFirst()
                .orElseThrow();
        assertThat(item.driver()).isEqualTo(driver);
        assertThat(item.area()).isEqualTo("manhattan");
        assertThat(item.searchUntil()).isNull();
        refused(await(city.module.lookOver.underWay(city.request(new RidesUnderWay.Ask(null, "atlantis", null, 10)))));
    }

    @Test
    void drivers_are_found_by_what_they_do_and_where_they_are() {
        DriverId there = city.taxiAt(STATEN_ISLAND);
        DriverId off = city.offDutyDriver();
        DriverId busy = city.taxiAt(TIMES_SQUARE);
        RideId ride = city.call();
        city.driven(new AcceptCall(ride, busy));

        assertThat(drivers(Duty.State.AVAILABLE, "staten-island")).containsExactly(there);
        assertThat(drivers(Duty.State.NON_OPERATIONAL, null)).contains(off).doesNotContain(there, busy);
        assertThat(drivers(Duty.State.RESERVED, null)).contains(busy).doesNotContain(there, off);
        assertThat(drivers(null, null)).contains(there, off, busy).doesNotHaveDuplicates();
        FleetDuty.Item item = duty(new FleetDuty.Ask(Duty.State.RESERVED, "manhattan", null, 100)).items().stream()
                .filter(each -> each.driver().equals(busy))
                .findFirst()
                .orElseThrow();
        assertThat(item.ride()).isEqualTo(ride);
        assertThat(item.place()).isNotNull();
        refused(await(city.module.lookOverFleet.duty(city.request(new FleetDuty.Ask(null, "atlantis", null, 10)))));
    }

    @Test
    void who_is_suspended_or_drives_what_is_is_offered_nothing_and_takes_nothing() {
        DriverId suspended = city.taxiAt(TIMES_SQUARE);
        DriverId other = city.taxiAt(TIMES_SQUARE);
        TaxiId taxi = done(await(city.module.keepDuty.of(city.request(new DispatchQuery.DutyOf(other)))))
                .taxi();
        RideId before = city.call();
        city.offered(suspended);
        done(await(city.module.keepStanding.driver(
                city.request(new Fleet.SetDriverStanding(suspended, Fleet.Standing.SUSPENDED, WHY)))));
        done(await(city.module.keepStanding.taxi(
                city.request(new Fleet.SetTaxiStanding(requireNonNull(taxi), Fleet.Standing.SUSPENDED, WHY)))));
        for (DriverId driver : List.of(suspended, other))
            assertThat(await(city.command(new AcceptCall(before, driver)))).isInstanceOf(Reply.Refused.class);
        DriverId able = city.taxiAt(TIMES_SQUARE);
        RideId after = city.call();
        city.offered(able);
        for (DriverId driver : List.of(suspended, other))
            assertThat(city.offers(driver)).extracting(Offer::ride).doesNotContain(after);
        assertThat(await(city.store.query("SELECT standing FROM driver WHERE id = ?", suspended))
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("SUSPENDED");
    }

    /** A3: by hand or not, one driver has it. */
    @Test
    void of_operators_and_drivers_who_want_one_call_at_once_one_wins() {
        for (int round = 0; round < 5; round++) {
            List<DriverId> drivers =
                    Stream.generate(() -> city.taxiAt(TIMES_SQUARE)).limit(6).toList();
            RideId ride = city.call();
            List<Future<Reply<DriverRide>>> asked = new ArrayList<>();
            for (int i = 0; i < drivers.size(); i++)
                asked.add(
                        i % 2 == 0
                                ? city.command(new AcceptCall(ride, drivers.get(i)))
                                : city.module.operateRides.handle(city.request(new Assign(ride, drivers.get(i), WHY))));
            await(Future.all(asked));
            List<DriverId> won = asked.stream()
                    .map(Future::result)
                    .filter(Reply.Done.class::isInstance)
                    .map(reply -> done(reply).driver())
                    .toList();
            assertThat(won).hasSize(1);
            assertThat(city.journal(ride)).containsExactly("call-opened", "call-accepted");
            List<Audit.Entry> acts = await(city.store.audit(new Audit.Read(null, null, ride.value(), 10)));
            assertThat(acts).hasSize(drivers.indexOf(won.getFirst()) % 2 == 0 ? 0 : 1);
        }
    }

    private static List<RideId> all(RidesUnderWay.Ask first) {
        List<RideId> seen = new ArrayList<>();
        RidesUnderWay.Ask ask = first;
        while (true) {
            RidesUnderWay page = rides(ask);
            page.items().forEach(item -> seen.add(item.id()));
            if (page.next() == null) return seen;
            ask = new RidesUnderWay.Ask(ask.status(), ask.area(), page.next(), ask.limit());
        }
    }

    private static RidesUnderWay rides(RidesUnderWay.Ask ask) {
        return done(await(city.module.lookOver.underWay(city.request(ask))));
    }

    private static List<DriverId> drivers(Duty.@Nullable State state, @Nullable String area) {
        List<DriverId> seen = new ArrayList<>();
        FleetDuty.Ask ask = new FleetDuty.Ask(state, area, null, 2);
        while (true) {
            FleetDuty page = duty(ask);
            page.items().forEach(item -> seen.add(item.driver()));
            if (page.next() == null) return seen;
            ask = new FleetDuty.Ask(state, area, page.next(), 2);
        }
    }

    private static FleetDuty duty(FleetDuty.Ask ask) {
        return done(await(city.module.lookOverFleet.duty(city.request(ask))));
    }

    private static void refused(Reply<?> reply) {
        assertThat(reply).isInstanceOf(Reply.Refused.class);
        assertThat(((Reply.Refused<?>) reply).refusal()).isEqualTo(Refusal.INVALID);
    }
}
