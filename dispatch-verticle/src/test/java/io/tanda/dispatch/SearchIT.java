package io.tanda.dispatch;

import static io.tanda.dispatch.City.TIMES_SQUARE;
import static io.tanda.dispatch.City.north;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.time.DomainClock;
import io.tanda.platform.time.Sweeper;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The search in fast time: a minute takes two seconds. */
@Tag("A5")
class SearchIT {
    private final Vertx vertx = Vertx.vertx();
    private final Vertx vertxOther = Vertx.vertx();
    private final StoreConfig schema = City.freshSchema();
    private final DomainClock clock = City.fastClock();
    private final City city = new City(vertx, schema, clock);

    @AfterEach
    void close() {
        city.close();
        await(vertx.close());
        await(vertxOther.close());
    }

    @Test
    @Tag("R4")
    void a_call_nobody_takes_is_exhausted_at_the_end_of_its_window_and_its_offers_are_closed() {
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        RideId ride = city.call();
        Eventually.holds(() -> city.journal(ride), () -> city.journal(ride).contains("call-exhausted"));
        assertThat(city.journal(ride)).containsExactly("call-opened", "call-exhausted");
        assertThat(city.feed(driver))
                .extracting(DriverFeed.Entry::type)
                .containsExactly(DriverFeed.OFFER_SENT, DriverFeed.OFFER_CLOSED);
        assertThat(city.count("SELECT COUNT(*) FROM deadline")).isZero();
    }

    @Test
    @Tag("A3")
    void an_offer_that_no_stream_and_no_poll_takes_is_undeliverable() {
        DriverId lost = city.taxiAt(TIMES_SQUARE);
        DriverId found = city.taxiAt(north(TIMES_SQUARE, 10));
        city.call();
        assertThat(city.offers(found)).hasSize(1);
        Eventually.holds(
                () -> "not delivered",
                () -> city.count("SELECT COUNT(*) FROM offer WHERE delivered_at IS NOT NULL") == 1);
        Eventually.holds(
                () -> "not given up",
                () -> city.count("SELECT COUNT(*) FROM offer WHERE status = 'undeliverable' AND delivered_at IS NULL")
                        == 1);
        assertThat(city.feed(lost).getLast().body()).contains("undeliverable");
    }

    @Test
    @Tag("R7")
    void for_the_rider_of_a_taxi_that_is_not_heard_of_another_is_looked_for() {
        DriverId lost = city.taxiAt(TIMES_SQUARE);
        RideId ride = city.call();
        city.driven(new RideCommand.AcceptCall(ride, lost));
        Eventually.holds(() -> city.journal(ride), () -> {
            city.hearing.heard(city.now());
            await(city.module.listenForTaxis.look());
            return city.journal(ride).contains("call-reopened");
        });
        assertThat(city.journal(ride)).startsWith("call-opened", "call-accepted", "positions-stopped", "call-reopened");
        assertThat(city.feed(lost).getLast().type()).isEqualTo(DriverFeed.RIDE_CANCELED);
    }

    @Test
    void an_unanswered_call_passes_to_taxis_farther_away() {
        List<DriverId> near = new ArrayList<>();
        for (int i = 0; i < 2; i++) near.add(city.taxiAt(north(TIMES_SQUARE, 100 + i)));
        DriverId far = city.taxiAt(north(TIMES_SQUARE, 2_000));
        city.call();
        Eventually.holds(() -> city.feed(far), () -> !city.feed(far).isEmpty());
        assertThat(city.feed(near.getFirst()).getFirst().at())
                .isBefore(city.feed(far).getFirst().at());
    }

    @Test
    @Tag("B6")
    void another_process_holds_the_next_round_of_one_that_died() {
        await(city.module.rounds.stop());
        DriverId near = city.taxiAt(TIMES_SQUARE);
        DriverId far = city.taxiAt(north(TIMES_SQUARE, 2_000));
        RideId ride = city.call();
        assertThat(city.offers(near)).hasSize(1);
        assertThat(city.offers(far)).isEmpty();

        City other = new City(vertxOther, schema, clock);
        other.report(far, north(TIMES_SQUARE, 2_000));
        Sweeper sweeper = new Sweeper(vertxOther, other.kit, other.store, other.module.deadlines());
        await(sweeper.start());
        Eventually.holds(() -> other.feed(far), () -> !other.feed(far).isEmpty());
        assertThat(other.feed(far).getFirst().body()).contains(ride.toString());
        Eventually.holds(() -> other.journal(ride), () -> other.journal(ride).contains("call-exhausted"));
        await(sweeper.stop());
        other.close();
    }

    @Test
    @Tag("A2")
    void a_call_is_opened_with_its_first_offers() {
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        RideId ride = city.call();
        assertThat(city.offers(driver)).extracting(Offer::ride).containsExactly(ride);
        assertThat(city.count("SELECT sends FROM ride WHERE id = ?", ride)).isOne();
    }

    @Test
    @Tag("A2")
    void where_the_nearest_taxis_are_busy_a_farther_one_is_found() {
        for (int i = 0; i < 20; i++) {
            DriverId busy = city.taxiAt(north(TIMES_SQUARE, 10 + i));
            RideId ride = city.call();
            city.driven(new RideCommand.AcceptCall(ride, busy));
        }
        DriverId free = city.taxiAt(north(TIMES_SQUARE, 500));
        RideId ride = city.call();
        assertThat(city.offers(free)).extracting(Offer::ride).containsExactly(ride);
    }

    @Test
    void a_ride_that_stays_where_it_is_is_looked_at_again_and_never_ended() {
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        RideId ride = city.call();
        city.driven(new RideCommand.AcceptCall(ride, driver));
        long before = city.count("SELECT due_at FROM deadline WHERE kind = 'ride.overdue'");
        await(city.module.watchRides.due(ride));
        assertThat(city.count("SELECT due_at FROM deadline WHERE kind = 'ride.overdue'"))
                .as("looked at too early: it stays")
                .isEqualTo(before);
        // 30 domain minutes are a real one: the sweeper's view of a ride that is overdue, without the wait.
        await(city.store.commit(io.tanda.platform.store.Unit.of()
                .change("UPDATE ride SET accepted_at = accepted_at - 1801000000 WHERE id = ?", ride)
                .build()));
        await(city.module.watchRides.due(ride));
        assertThat(city.count("SELECT due_at FROM deadline WHERE kind = 'ride.overdue'"))
                .isGreaterThan(before);
        assertThat(city.kit.meters().counter("tanda.dispatch.rides.overdue").count())
                .isEqualTo(1);
        assertThat(city.journal(ride)).containsExactly("call-opened", "call-accepted", "pickup-overdue");
    }
}
