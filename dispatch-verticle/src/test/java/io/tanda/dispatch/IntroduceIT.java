package io.tanda.dispatch;

import static io.tanda.dispatch.City.BATTERY;
import static io.tanda.dispatch.City.MARYS_PHONE;
import static io.tanda.dispatch.City.TIMES_SQUARE;
import static io.tanda.dispatch.City.done;
import static io.tanda.dispatch.City.north;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.Person;
import io.tanda.contract.Phone;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.RideRider;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.dispatch.RideDriver;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is told of whom, and when. */
@Tag("A4")
class IntroduceIT {
    private static final Person ADA = new Person("Ada", new Phone("+12125550199"));

    private final Vertx vertx = Vertx.vertx();
    private final City city = new City(vertx, City.freshSchema(), DomainClock.real());
    /** Rides that booking was asked of. */
    private final List<RideId> asked = new ArrayList<>();

    private BookingEvent.RideRequested requested = city.requested(RideId.next(), Duration.ofSeconds(60));

    @BeforeEach
    void serveBooking() {
        await(city.kit.bus().serve(BookingAddresses.RIDER_OF, request -> {
            asked.add(request.body().ride());
            return Future.succeededFuture(Reply.done(rider(request.body().ride())));
        }));
    }

    @AfterEach
    void close() {
        city.close();
        await(vertx.close());
    }

    private static RideRider rider(RideId ride) {
        return new RideRider(ride, new Place(TIMES_SQUARE, "TKTS stairs"), new Place(BATTERY, null), ADA);
    }

    private RideId opened() {
        requested = city.requested(RideId.next(), Duration.ofSeconds(60));
        await(city.open(requested));
        return requested.ride();
    }

    private RideId acceptedBy(DriverId driver) {
        RideId ride = opened();
        city.driven(new RideCommand.AcceptCall(ride, driver));
        return ride;
    }

    private Reply<RideDriver> driverOf(RideId ride, RiderId rider) {
        return await(city.module.introduce.driver(city.request(new DispatchQuery.DriverOf(ride, rider))));
    }

    private RideDriver mine(RideId ride) {
        return done(driverOf(ride, requested.rider()));
    }

    private Reply<RideRider> riderOf(RideId ride, DriverId driver) {
        return await(city.module.introduce.rider(city.request(new DispatchQuery.RiderOf(ride, driver))));
    }

    private static void notFound(Reply<?> reply) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Refused.class, no -> assertThat(no.refusal()).isEqualTo(Refusal.NOT_FOUND));
    }

    @Test
    void the_rider_is_told_who_comes_from_the_acceptance_until_the_driver_is_free() {
        DriverId driver = city.taxiAt(north(TIMES_SQUARE, 1_000));
        RideId ride = opened();
        notFound(driverOf(ride, requested.rider()));

        city.driven(new RideCommand.AcceptCall(ride, driver));
        RideDriver comes = mine(ride);
        assertThat(comes.status()).isEqualTo(RideStatus.ACCEPTED);
        assertThat(comes.name()).isEqualTo("Mary");
        assertThat(comes.phone()).isEqualTo(MARYS_PHONE);
        assertThat(comes.plate())
                .isEqualTo(city.driven(new RideCommand.AcceptCall(ride, driver))
                        .taxi()
                        .value()
                        .toString()
                        .substring(24));
        notFound(driverOf(ride, RiderId.next()));

        city.report(driver, TIMES_SQUARE);
        city.driven(new RideCommand.Arrive(ride, driver, null));
        assertThat(mine(ride).status()).isEqualTo(RideStatus.ARRIVED);
        city.driven(new RideCommand.PickUp(ride, driver));
        assertThat(mine(ride).status()).isEqualTo(RideStatus.IN_PROGRESS);
        city.driven(new RideCommand.DropOff(ride, driver, null, null));
        notFound(driverOf(ride, requested.rider()));
    }

    @Test
    void the_taxis_place_and_its_time_move_with_it() {
        DriverId driver = city.taxiAt(north(TIMES_SQUARE, 2_000));
        RideId ride = acceptedBy(driver);
        RideDriver far = mine(ride);
        city.report(driver, TIMES_SQUARE);
        RideDriver there = mine(ride);
        assertThat(Objects.requireNonNull(far.taxi()).where()).isEqualTo(north(TIMES_SQUARE, 2_000));
        assertThat(Objects.requireNonNull(there.taxi()).where()).isEqualTo(TIMES_SQUARE);
        // 2 km of straight line, as it is estimated.
        Assertions.assertThat(Objects.requireNonNull(far.eta()))
                .isCloseTo(city.now().plusSeconds(571), Assertions.within(30, ChronoUnit.SECONDS));
        Assertions.assertThat(Objects.requireNonNull(there.eta()))
                .isCloseTo(city.now(), Assertions.within(30, ChronoUnit.SECONDS));

        city.driven(new RideCommand.Arrive(ride, driver, null));
        assertThat(mine(ride).eta()).as("it drives nowhere").isNull();
        city.driven(new RideCommand.PickUp(ride, driver));
        assertThat(mine(ride).eta()).as("at the drop-off").isAfter(city.now().plusSeconds(600));
    }

    @Test
    void of_a_taxi_that_nobody_has_heard_of_the_driver_is_told_all_the_same() {
        DriverId driver = city.offDutyDriver();
        city.onDuty(driver);
        RideId ride = acceptedBy(driver);
        assertThat(mine(ride).name()).isEqualTo("Mary");
        assertThat(mine(ride).taxi()).isNull();
        assertThat(mine(ride).eta()).isNull();
    }

    @Test
    void the_driver_is_told_whom_he_meets_while_he_has_the_ride_and_nobody_else_is() {
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        DriverId other = city.taxiAt(TIMES_SQUARE);
        RideId ride = opened();
        notFound(riderOf(ride, driver));
        city.driven(new RideCommand.AcceptCall(ride, driver));
        notFound(riderOf(ride, other));
        assertThat(asked).as("booking is asked for who has the ride").isEmpty();
        assertThat(done(riderOf(ride, driver))).isEqualTo(rider(ride));

        city.driven(new RideCommand.GiveBack(ride, driver, "flat tyre"));
        notFound(riderOf(ride, driver));
        notFound(driverOf(ride, requested.rider()));
        city.driven(new RideCommand.AcceptCall(ride, other));
        assertThat(done(riderOf(ride, other))).isEqualTo(rider(ride));
        city.driven(new RideCommand.Arrive(ride, other, null));
        city.driven(new RideCommand.PickUp(ride, other));
        city.driven(new RideCommand.DropOff(ride, other, null, null));
        notFound(riderOf(ride, other));
        assertThat(asked).hasSize(2);
    }
}
