package io.tanda.dispatch;

import static io.tanda.dispatch.City.BATTERY;
import static io.tanda.dispatch.City.TIMES_SQUARE;
import static io.tanda.dispatch.City.done;
import static io.tanda.dispatch.City.north;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.TaxiId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.payment.ChargeRide;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentView;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A8")
@Tag("A9")
@Tag("R6")
class WholeRideIT {
    private final Vertx vertx = Vertx.vertx();
    private final City city = new City(vertx, City.freshSchema(), DomainClock.real());

    @AfterEach
    void close() {
        city.close();
        await(vertx.close());
    }

    private void servePayment(List<Request<ChargeRide>> asked, PaymentView.Status answer) {
        await(city.kit.bus().serve(PaymentAddresses.CHARGE, request -> {
            asked.add(request);
            ChargeRide charge = request.body();
            return Future.succeededFuture(Reply.done(new PaymentView(
                    charge.ride(),
                    charge.rider(),
                    charge.purpose(),
                    charge.amount(),
                    answer,
                    1,
                    answer == PaymentView.Status.DECLINED ? "insufficient_funds" : null,
                    null,
                    null,
                    city.now())));
        }));
    }

    @Test
    @Tag("R12")
    void a_way_that_no_taxi_can_have_driven_stays_settling_with_the_reason_and_is_not_charged() {
        List<Request<ChargeRide>> asked = new ArrayList<>();
        servePayment(asked, PaymentView.Status.CAPTURED);
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        RideId ride = onTrip(driver);
        GeoPoint swapped = new GeoPoint(BATTERY.lng(), BATTERY.lat());
        DriverRide over = city.driven(new RideCommand.DropOff(ride, driver, swapped, null));
        assertThat(over.status()).isEqualTo(RideStatus.SETTLING);
        assertThat(over.review()).contains("m from the pick-up");
        assertThat(over.meters()).as("bounded by the time").isLessThan(14_000);
        assertThat(city.driven(new RideCommand.DropOff(ride, driver, swapped, null)))
                .as("as it was stored")
                .isEqualTo(over);
        assertThat(asked).isEmpty();
        assertThat(duty(driver).state()).as("free at once").isEqualTo(Duty.State.AVAILABLE);
    }

    @Test
    @Tag("A7")
    void a_call_is_offered_accepted_driven_and_paid() {
        List<Request<ChargeRide>> asked = new ArrayList<>();
        servePayment(asked, PaymentView.Status.CAPTURED);
        DriverId driver = city.taxiAt(north(TIMES_SQUARE, 300));
        RideId ride = city.call();
        Offer offer = city.offered(driver);
        assertThat(offer.ride()).isEqualTo(ride);
        assertThat(offer.metersAway()).isBetween(290L, 310L);
        assertThat(offer.pickupSeconds()).isPositive();

        DriverRide accepted = city.driven(new RideCommand.AcceptOffer(offer.id(), driver));
        assertThat(accepted.status()).isEqualTo(RideStatus.ACCEPTED);
        assertThat(accepted.pickupEta()).isAfter(accepted.acceptedAt());
        assertThat(duty(driver).state()).isEqualTo(Duty.State.RESERVED);

        city.report(driver, north(TIMES_SQUARE, 3_000));
        assertThat(refusal(city.command(new RideCommand.Arrive(ride, driver)))).isEqualTo(Refusal.NOT_AT_PICKUP);
        city.report(driver, TIMES_SQUARE);
        assertThat(city.driven(new RideCommand.Arrive(ride, driver)).status()).isEqualTo(RideStatus.ARRIVED);
        assertThat(city.driven(new RideCommand.Arrive(ride, driver)).version())
                .as("arriving twice is harmless")
                .isEqualTo(3);
        assertThat(duty(driver).state()).isEqualTo(Duty.State.STOPPED);
        assertThat(city.driven(new RideCommand.PickUp(ride, driver)).status()).isEqualTo(RideStatus.IN_PROGRESS);
        assertThat(duty(driver).state()).isEqualTo(Duty.State.ON_TRIP);

        DriverRide over = city.driven(new RideCommand.DropOff(ride, driver, BATTERY, 8_000L));
        assertThat(over.status()).isEqualTo(RideStatus.COMPLETED);
        assertThat(over.meters()).isEqualTo(8_000);
        assertThat(asked)
                .singleElement()
                .satisfies(request -> assertThat(request.body().amount())
                        .isEqualTo(over.fare() == null ? null : over.fare().total()));
        assertThat(duty(driver).state()).as("free at once").isEqualTo(Duty.State.AVAILABLE);
        assertThat(city.rideOf(driver)).isInstanceOf(Reply.Refused.class);
        assertThat(city.journal(ride))
                .containsExactly(
                        "call-opened",
                        "call-accepted",
                        "driver-arrived",
                        "passenger-picked-up",
                        "passenger-dropped-off");
        assertThat(city.feed(driver))
                .extracting(DriverFeed.Entry::type)
                .containsExactly(DriverFeed.OFFER_SENT, DriverFeed.RIDE_ACCEPTED);
        assertThat(city.count("SELECT COUNT(*) FROM deadline")).isZero();
    }

