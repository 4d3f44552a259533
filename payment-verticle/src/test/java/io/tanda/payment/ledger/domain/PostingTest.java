package io.tanda.payment.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostingTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final RideId RIDE = RideId.next();
    private static final RiderId RIDER = RiderId.next();
    private static final DriverId DRIVER = DriverId.next();

    @Test
    void what_does_not_sum_to_nothing_is_refused() {
        assertThatThrownBy(() -> posting(List.of(Leg.of(Account.DESK, 3), Leg.of(Account.COMMISSION, -2))))
                .hasMessageContaining("does not sum to nothing");
        assertThatThrownBy(() -> posting(List.of(Leg.of(Account.DESK, 0)))).hasMessageContaining("one side only");
    }

    @Test
    void a_driver_who_was_paid_in_the_car_owes_the_commission() {
        BookedCharge fare = fare(DRIVER);
        assertThat(driversBalance(fare.due(Commission.USUAL, NOON), fare.tendered(NOON)))
                .isEqualTo(250);
    }

    @Test
    void a_driver_whose_passenger_paid_by_card_is_owed_the_rest() {
        BookedCharge fare = fare(DRIVER);
        assertThat(driversBalance(fare.due(Commission.USUAL, NOON), fare.captured(1, "gw-1", NOON)))
                .isEqualTo(-1_000);
    }

    @Test
    void a_ride_of_before_the_ledger_is_booked_for_nobody() {
        BookedCharge fare = fare(null);
        assertThat(fare.due(Commission.USUAL, NOON).legs())
                .containsExactly(new Leg(Account.RIDER, RIDER.value(), 1_250), new Leg(Account.OPENING, null, -1_250));
        assertThat(fare.tendered(NOON).legs()).contains(new Leg(Account.OPENING, null, 1_250));
    }

    @Test
    void what_is_held_is_let_go_of_whole() {
        BookedHold hold = new BookedHold(MethodId.next(), RIDER, Money.usd(100));
        assertThat(hold.held(NOON).legs()).contains(new Leg(Account.VERIFICATION, null, 100));
        assertThat(hold.released(NOON).legs()).contains(new Leg(Account.VERIFICATION, null, -100));
    }

    private static BookedCharge fare(@Nullable DriverId driver) {
        return new BookedCharge(ChargeId.of(RIDE, Purpose.FARE), RIDE, RIDER, driver, Money.usd(1_250));
    }

    private static long driversBalance(Posting... postings) {
        return List.of(postings).stream()
                .flatMap(posting -> posting.legs().stream())
                .filter(leg -> DRIVER.value().equals(leg.owner()))
                .mapToLong(Leg::minorUnits)
                .sum();
    }

    private static Posting posting(List<Leg> legs) {
        return new Posting(new UUID(0, 1), Posting.Kind.FARE, 1, null, "USD", null, NOON, legs);
    }
}
