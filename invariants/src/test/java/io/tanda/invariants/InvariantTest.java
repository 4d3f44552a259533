package io.tanda.invariants;

import static io.tanda.invariants.World.FARE;
import static io.tanda.invariants.World.T0;
import static io.tanda.invariants.World.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.Fee;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.invariants.Snapshot.Capture;
import io.tanda.invariants.Snapshot.Journaled;
import io.tanda.invariants.Snapshot.Published;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plants one offence at a time in a world where everything holds, and sees it named with its ride. */
class InvariantTest {
    private final World world = new World();

    @Test
    void aWorldInOrderHasNoOffence() {
        assertThat(InvariantChecker.check(world.snapshot())).isEmpty();
    }

    @Test
    void aRunInWhichNothingHappenedIsRefused() {
        Snapshot nothing = new Snapshot(
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                new Snapshot.Expected(1, 0.5),
                at(5_000),
                Duration.ofSeconds(60));
        assertThat(InvariantChecker.check(nothing))
                .extracting(Offence::invariant)
                .containsExactly(Invariant.SOMETHING_HAPPENED, Invariant.SOMETHING_HAPPENED);
    }

    @Test
    void tooFewOperationsThatSucceededAreAnOffence() {
        world.operationsOk = 49;
        assertThat(offences())
                .singleElement()
                .satisfies(offence -> assertThat(offence.found()).contains("49 of 100"));
    }

    @Test
    void tooFewCompletedRidesAreAnOffence() {
        world.expectedRides = 3;
        assertThat(offences()).extracting(Offence::invariant).containsExactly(Invariant.SOMETHING_HAPPENED);
    }

    @Test
    void whatARiderIsToldThatHeSpentIsWhatTheJournalTells() {
        Snapshot.Spent paid = world.spending.removeFirst();
        names(Invariant.SPENDING_EQUALS_JOURNALS, world.first, "is without 1250 USD TAKEN");
        world.spending.add(new Snapshot.Spent(paid.ride(), paid.leg(), paid.way(), paid.rider(), Money.usd(1_251)));
        names(Invariant.SPENDING_EQUALS_JOURNALS, world.first, "its event tells 1250 USD");
        world.spending.removeLast();
        world.spending.add(paid);
        world.spending.add(new Snapshot.Spent(paid.ride(), paid.leg(), "TENDERED", paid.rider(), paid.amount()));
        names(Invariant.SPENDING_EQUALS_JOURNALS, world.first, "no event tells it");
    }

    @Test
    void whatWasGivenBackIsOnTheRidersPage() {
        world.refunded(world.first, Money.usd(250));
        assertThat(offences()).isEmpty();
        world.spending.removeLast();
        names(Invariant.SPENDING_EQUALS_JOURNALS, world.first, "is without 250 USD REFUNDED");
    }

    @Test
    void aBookingThatNobodyHasIsLost() {
        RideId lost = RideId.next();
        world.asked.put(lost, world.rider);
        names(Invariant.NO_LOST_BOOKING, lost, "not in booking's journal");
    }

    @Test
    void aBookingThatTheApiDoesNotFindIsLost() {
        world.bookings.remove(world.first);
        names(Invariant.NO_LOST_BOOKING, world.first, "does not find it");
    }

    @Test
    void aBookingThatTheApiTellsDifferentlyIsAnOffence() {
        world.bookings.put(world.canceled, new Snapshot.Seen(world.rider, RideStatus.REQUESTED, 1, null));
        names(Invariant.NO_LOST_BOOKING, world.canceled, "the API says requested");
    }

    @Test
    void anOpenBookingThatDispatchNeverHeardOfIsLost() {
        RideId open = RideId.next();
        world.asked.put(open, world.rider);
        world.put(BookingEvent.TOPIC, open, world.requested(open, T0));
        world.bookings.put(open, new Snapshot.Seen(world.rider, RideStatus.REQUESTED, 1, null));
        world.history.put(open, world.record(open, RideStatus.REQUESTED, null, null, null, T0));
        world.deadlines.add(new Snapshot.Deadline("booking", open, "search", at(6_000)));
        names(Invariant.NO_LOST_BOOKING, open, "dispatch has never heard of it");
    }

    @Test
    void twoDriversOnOneRideAreFound() {
        DriverId other = DriverId.next();
        world.add(DispatchEvent.TOPIC, world.first, 6, world.accepted(world.first, other, at(40)));
        world.add(DispatchEvent.TOPIC, world.first, 7, world.accepted(world.first, world.driver, at(50)));
        names(Invariant.ONE_DRIVER_PER_RIDE, world.first, "while driver " + other);
    }

