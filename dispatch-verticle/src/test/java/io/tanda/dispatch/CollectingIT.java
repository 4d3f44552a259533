package io.tanda.dispatch;

import static io.tanda.dispatch.City.TIMES_SQUARE;
import static io.tanda.dispatch.City.done;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentView;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A8: a fare that is not paid, on the real database. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A8")
class CollectingIT {
    private final Vertx vertx = Vertx.vertx();
    private final City city = new City(vertx, City.freshSchema(), DomainClock.real());
    private final DriverId driver = city.taxiAt(TIMES_SQUARE);

    @AfterEach
    void close() {
        city.close();
        await(vertx.close());
    }

    @Test
    void who_collects_has_no_other_ride_until_the_money_is_there() {
        cardIsDeclined();
        RideId ride = onTrip();
        DriverRide over = city.driven(new RideCommand.DropOff(ride, driver, null, null));
        assertThat(over.collect()).isNotNull();
        assertThat(done(city.rideOf(driver))).as("as it was stored").isEqualTo(over);
        assertThat(duty().state()).isEqualTo(Duty.State.STOPPED);
        assertThat(city.count("SELECT COUNT(*) FROM deadline WHERE kind = 'ride.collect'"))
                .isOne();
        RideId next = city.call();
        assertThat(refusal(new RideCommand.AcceptCall(next, driver))).isEqualTo(Refusal.DRIVER_ALREADY_ON_RIDE);

        DriverRide paid = city.driven(new RideCommand.TakeFare(ride, driver, PaymentMethod.CASH));
        assertThat(paid.status()).isEqualTo(RideStatus.COMPLETED);
        assertThat(city.driven(new RideCommand.TakeFare(ride, driver, PaymentMethod.CASH)))
                .as("as it was stored")
                .isEqualTo(paid);
        assertThat(duty().state()).isEqualTo(Duty.State.AVAILABLE);
        assertThat(city.count("SELECT COUNT(*) FROM deadline WHERE kind = 'ride.collect'"))
                .isZero();
        city.driven(new RideCommand.AcceptCall(next, driver));
    }

    @Test
    void a_fare_that_nobody_paid_in_time_is_owed_and_can_still_be_taken() {
        cardIsDeclined();
        RideId ride = onTrip();
        city.driven(new RideCommand.DropOff(ride, driver, null, null));
        await(city.store.query("UPDATE ride SET collect_until = 0 WHERE id = ?", ride));
        await(city.module.collectFare.due(ride));
        DriverRide owed = city.driven(new RideCommand.DropOff(ride, driver, null, null));
        assertThat(owed.status()).isEqualTo(RideStatus.OWED);
        assertThat(city.journal(ride)).last().isEqualTo("fare-owed");
        city.driven(new RideCommand.AcceptCall(city.call(), driver));
        assertThat(city.driven(new RideCommand.TakeFare(ride, driver, PaymentMethod.TERMINAL))
                        .status())
                .isEqualTo(RideStatus.COMPLETED);
    }

    private RideId onTrip() {
        RideId ride = city.call();
        city.driven(new RideCommand.AcceptCall(ride, driver));
        city.driven(new RideCommand.Arrive(ride, driver));
        city.driven(new RideCommand.PickUp(ride, driver));
        return ride;
    }

    private void cardIsDeclined() {
        await(city.kit
                .bus()
                .serve(
                        PaymentAddresses.CHARGE,
                        request -> Future.succeededFuture(Reply.done(new PaymentView(
                                request.body().ride(),
                                request.body().rider(),
                                request.body().purpose(),
                                request.body().amount(),
                                PaymentView.Status.DECLINED,
                                1,
                                "insufficient_funds",
                                PaymentMethod.CARD,
                                null,
                                city.now())))));
    }

    private Duty duty() {
        return Objects.requireNonNull(
                done(await(city.module.keepDuty.of(city.request(new DispatchQuery.DutyOf(driver))))));
    }

    private Refusal refusal(RideCommand command) {
        if (await(city.command(command)) instanceof Reply.Refused<?> refused) return refused.refusal();
        throw new AssertionError("was not refused");
    }
}