    @Test
    void a_drop_off_without_a_capture_is_settling_and_the_taxi_is_free() {
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        RideId ride = onTrip(driver);
        CommandId id = CommandId.next();
        RideCommand dropOff = new RideCommand.DropOff(ride, driver, null, null);
        DriverRide first = done(await(city.module.rideCommands.handle(city.request(id, dropOff))));
        assertThat(first.status()).as("payment is not there").isEqualTo(RideStatus.SETTLING);
        assertThat(duty(driver).state()).isEqualTo(Duty.State.AVAILABLE);

        servePayment(new ArrayList<>(), PaymentView.Status.UNKNOWN);
        assertThat(done(await(city.module.rideCommands.handle(city.request(id, dropOff))))
                        .status())
                .isEqualTo(RideStatus.SETTLING);
        assertThat(city.journal(ride)).hasSize(5);
    }

    @Test
    @Tag("B2")
    void a_payment_that_does_not_answer_holds_no_drop_off_up() {
        await(city.kit
                .bus()
                .serve(
                        PaymentAddresses.CHARGE,
                        request -> Promise.<Reply<PaymentView>>promise().future()));
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        RideId ride = onTrip(driver);
        long begun = System.nanoTime();
        assertThat(city.driven(new RideCommand.DropOff(ride, driver, null, null))
                        .status())
                .isEqualTo(RideStatus.SETTLING);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("within the four seconds that the driver's question may take")
                .isLessThan(Duration.ofMillis(DispatchAddresses.DROP_OFF.tryLimitMillis()));
    }

    @Test
    void a_repeated_command_is_answered_as_the_first_time() {
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        RideId ride = city.call();
        city.driven(new RideCommand.AcceptCall(ride, driver));
        CommandId id = CommandId.next();
        RideCommand giveBack = new RideCommand.GiveBack(ride, driver, "flat tire");
        Reply<DriverRide> first = await(city.module.rideCommands.handle(city.request(id, giveBack)));
        Reply<DriverRide> again = await(city.module.rideCommands.handle(city.request(id, giveBack)));
        assertThat(again).isEqualTo(Reply.replayed(done(first)));
        assertThat(await(city.command(giveBack)))
                .as("with another id it is a new wish, and the ride is no longer his")
                .isInstanceOfSatisfying(
                        Reply.Refused.class, r -> assertThat(r.refusal()).isEqualTo(Refusal.NOT_FOUND));
    }

