package io.tanda.dispatch;

import static io.tanda.dispatch.City.TIMES_SQUARE;
import static io.tanda.dispatch.City.north;
import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.store.Unit;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two dispatch processes on one database: what they decide at the same time is decided once. */
@Tag("A3")
@Tag("B3")
@Tag("R3")
class OneDriverPerRideIT {
    private Vertx vertxOne = Vertx.vertx();
    private Vertx vertxOther = Vertx.vertx();
    private City one;
    private City other;

    OneDriverPerRideIT() {
        StoreConfig schema = City.freshSchema();
        one = new City(vertxOne, schema, DomainClock.real());
        other = new City(vertxOther, schema, DomainClock.real());
    }

    @BeforeEach
    void ready() {
        assertThat(one.count("SELECT COUNT(*) FROM ride")).isZero();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        await(vertxOne.close());
        await(vertxOther.close());
    }

    private static List<Refusal> refusals(List<Reply<DriverRide>> replies) {
        List<Refusal> refusals = new ArrayList<>();
        for (Reply<DriverRide> reply : replies)
            if (reply instanceof Reply.Refused<DriverRide> refused) refusals.add(refused.refusal());
        return refusals;
    }

    private static List<Reply<DriverRide>> all(List<Future<Reply<DriverRide>>> replies) {
        return await(Future.all(replies)).<Reply<DriverRide>>list();
    }

    @Test
    void of_many_drivers_who_accept_one_call_exactly_one_wins_and_the_others_are_told_so() {
        List<DriverId> drivers = new ArrayList<>();
        for (int i = 0; i < 24; i++) drivers.add(one.taxiAt(north(TIMES_SQUARE, 100 + i)));
        RideId ride = one.call();

        List<Future<Reply<DriverRide>>> replies = new ArrayList<>();
        for (int i = 0; i < drivers.size(); i++)
            replies.add((i % 2 == 0 ? one : other).command(new RideCommand.AcceptCall(ride, drivers.get(i))));
        List<Reply<DriverRide>> answers = all(replies);

        assertThat(refusals(answers)).hasSize(23).containsOnly(Refusal.CALL_ALREADY_DISPATCHED);
        assertThat(one.journal(ride)).containsExactly("call-opened", "call-accepted");
        assertThat(one.count("SELECT COUNT(*) FROM ride WHERE active_driver IS NOT NULL"))
                .isEqualTo(1);
        assertThat(one.count("SELECT COUNT(*) FROM offer WHERE status = 'accepted'"))
                .isEqualTo(1);
        assertThat(one.count("SELECT COUNT(*) FROM offer WHERE status = 'sent'"))
                .isZero();
    }

    @Test
    void a_driver_who_accepts_many_calls_at_once_gets_one() {
        DriverId driver = one.taxiAt(TIMES_SQUARE);
        List<RideId> rides = new ArrayList<>();
        for (int i = 0; i < 8; i++) rides.add(one.call());

        List<Future<Reply<DriverRide>>> replies = new ArrayList<>();
        for (int i = 0; i < rides.size(); i++)
            replies.add((i % 2 == 0 ? one : other).command(new RideCommand.AcceptCall(rides.get(i), driver)));
        List<Reply<DriverRide>> answers = all(replies);

        assertThat(refusals(answers)).hasSize(7).containsOnly(Refusal.DRIVER_ALREADY_ON_RIDE);
        assertThat(one.count("SELECT COUNT(*) FROM ride WHERE driver = ?", driver))
                .isEqualTo(1);
    }

