package io.tanda.history;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.ChargeId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.history.RideAlarm;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three topics without a common order make one row: what MariaDB does and {@link FakeRides} does the same. */
abstract class ProjectionContract {
    private static final int INTERLEAVINGS = 60;

    abstract Commits<Change> commits();

    /** As an operator finds it. */
    abstract RideRecord record(RideId ride);

    @Test
    @Tag("A11")
    void every_interleaving_makes_the_same_row() {
        List<Future<Void>> told = new ArrayList<>();
        List<Story> stories = new ArrayList<>();
        for (long seed = 0; seed < INTERLEAVINGS; seed++) {
            Story story = new Story();
            stories.add(story);
            told.add(story.tellMixed(commits(), seed));
        }
        await(Future.all(told));
        for (int seed = 0; seed < INTERLEAVINGS; seed++) check("seed " + seed, stories.get(seed));
    }

    @Test
    void topics_that_come_at_the_same_time_make_the_same_row() {
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < INTERLEAVINGS; i++) stories.add(new Story());
        await(Future.all(
                stories.stream().map(story -> story.tellAtOnce(commits())).toList()));
        for (Story story : stories) check("at once", story);
    }

    @Test
    void a_ride_that_dispatch_tells_of_first_is_there_without_what_booking_knows() {
        Story story = new Story();
        tellFirst(new DispatchEvent.CallAccepted(
                story.ride, Story.DRIVER, Story.TAXI, "PLATE", 1, Story.NOON, Story.NOON));
        RideRecord record = record(story.ride);
        assertThat(record.driver()).isEqualTo(Story.DRIVER);
        assertThat(record.rider()).isNull();
        assertThat(record.status()).isNull();
    }

    @Test
    void a_fare_that_somebody_has_to_look_at_says_so_and_is_not_paid() {
        RideId ride = RideId.next();
        tellFirst(new DispatchEvent.PassengerDroppedOff(
                ride,
                Story.RIDER,
                Story.DRIVER,
                Story.DROPOFF.point(),
                12_222,
                5,
                Story.FARE,
                Story.NOON,
                "the taxi was elsewhere"));
        RideRecord record = record(ride);
        assertThat(record.review()).isEqualTo("the taxi was elsewhere");
        assertThat(record.payment()).isNull();
        assertThat(record.paid()).isNull();
    }

    @Test
    void a_ride_for_later_was_asked_for_when_it_was_and_not_when_it_is_offered() {
        RideId ride = RideId.next();
        Instant pickupAt = Story.NOON.plusSeconds(7_200);
        Instant offeredFrom = pickupAt.minusSeconds(1_200);
        tell(
                BookingEvents.interest(),
                1,
                new BookingEvent.RideScheduled(
                        ride,
                        Story.RIDER,
                        Story.PICKUP,
                        Story.DROPOFF,
                        2,
                        PaymentMethod.CARD,
                        pickupAt,
                        offeredFrom,
                        Story.NOON));
        assertThat(record(ride).status()).isEqualTo(RideStatus.SCHEDULED);
        tell(
                BookingEvents.interest(),
                2,
                new BookingEvent.RideRequested(
                        ride,
                        Story.RIDER,
                        Story.PICKUP,
                        Story.DROPOFF,
                        2,
                        PaymentMethod.CARD,
                        pickupAt,
                        pickupAt,
                        offeredFrom,
                        pickupAt));
        assertThat(record(ride).status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(record(ride).requestedAt()).isEqualTo(Story.NOON);
        assertThat(record(ride).rider()).isEqualTo(Story.RIDER);
        assertThat(record(ride).pickup()).isEqualTo(Story.PICKUP);
    }

    @Test
    @Tag("R14")
    @Tag("R15")
    void an_alarm_stands_until_the_ride_moves_on() {
        RideId ride = RideId.next();
        tell(
                DispatchEvents.interest(),
                1,
                new DispatchEvent.PickupOverdue(ride, Story.DRIVER, Story.NOON, Story.NOON.plusSeconds(1_800)));
        assertThat(record(ride).alarm()).isEqualTo(RideAlarm.PICKUP_OVERDUE);
        assertThat(record(ride).alarmSince()).isEqualTo(Story.NOON.plusSeconds(1_800));
        tell(
                DispatchEvents.interest(),
                2,
                new DispatchEvent.DriverArrived(ride, Story.DRIVER, Story.NOON.plusSeconds(1_900)));
        assertThat(record(ride).alarm()).isNull();
        tell(
                DispatchEvents.interest(),
                3,
                new DispatchEvent.PassengerPickedUp(ride, Story.DRIVER, Story.NOON.plusSeconds(2_000)));
        tell(
                DispatchEvents.interest(),
                4,
                new DispatchEvent.RideOverdue(ride, Story.DRIVER, Story.NOON, Story.NOON.plusSeconds(9_200)));
        assertThat(record(ride).alarm()).isEqualTo(RideAlarm.RIDE_OVERDUE);
    }

    @Test
    void a_rider_who_did_not_come_ends_the_ride_and_its_alarm() {
        RideId ride = RideId.next();
        tell(DispatchEvents.interest(), 1, new DispatchEvent.PickupOverdue(ride, Story.DRIVER, Story.NOON, Story.NOON));
        tell(DispatchEvents.interest(), 2, new DispatchEvent.NoShowMarked(ride, Story.DRIVER, Story.NOON));
        assertThat(record(ride).alarm()).isNull();
    }

    @Test
    void a_fare_that_was_owed_and_is_paid_in_cash_is_no_capture() {
        RideId ride = RideId.next();
        ChargeId charge = ChargeId.of(ride, Purpose.FARE);
        payment(1, new PaymentEvent.ChargeOwed(charge, ride, Story.RIDER, Story.MONEY, null, null, Story.NOON));
        payment(
                2,
                new PaymentEvent.ChargeTendered(
                        charge, ride, Story.RIDER, Purpose.FARE, Story.MONEY, PaymentMethod.CASH, null, Story.NOON));
        tellFirst(new DispatchEvent.CallAccepted(ride, Story.DRIVER, Story.TAXI, "P", 1, Story.NOON, Story.NOON));
        tell(
                DispatchEvents.interest(),
                2,
                new DispatchEvent.PassengerDroppedOff(
                        ride,
                        Story.RIDER,
                        Story.DRIVER,
                        Story.DROPOFF.point(),
                        5_000,
                        690,
                        Story.FARE,
                        Story.NOON,
                        null));
        assertThat(record(ride).payment()).isEqualTo(PaymentView.Status.TENDERED);
        assertThat(record(ride).paid()).isEqualTo(Story.MONEY);
    }

    @Test
    void what_was_given_back_adds_up_and_is_told_twice_without_being_given_twice() {
        RideId ride = RideId.next();
        ChargeId charge = ChargeId.of(ride, Purpose.FARE);
        PaymentEvent.RefundMade first = refund(charge, ride, 250);
        payment(1, first);
        payment(1, refund(charge, ride, 400));
        tellFirst(new DispatchEvent.CallAccepted(ride, Story.DRIVER, Story.TAXI, "P", 1, Story.NOON, Story.NOON));
        assertThat(record(ride).refunded()).isEqualTo(Money.usd(650));
        assertThat(record(ride).paid()).isNull();
        // As after its fence was forgotten.
        payment(2, first);
        assertThat(record(ride).refunded()).isEqualTo(Money.usd(650));
    }

    private static PaymentEvent.RefundMade refund(ChargeId charge, RideId ride, long cents) {
        return new PaymentEvent.RefundMade(
                RefundId.next(), charge, ride, Story.RIDER, Money.usd(cents), "re_1", Story.NOON);
    }

    private void payment(int version, PaymentEvent event) {
        tell(PaymentEvents.interest(), version, event);
    }

    private void tellFirst(DispatchEvent event) {
        tell(DispatchEvents.interest(), 1, event);
    }

    private <E extends Event> void tell(Interest<E, Change> interest, int version, E event) {
        await(Story.tell(
                commits(),
                interest,
                new Recorded(
                        event.aggregate().id(),
                        version,
                        interest.topic().typeOf(event),
                        Story.NOON,
                        Actor.SYSTEM,
                        null,
                        Wire.encodeText(event))));
    }

    private void check(String what, Story story) {
        assertThat(record(story.ride)).as(what).isEqualTo(story.record());
    }
}