    @Test
    void aStepByADriverWhoDoesNotHaveTheRideIsFound() {
        DriverId other = DriverId.next();
        world.journal.replaceAll(entry -> entry.event() instanceof DispatchEvent.PassengerPickedUp event
                        && event.ride().equals(world.second)
                ? new Journaled(
                        entry.context(),
                        entry.ride(),
                        entry.version(),
                        entry.type(),
                        new DispatchEvent.PassengerPickedUp(world.second, other, event.at()),
                        entry.bodyHash())
                : entry);
        names(Invariant.ONE_DRIVER_PER_RIDE, world.second, "driver " + other + " picked up");
    }

    @Test
    void oneDriverOnTwoRidesIsFound() {
        RideId overlapping = RideId.next();
        world.completed(overlapping, world.driver, T0.plusSeconds(1_100));
        world.expectedRides = 3;
        names(Invariant.ONE_RIDE_PER_DRIVER, overlapping, "while on ride " + world.second);
    }

    @Test
    void aCompletedRideWithoutACaptureIsFound() {
        world.captures.removeIf(capture -> capture.ride().equals(world.first));
        world.journal.removeIf(
                entry -> entry.context().equals("payment") && entry.ride().equals(world.first));
        world.published.removeIf(
                entry -> entry.context().equals("payment") && entry.ride().equals(world.first));
        names(Invariant.COMPLETED_IS_PAID, world.first, "nothing in payment's journal has settled it");
    }

    @Test
    void aFareThatIsOwedOrPaidInTheCarOrWrittenOffIsNoOffence() {
        world.owed(RideId.next(), null);
        RideId cash = RideId.next();
        world.owed(
                cash,
                new PaymentEvent.ChargeTendered(
                        ChargeId.of(cash, Purpose.FARE),
                        cash,
                        world.rider,
                        Purpose.FARE,
                        FARE,
                        PaymentMethod.CASH,
                        null,
                        at(3_000)));
        RideId forgiven = RideId.next();
        world.owed(
                forgiven,
                new PaymentEvent.ChargeWrittenOff(
                        ChargeId.of(forgiven, Purpose.FARE),
                        forgiven,
                        world.rider,
                        Purpose.FARE,
                        FARE,
                        "gone",
                        at(3_000)));
        assertThat(offences()).isEmpty();
    }

    @Test
    void whatTheGatewayTookAndNobodyBelievedIsAPersonsCaseAndNoOffenceUntilItIsTakenAgain() {
        RideId doubted = RideId.next();
        world.doubted(doubted);
        assertThat(offences()).isEmpty();
        world.captures.add(new Capture("other-key", "ch_2", doubted, FARE));
        names(Invariant.CAPTURES_EQUAL_FARES, doubted, "captured 2 times");
    }

    @Test
    void aCaptureThatNobodyKnowsOfIsFound() {
        RideId owed = RideId.next();
        world.owed(owed, null);
        world.captures.add(new Capture("key", "ch_2", owed, FARE));
        names(Invariant.CAPTURES_EQUAL_FARES, owed, "payment's journal does not know");
    }

    @Test
    void aDriverWhoTakesACallWhileHeCollectsIsFound() {
        RideId unpaid = RideId.next();
        world.owed(unpaid, null);
        RideId next = RideId.next();
        world.completed(next, world.driver, T0.plusSeconds(2_650));
        world.expectedRides = 3;
        names(Invariant.ONE_RIDE_PER_DRIVER, next, "while on ride " + unpaid);
    }

    @Test
    void aRideChargedTwiceIsFound() {
        world.captures.add(new Capture("other-key", "ch_2", world.first, FARE));
        names(Invariant.CAPTURES_EQUAL_FARES, world.first, "captured 2 times");
    }

    @Test
    void aCaptureOfAnotherAmountIsFound() {
        world.captures.replaceAll(capture -> capture.ride().equals(world.first)
                ? new Capture(capture.key(), capture.id(), world.first, Money.usd(1_251))
                : capture);
        names(Invariant.CAPTURES_EQUAL_FARES, world.first, "its fare is 1250 USD");
    }

    @Test
    void aCaptureForARideThatWasNeverDrivenIsFound() {
        world.captures.add(new Capture("k", "ch_2", world.canceled, FARE));
        names(Invariant.CAPTURES_EQUAL_FARES, world.canceled, "no fare is due");
    }