    @Test
    void the_database_itself_refuses_a_second_ride_for_a_driver() {
        DriverId driver = one.taxiAt(TIMES_SQUARE);
        RideId first = one.call();
        RideId second = one.call();
        one.driven(new RideCommand.AcceptCall(first, driver));
        Throwable refused = failureOf(one.store.commit(Unit.of()
                .change("UPDATE ride SET state = 'accepted', driver = ? WHERE id = ?", driver, second)
                .build()));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        CommitFailed.Duplicate.class,
                        taken -> assertThat(taken.key()).isEqualTo("ride_active_driver"));
    }

    @Test
    @Tag("A9")
    @Tag("R5")
    void a_cancellation_that_races_with_an_accept_never_leaves_a_driver_bound() {
        for (int round = 0; round < 15; round++) {
            DriverId driver = one.taxiAt(north(TIMES_SQUARE, 50));
            RideId ride = one.call();
            Future<Reply<DriverRide>> accept = other.command(new RideCommand.AcceptCall(ride, driver));
            Future<Void> cancel = one.cancel(ride);
            await(Future.join(accept, cancel));

            assertThat(one.journal(ride)).last().isEqualTo("call-withdrawn");
            assertThat(one.count("SELECT COUNT(*) FROM ride WHERE active_driver = ?", driver))
                    .isZero();
            assertThat(one.count("SELECT COUNT(*) FROM offer WHERE ride = ? AND status = 'sent'", ride))
                    .isZero();
            boolean accepted = await(accept) instanceof Reply.Done<DriverRide>;
            assertThat(one.feed(driver).stream().anyMatch(entry -> entry.type().equals(DriverFeed.RIDE_CANCELED)))
                    .as("a driver who had the ride is told that it is gone")
                    .isEqualTo(accepted);
            City.done(await(one.module.keepDuty.set(one.request(new Duty.Set(driver, false, null)))));
        }
    }

    @Test
    void a_driver_who_goes_off_duty_while_he_accepts_does_one_or_the_other() {
        for (int round = 0; round < 10; round++) {
            DriverId driver = one.taxiAt(north(TIMES_SQUARE, 50));
            RideId ride = one.call();
            Future<Reply<DriverRide>> accept = other.command(new RideCommand.AcceptCall(ride, driver));
            Future<Reply<Duty>> off = one.module.keepDuty.set(one.request(new Duty.Set(driver, false, null)));
            await(Future.join(accept, off));
            boolean accepted = await(accept) instanceof Reply.Done<DriverRide>;
            boolean wentOff = await(off) instanceof Reply.Done<Duty>;
            assertThat(accepted).isNotEqualTo(wentOff);
            await(one.cancel(ride));
            if (accepted) City.done(await(one.module.keepDuty.set(one.request(new Duty.Set(driver, false, null)))));
        }
    }

    @Test
    void drivers_who_take_what_the_other_was_offered_never_wait_for_one_another() {
        long before = deadlocks();
        for (int round = 0; round < 20; round++) {
            DriverId mary = one.taxiAt(north(TIMES_SQUARE, 50));
            DriverId joe = one.taxiAt(north(TIMES_SQUARE, 60));
            RideId his = one.call();
            RideId hers = one.call();
            assertThat(one.offers(mary)).hasSize(2);
            assertThat(one.offers(joe)).hasSize(2);
            assertThat(refusals(all(List.of(
                            one.command(new RideCommand.AcceptCall(hers, mary)),
                            other.command(new RideCommand.AcceptCall(his, joe))))))
                    .isEmpty();
        }
        assertThat(deadlocks() - before).as("deadlocks").isZero();
    }

    /** Of the whole server, which these tests have to themselves. */
    private long deadlocks() {
        return one.count("SELECT CAST(VARIABLE_VALUE AS UNSIGNED) FROM information_schema.GLOBAL_STATUS"
                + " WHERE VARIABLE_NAME = 'INNODB_DEADLOCKS'");
    }

    @Test
    void what_a_driver_is_told_has_no_gaps_however_many_write_at_once() {
        List<DriverId> drivers = List.of(
                one.taxiAt(TIMES_SQUARE), one.taxiAt(north(TIMES_SQUARE, 10)), one.taxiAt(north(TIMES_SQUARE, 20)));
        for (DriverId driver : drivers) other.report(driver, TIMES_SQUARE);
        List<Future<Void>> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            City city = i % 2 == 0 ? one : other;
            RideId ride = RideId.next();
            calls.add(city.open(city.requested(ride, Duration.ofSeconds(60)))
                    .compose(opened -> city.module.rounds.due(ride))
                    .compose(offered -> city.cancel(ride)));
        }
        await(Future.all(calls));
        long told = 0;
        for (DriverId driver : drivers) {
            List<DriverFeed.Entry> feed = one.feed(driver);
            assertThat(feed)
                    .extracting(DriverFeed.Entry::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, feed.size()).boxed().toList());
            told += one.count("SELECT COUNT(*) FROM driver_feed WHERE driver = ?", driver);
        }
        long offers = one.count("SELECT COUNT(*) FROM offer");
        assertThat(offers).as("offers made").isGreaterThan(30);
        assertThat(told).as("each offer sent and closed").isEqualTo(2 * offers);
    }
}
