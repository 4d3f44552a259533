package io.tanda.booking.domain;

import static io.tanda.booking.domain.BookingRule.given;
import static io.tanda.booking.domain.Evening.*;
import static io.tanda.contract.RideStatus.CANCEL_PENDING;
import static io.tanda.contract.RideStatus.NO_SHOW;
import static io.tanda.contract.RideStatus.RIDER_CANCELED;

import io.tanda.contract.Money;
import io.tanda.contract.booking.BookingCommand.CancelBooking;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.Fee;
import io.tanda.contract.bus.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a ride costs that is not driven because of its rider: he is told before, and agrees. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A9")
@Tag("C4")
class FeesTest {
    private static final CancellationPolicy FEES =
            new CancellationPolicy(Duration.ofMinutes(2), Money.usd(500), Money.usd(700));

    /** The driver was assigned at 30: it is free until 150. */
    private static final Object[] WITH_DRIVER = {requested(), driverAssigned(30)};

    @Test
    void canceling_is_free_without_a_driver_and_for_two_minutes_after_he_was_assigned() {
        given(requested()).with(FEES).when(CANCEL, 900).then(cancelRequested(900));
        given(WITH_DRIVER).with(FEES).when(CANCEL, 150).then(cancelRequested(150));
    }

    @Test
    void later_it_is_refused_unless_the_rider_agrees_to_what_it_costs() {
        given(WITH_DRIVER).with(FEES).when(CANCEL, 151).thenRefused(Refusal.FEE_NOT_AGREED);
        given(requested(), driverAssigned(30), driverArrived(100))
                .with(FEES)
                .when(CANCEL, 151)
                .thenRefused(Refusal.FEE_NOT_AGREED);
    }

    @ParameterizedTest
    @CsvSource({"499, USD", "500, EUR", "0, USD"})
    void who_agrees_to_less_or_to_other_money_does_not_agree(long minorUnits, String currency) {
        given(WITH_DRIVER)
                .with(FEES)
                .when(agreed(new Money(minorUnits, currency)), 151)
                .thenRefused(Refusal.FEE_NOT_AGREED);
    }

    @ParameterizedTest
    @CsvSource({"500", "90000"})
    void who_agrees_is_charged_what_is_due_and_no_more(long minorUnits) {
        given(WITH_DRIVER)
                .with(FEES)
                .when(agreed(Money.usd(minorUnits)), 151)
                .then(asked(151, Money.usd(500)))
                .thenStatus(CANCEL_PENDING);
    }

    @Test
    void the_fee_is_charged_when_dispatch_has_confirmed_and_not_when_the_ride_has_begun() {
        given(requested(), driverAssigned(30), asked(151, Money.usd(500)))
                .with(FEES)
                .when(confirmCancel(), 152)
                .then(new BookingEvent.RideCanceled(RIDE, false, at(152), null, fee(500)))
                .thenStatus(RIDER_CANCELED);
        given(requested(), driverAssigned(30), asked(151, Money.usd(500)))
                .with(FEES)
                .when(rejectCancel(), 152)
                .then(cancelRejected(152));
    }

    @Test
    void what_was_agreed_counts_whatever_becomes_of_the_prices_meanwhile() {
        given(requested(), driverAssigned(30), asked(151, Money.usd(300)))
                .with(FEES)
                .when(confirmCancel(), 152)
                .then(new BookingEvent.RideCanceled(RIDE, false, at(152), null, fee(300)));
        given(requested(), driverAssigned(30), cancelRequested(151))
                .with(FEES)
                .when(confirmCancel(), 152)
                .then(canceled(false, 152));
    }

    @Test
    void what_an_operator_cancels_costs_nothing() {
        given(WITH_DRIVER).with(FEES).when(OPERATORS_CANCEL, 900).then(cancelRequestedByOperator(900));
        given(requested(), driverAssigned(30), cancelRequestedByOperator(900))
                .with(FEES)
                .when(confirmCancel(), 901)
                .then(canceledByOperator(901));
    }

    @Test
    @Tag("R9")
    void who_does_not_come_pays_for_the_wait_and_who_wanted_out_what_he_agreed_to() {
        given(requested(), driverAssigned(30), driverArrived(90), contacted(100))
                .with(FEES)
                .when(markNoShow(), 400)
                .then(new BookingEvent.RiderNoShow(RIDE, at(400), fee(700)))
                .thenStatus(NO_SHOW);
        given(requested(), driverAssigned(30), driverArrived(90), asked(151, Money.usd(500)))
                .with(FEES)
                .when(markNoShow(), 400)
                .then(new BookingEvent.RiderNoShow(RIDE, at(400), fee(500)));
        given(requested(), driverAssigned(30), driverArrived(90), cancelRequested(100))
                .with(FEES)
                .when(markNoShow(), 400)
                .then(noShow(400));
    }

    private static CancelBooking agreed(Money fee) {
        return new CancelBooking(RIDE, RIDER, "plans changed", null, fee);
    }

    private static BookingEvent asked(long seconds, @Nullable Money fee) {
        return new BookingEvent.CancelRequested(RIDE, "plans changed", at(seconds), null, fee);
    }

    private static Fee fee(long minorUnits) {
        return new Fee(RIDER, Money.usd(minorUnits), null);
    }
}