    @Test
    void aFeeThatWasAgreedToIsCapturedOnceAndOfItsAmount() {
        world.charged(world.canceled, Purpose.CANCELLATION_FEE, Money.usd(500));
        names(Invariant.CAPTURES_EQUAL_FARES, world.canceled, "no cancellation_fee is due");
        world.journal.removeIf(event -> event.event() instanceof BookingEvent.RideCanceled);
        world.add(
                BookingEvent.TOPIC,
                world.canceled,
                3,
                new BookingEvent.RideCanceled(
                        world.canceled, false, at(11), null, new Fee(world.rider, Money.usd(500), null)));
        assertThat(Invariant.CAPTURES_EQUAL_FARES.check(world.snapshot())).isEmpty();
        world.captures.add(
                new Capture("pay:" + world.canceled + ":cancellation_fee:2", "ch_2", world.canceled, Money.usd(500)));
        names(Invariant.CAPTURES_EQUAL_FARES, world.canceled, "its cancellation_fee was captured 2 times");
    }

    @Test
    void aTipIsNoFareAndIsCapturedOnce() {
        world.charged(world.first, Purpose.TIP, Money.usd(200));
        assertThat(offences()).isEmpty();
        world.captures.add(new Capture("pay:" + world.first + ":tip:2", "ch_2", world.first, Money.usd(200)));
        names(Invariant.CAPTURES_EQUAL_FARES, world.first, "its tip was captured 2 times");
    }

    @Test
    void aRideThatSomebodyHasToLookAtStaysSettlingAndIsNoOffence() {
        world.forReview(RideId.next());
        assertThat(offences()).isEmpty();
    }

    @Test
    void aCaptureOfARideThatSomebodyHasToLookAtIsFound() {
        RideId ride = RideId.next();
        world.forReview(ride);
        world.captures.add(new Capture("k", "ch_2", ride, FARE));
        names(Invariant.CAPTURES_EQUAL_FARES, ride, "looked at: the taxi was elsewhere");
    }

    @Test
    void aRowOfHistoryThatHidesAReviewIsFound() {
        RideId ride = RideId.next();
        world.forReview(ride);
        world.history.put(ride, world.record(ride, RideStatus.SETTLING, FARE, null, null, T0.plusSeconds(2_000)));
        names(Invariant.HISTORY_EQUALS_JOURNALS, ride, "review");
    }

    @Test
    void whatWasGivenBackOnceIsNoOffence() {
        world.refunded(world.first, Money.usd(250));
        assertThat(offences()).isEmpty();
    }

    @Test
    void aRefundThatIsMadeAndNotGivenIsFound() {
        world.refunded(world.first, Money.usd(250));
        world.refunds.clear();
        names(Invariant.REFUNDS_EQUAL_THEIR_EVENTS, world.first, "has given nothing back");
    }

    @Test
    void aRefundThatIsGivenTwiceIsFound() {
        var made = world.refunded(world.first, Money.usd(250));
        world.refunds.add(new Snapshot.GivenBack("refund:" + made.refund(), "ch_" + world.first, Money.usd(250)));
        names(Invariant.REFUNDS_EQUAL_THEIR_EVENTS, world.first, "was given back 2 times");
    }

    @Test
    void aRefundThatIsGivenAgainByAnotherKeyIsFound() {
        var made = world.refunded(world.first, Money.usd(250));
        world.refunds.add(
                new Snapshot.GivenBack("refund:" + made.refund() + ":2", "ch_" + world.first, Money.usd(250)));
        names(Invariant.REFUNDS_EQUAL_THEIR_EVENTS, world.first, "which no event tells");
    }

    @Test
    void aRefundOfAnotherAmountIsFound() {
        var made = world.refunded(world.first, Money.usd(250));
        world.refunds.set(0, new Snapshot.GivenBack("refund:" + made.refund(), "ch_" + world.first, Money.usd(251)));
        names(Invariant.REFUNDS_EQUAL_THEIR_EVENTS, world.first, "is of 250 USD, given back were 251 USD");
    }

    @Test
    void moreGivenBackThanCapturedIsFound() {
        world.refunded(world.first, new Money(World.FARE.minorUnits() + 1, World.FARE.currency()));
        names(Invariant.REFUNDS_EQUAL_THEIR_EVENTS, world.first, "given back 1251 of it");
    }

    @Test
    void aRowOfHistoryThatHidesARefundIsFound() {
        var row = world.history.get(world.first);
        world.refunded(world.first, Money.usd(250));
        world.history.put(world.first, row);
        names(Invariant.HISTORY_EQUALS_JOURNALS, world.first, "history says refunded null");
    }

    @Test
    void aRowOfHistoryThatHidesATipIsFound() {
        var row = world.history.get(world.first);
        world.charged(world.first, Purpose.TIP, Money.usd(200));
        assertThat(offences()).isEmpty();
        world.history.put(world.first, row);
        names(Invariant.HISTORY_EQUALS_JOURNALS, world.first, "history says paid beside the fare {}");
    }

