package io.tanda.booking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.MethodId;
import io.tanda.contract.booking.BookingCommand.RequestRide;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.payment.MethodKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a ride is charged to. */
@Tag("C0")
class MethodPolicyTest {
    private static final MethodPolicy REQUIRED = new MethodPolicy(true);
    private static final MethodId CARD = MethodId.next();
    private static final MethodId BANK = MethodId.next();
    private static final MethodId CASH = MethodId.next();
    private static final Payer PAYER =
            new Payer(Map.of(CARD, MethodKind.CARD, BANK, MethodKind.BANK_ACCOUNT, CASH, MethodKind.CASH), BANK);

    @Test
    void who_names_nothing_is_asked_for_nothing_unless_it_is_required() {
        assertThat(MethodPolicy.USUAL.asks(request(PaymentMethod.CARD, null))).isFalse();
        assertThat(REQUIRED.asks(request(PaymentMethod.CARD, null))).isTrue();
        assertThat(REQUIRED.asks(request(PaymentMethod.CASH, null))).isFalse();
        assertThat(REQUIRED.asks(request(PaymentMethod.TERMINAL, null))).isFalse();
        assertThat(MethodPolicy.USUAL.asks(request(PaymentMethod.CARD, CARD))).isTrue();
    }

    @Test
    void where_it_is_required_the_default_is_named_in_the_booking() {
        RequestRide request = request(PaymentMethod.CARD, null);
        assertThat(REQUIRED.refusal(request, PAYER)).isNull();
        assertThat(REQUIRED.settled(request, PAYER).paymentMethodId()).isEqualTo(BANK);
    }

    @Test
    void what_the_rider_names_is_charged() {
        RequestRide request = request(PaymentMethod.CARD, CARD);
        assertThat(REQUIRED.refusal(request, PAYER)).isNull();
        assertThat(REQUIRED.settled(request, PAYER)).isEqualTo(request);
    }

    @Test
    void without_an_active_method_no_ride_comes_about() {
        assertThat(refusal(request(PaymentMethod.CARD, null), Payer.NOBODY)).isEqualTo(Refusal.NO_PAYMENT_METHOD);
        assertThat(refusal(request(PaymentMethod.CARD, MethodId.next()), PAYER)).isEqualTo(Refusal.NO_PAYMENT_METHOD);
        assertThat(refusal(request(PaymentMethod.CARD, CASH), PAYER)).isEqualTo(Refusal.NO_PAYMENT_METHOD);
        assertThat(refusal(request(PaymentMethod.CARD, null), new Payer(Map.of(CASH, MethodKind.CASH), CASH)))
                .isEqualTo(Refusal.NO_PAYMENT_METHOD);
    }

    @Test
    void what_is_paid_in_the_car_is_charged_to_nothing() {
        assertThat(refusal(request(PaymentMethod.CASH, CARD), PAYER)).isEqualTo(Refusal.INVALID);
    }

    private static Refusal refusal(RequestRide request, Payer payer) {
        Decision.Refused refused = REQUIRED.refusal(request, payer);
        if (refused == null) throw new AssertionError("it is let in");
        return refused.refusal();
    }

    private static RequestRide request(PaymentMethod paidBy, @Nullable MethodId method) {
        RequestRide usual = Evening.REQUEST;
        return new RequestRide(
                usual.ride(),
                usual.rider(),
                usual.pickup(),
                usual.dropoff(),
                usual.passengers(),
                paidBy,
                usual.searchSeconds(),
                null,
                null,
                method);
    }
}