    @Test
    void whoever_says_at_once_that_he_has_arrived_is_told_the_same_time() {
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        RideId ride = city.call();
        city.driven(new RideCommand.AcceptCall(ride, driver));
        List<Future<Reply<DriverRide>>> replies = new ArrayList<>();
        for (int i = 0; i < 5; i++) replies.add(city.command(new RideCommand.Arrive(ride, driver)));
        assertThat(await(Future.all(replies)).<Reply<DriverRide>>list().stream()
                        .map(reply -> done(reply).arrivedAt())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void a_drop_off_that_is_paid_at_once_is_completed_when_it_is_repeated_too() {
        servePayment(new ArrayList<>(), PaymentView.Status.CAPTURED);
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        RideId ride = onTrip(driver);
        CommandId id = CommandId.next();
        RideCommand dropOff = new RideCommand.DropOff(ride, driver, null, null);
        DriverRide over = done(await(city.module.rideCommands.handle(city.request(id, dropOff))));
        assertThat(over.status()).isEqualTo(RideStatus.COMPLETED);
        assertThat(await(city.module.rideCommands.handle(city.request(id, dropOff))))
                .isEqualTo(Reply.replayed(over));
    }

    @Test
    void a_late_accept_is_told_that_the_call_is_dispatched_even_when_the_ride_is_over() {
        DriverId winner = city.taxiAt(TIMES_SQUARE);
        DriverId late = city.taxiAt(north(TIMES_SQUARE, 100));
        RideId ride = city.call();
        Offer offer = city.offered(late);
        city.driven(new RideCommand.AcceptCall(ride, winner));
        assertThat(refusal(city.command(new RideCommand.AcceptOffer(offer.id(), late))))
                .isEqualTo(Refusal.CALL_ALREADY_DISPATCHED);
        city.driven(new RideCommand.Arrive(ride, winner));
        city.driven(new RideCommand.PickUp(ride, winner));
        city.driven(new RideCommand.DropOff(ride, winner, null, null));
        assertThat(refusal(city.command(new RideCommand.AcceptOffer(offer.id(), late))))
                .isEqualTo(Refusal.CALL_ALREADY_DISPATCHED);
        assertThat(city.feed(late))
                .extracting(DriverFeed.Entry::type)
                .containsExactly(DriverFeed.OFFER_SENT, DriverFeed.OFFER_CLOSED);
        assertThat(city.feed(late).getLast().body()).contains("superseded");
    }

    @Test
    @Tag("A3")
    void a_declined_call_is_offered_to_the_next_taxi_at_once() {
        List<DriverId> near = new ArrayList<>();
        for (int i = 0; i < 2; i++) near.add(city.taxiAt(north(TIMES_SQUARE, 100 + i)));
        DriverId next = city.taxiAt(north(TIMES_SQUARE, 900));
        RideId ride = city.call();
        Offer offer = city.offered(near.getFirst());
        assertThat(city.offers(next))
                .as("the first round goes to the nearest two")
                .isEmpty();

        Reply<Offer> declined =
                await(city.module.declineOffer.handle(city.request(new Offer.Decline(offer.id(), near.getFirst()))));
        assertThat(done(declined).status()).isEqualTo(Offer.Status.DECLINED);
        assertThat(city.offered(next).ride()).isEqualTo(ride);
        assertThat(refusal(city.command(new RideCommand.AcceptOffer(offer.id(), near.getFirst()))))
                .isEqualTo(Refusal.OFFER_CLOSED);
        assertThat(done(await(city.module.declineOffer.handle(
                                city.request(new Offer.Decline(offer.id(), near.getFirst())))))
                        .status())
                .as("declining again is harmless")
                .isEqualTo(Offer.Status.DECLINED);
    }

    @Test
    @Tag("R7")
    void a_ride_given_back_is_offered_to_others_but_not_to_him() {
        DriverId first = city.taxiAt(TIMES_SQUARE);
        DriverId second = city.taxiAt(north(TIMES_SQUARE, 200));
        RideId ride = city.call();
        city.driven(new RideCommand.AcceptOffer(city.offered(first).id(), first));
        Offer lost = city.offers(second).isEmpty() ? null : city.offers(second).getFirst();
        assertThat(lost).as("his offer was superseded").isNull();

        DriverRide given = city.driven(new RideCommand.GiveBack(ride, first, "flat tire"));
        assertThat(given.status()).isEqualTo(RideStatus.REQUESTED);
        Offer again = city.offered(second);
        assertThat(again.ride()).isEqualTo(ride);
        assertThat(city.offers(first)).isEmpty();
        assertThat(refusal(city.command(new RideCommand.AcceptCall(ride, first))))
                .isEqualTo(Refusal.STEP_NOT_ALLOWED);
        assertThat(city.driven(new RideCommand.AcceptOffer(again.id(), second)).status())
                .isEqualTo(RideStatus.ACCEPTED);
        assertThat(city.journal(ride))
                .containsExactly("call-opened", "call-accepted", "call-reopened", "call-accepted");
    }

    @Test
    @Tag("R8")
    void a_cancellation_sets_the_driver_free_before_pick_up_and_is_refused_after() {
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        RideId ride = city.call();
        city.driven(new RideCommand.AcceptCall(ride, driver));
        await(city.cancel(ride));
        assertThat(duty(driver).state()).isEqualTo(Duty.State.AVAILABLE);
        assertThat(city.feed(driver)).extracting(DriverFeed.Entry::type).contains(DriverFeed.RIDE_CANCELED);
        assertThat(refusal(city.command(new RideCommand.Arrive(ride, driver)))).isEqualTo(Refusal.NOT_FOUND);

        RideId other = onTrip(driver);
        await(city.cancel(other));
        assertThat(city.journal(other)).last().isEqualTo("cancel-refused");
        assertThat(duty(driver).state()).isEqualTo(Duty.State.ON_TRIP);
    }

    @Test
    void a_cancellation_of_a_call_that_was_never_opened_has_no_effect() {
        await(city.cancel(RideId.next()));
        assertThat(city.count("SELECT COUNT(*) FROM event")).isZero();
    }

    @Test
    void one_driver_for_each_taxi_and_no_going_home_during_a_ride() {
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        TaxiId taxi = java.util.Objects.requireNonNull(duty(driver).taxi());
        DriverId other = city.offDutyDriver();
        assertThat(refusal(city.module.keepDuty.set(city.request(new Duty.Set(other, true, taxi)))))
                .isEqualTo(Refusal.TAXI_IN_USE);
        assertThat(refusal(city.command(new RideCommand.AcceptCall(city.call(), other))))
                .isEqualTo(Refusal.DRIVER_OFF_DUTY);
        onTrip(driver);
        assertThat(refusal(city.module.keepDuty.set(city.request(new Duty.Set(driver, false, null)))))
                .isEqualTo(Refusal.DRIVER_ALREADY_ON_RIDE);
        assertThat(refusal(city.module.keepFleet.registerTaxi(
                        city.request(new Fleet.RegisterTaxi(TaxiId.next(), plate(driver), 4)))))
                .isEqualTo(Refusal.PLATE_IN_USE);
        Fleet.Drivers page =
                done(await(city.module.keepFleet.listDrivers(city.request(new Fleet.ListDrivers(null, 1)))));
        assertThat(page.items()).hasSize(1);
        assertThat(page.next()).isEqualTo(page.items().getFirst().id());
        assertThat(done(await(city.module.keepFleet.listDrivers(city.request(new Fleet.ListDrivers(page.next(), 10)))))
                        .next())
                .isNull();
    }

    @Test
    void a_driver_sees_the_open_calls_around_him_and_a_rider_what_a_ride_would_cost() {
        DriverId driver = city.taxiAt(north(TIMES_SQUARE, 5_000));
        DriverId near = city.taxiAt(north(TIMES_SQUARE, 400));
        RideId ride = city.call();
        assertThat(done(await(city.module.lookUp.callsNear(city.request(new DispatchQuery.CallsNear(driver, 10)))))
                        .items())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.id()).isEqualTo(ride);
                    assertThat(call.metersAway()).isBetween(4_950L, 5_050L);
                });
        var estimate = done(await(
                city.module.lookUp.estimate(city.request(new DispatchQuery.EstimateRide(TIMES_SQUARE, BATTERY)))));
        assertThat(estimate.taxisNear()).isEqualTo(1);
        assertThat(estimate.fare().total().minorUnits()).isBetween(1_500L, 4_000L);
        assertThat(near).isNotNull();
        GeoPoint swapped = new GeoPoint(BATTERY.lng(), BATTERY.lat());
        assertThat(refusal(city.module.lookUp.estimate(
                        city.request(new DispatchQuery.EstimateRide(TIMES_SQUARE, swapped)))))
                .as("no booking would be taken for it")
                .isEqualTo(Refusal.INVALID);
    }

    @Test
    void nobody_near_is_found_as_soon_as_somebody_comes() {
        RideId ride = city.call();
        DriverId driver = city.taxiAt(TIMES_SQUARE);
        Eventually.holds(() -> city.feed(driver), () -> !city.offers(driver).isEmpty());
        assertThat(city.offers(driver).getFirst().ride()).isEqualTo(ride);
    }

    private RideId onTrip(DriverId driver) {
        RideId ride = city.call();
        city.driven(new RideCommand.AcceptCall(ride, driver));
        city.driven(new RideCommand.Arrive(ride, driver));
        city.driven(new RideCommand.PickUp(ride, driver));
        return ride;
    }

    private Duty duty(DriverId driver) {
        return done(await(city.module.keepDuty.of(city.request(new DispatchQuery.DutyOf(driver)))));
    }

    private String plate(DriverId driver) {
        return java.util.Objects.requireNonNull(duty(driver).plate());
    }

    private static Refusal refusal(Future<? extends Reply<?>> reply) {
        if (await(reply) instanceof Reply.Refused<?> refused) return refused.refusal();
        throw new AssertionError("was not refused");
    }
}