    @Test
    void aGapInAJournalIsFound() {
        world.journal.removeIf(
                entry -> entry.context().equals("booking") && entry.ride().equals(world.first) && entry.version() == 3);
        world.published.removeIf(
                entry -> entry.context().equals("booking") && entry.ride().equals(world.first) && entry.version() == 3);
        names(Invariant.VERSIONS_WITHOUT_GAP, world.first, "version 4 where 3 was expected");
    }

    @Test
    void anEventThatNeverReachedItsTopicIsFound() {
        world.published.removeIf(entry ->
                entry.context().equals("dispatch") && entry.ride().equals(world.second) && entry.version() == 2);
        names(Invariant.JOURNALS_EQUAL_TOPICS, world.second, "which its topic does not");
    }

    @Test
    void anEventThatWasNeverRecordedIsFound() {
        world.published.add(new Published("payment", world.canceled, 1, "payment.charge-captured.v1", 7));
        names(Invariant.JOURNALS_EQUAL_TOPICS, world.canceled, "which its journal does not");
    }

    @Test
    void anEventPublishedWithAnotherContentIsFound() {
        Published one = world.published.getFirst();
        world.published.add(new Published(one.context(), one.ride(), one.version(), one.type(), one.bodyHash() + 1));
        names(Invariant.JOURNALS_EQUAL_TOPICS, one.ride(), "another content");
    }

    @Test
    void anEventPublishedTwiceIsNoOffence() {
        world.published.addAll(List.copyOf(world.published));
        assertThat(offences()).isEmpty();
    }

    @Test
    void aRowOfHistoryThatIsMissingIsFound() {
        world.history.remove(world.second);
        names(Invariant.HISTORY_EQUALS_JOURNALS, world.second, "history does not");
    }

    @Test
    void aRowOfHistoryThatIsBehindIsFound() {
        world.history.put(
                world.second, world.record(world.second, RideStatus.SETTLING, FARE, null, null, T0.plusSeconds(1_000)));
        names(Invariant.HISTORY_EQUALS_JOURNALS, world.second, "status");
    }

    @Test
    void aRowOfHistoryOutOfNowhereIsFound() {
        RideId nowhere = RideId.next();
        world.history.put(nowhere, world.record(nowhere, RideStatus.REQUESTED, null, null, null, T0));
        names(Invariant.HISTORY_EQUALS_JOURNALS, nowhere, "booking's journal does not");
    }

    @Test
    void aDeadlineLongDueIsFound() {
        world.deadlines.add(new Snapshot.Deadline("dispatch", world.canceled, "round", at(4_939)));
        names(Invariant.NO_RIDE_PAST_DEADLINE, world.canceled, "dispatch/round");
    }

    @Test
    void aDeadlineJustDueIsNoOffence() {
        world.deadlines.add(new Snapshot.Deadline("dispatch", world.canceled, "round", at(4_941)));
        assertThat(offences()).isEmpty();
    }

    @Test
    void aRideThatNothingWillMoveIsFound() {
        RideId stuck = RideId.next();
        world.put(BookingEvent.TOPIC, stuck, world.requested(stuck, T0));
        world.history.put(stuck, world.record(stuck, RideStatus.REQUESTED, null, null, null, T0));
        names(Invariant.NO_RIDE_PAST_DEADLINE, stuck, "no deadline will move it");
    }

    @Test
    void aRideThatAConsumerGaveUpOnIsFound() {
        world.parked.add(new Snapshot.Parked("history", "history<-booking", world.second, 4, "no such column"));
        names(Invariant.NOTHING_PARKED, world.second, "no such column");
    }

    @Test
    void aRejectedCancellationGoesBackToWhatTheRideBecameMeanwhile() {
        RideId ride = RideId.next();
        world.put(
                BookingEvent.TOPIC,
                ride,
                world.requested(ride, T0),
                new BookingEvent.CancelRequested(ride, null, at(2)),
                new BookingEvent.DriverAssigned(ride, world.driver, world.taxi, "T", at(9), at(3)),
                new BookingEvent.CancelRejected(ride, at(4)));
        assertThat(BookingStatuses.of(world.snapshot())).containsEntry(ride, RideStatus.ACCEPTED);
    }

    // --- asking ------------------------------------------------------------------------------

    private List<Offence> offences() {
        return InvariantChecker.check(world.snapshot());
    }

    private void names(Invariant invariant, RideId ride, String found) {
        assertThat(offences()).anySatisfy(offence -> {
            assertThat(offence.invariant()).isEqualTo(invariant);
            assertThat(offence.ride()).isEqualTo(ride);
            assertThat(offence.found()).contains(found);
            assertThat(offence.toString()).contains(ride.toString()).contains(invariant.promise());
        });
    }
}
