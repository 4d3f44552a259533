package io.tanda.payment.charge.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Act;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.PaymentCommand;
import io.tanda.contract.payment.PaymentCommand.Collect;
import io.tanda.contract.payment.PaymentCommand.PayFare;
import io.tanda.contract.payment.PaymentCommand.WriteOff;
import io.tanda.contract.payment.PaymentEvent.ChargeTendered;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.PaymentView.Status;
import io.tanda.payment.Await;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Given;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do about a fare whose card was declined. */
@Tag("A8")
class HandlePaymentTest {
    private static final Actor OPERATOR = new Actor(Role.OPERATOR, new UUID(0, 7));

    @SuppressWarnings("NullAway.Init")
    private static Vertx vertx;

    private final FakeCharges charges = new FakeCharges();
    private final FakeGateway gateway = new FakeGateway();
    private final InstantSource clock = InstantSource.fixed(Given.NOON);
    private final Cashier cashier =
            new Cashier(RealTime.of(vertx), charges, charges.commits, gateway, Given.KEYS, clock);
    private final HandlePayment payments = new HandlePayment(charges, charges.commits, cashier, clock);
    private final Claim claim = Given.newClaim();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().await();
    }

    @BeforeEach
    void the_card_is_declined() {
        gateway.then((key, late) -> FakeGateway.decline());
        Await.result(cashier.charge(claim, null));
        assertThat(charges.of(claim)).isInstanceOf(Charge.Declined.class);
    }

    @Test
    void the_rider_tries_the_card_again_and_hears_what_came_of_it() {
        CommandId id = CommandId.next();
        PaymentView paid = done(ask(id, byRider(PaymentMethod.CARD)));
        assertThat(paid.status()).isEqualTo(Status.CAPTURED);
        assertThat(ask(id, byRider(PaymentMethod.CARD))).isEqualTo(Reply.replayed(paid));
        assertThat(gateway.calls).hasSize(2).doesNotHaveDuplicates();
        assertThat(gateway.ledger).hasSize(1);
    }

    @Test
    void a_gateway_that_takes_its_time_does_not_hold_the_rider_and_is_asked_once() {
        gateway.then(gateway.captureAfter(Promise.promise()));
        CommandId id = CommandId.next();
        assertThat(done(ask(id, byRider(PaymentMethod.CARD))).status()).isEqualTo(Status.PENDING);
        assertThat(done(ask(id, byRider(PaymentMethod.CARD))).status()).isEqualTo(Status.PENDING);
        assertThat(gateway.calls).hasSize(2);
    }

    @Test
    void the_rider_means_to_pay_in_the_car() {
        PaymentView view = done(ask(byRider(PaymentMethod.TERMINAL)));
        assertThat(view.status()).isEqualTo(Status.AWAITED);
        assertThat(view.method()).isEqualTo(PaymentMethod.TERMINAL);
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void another_riders_fare_is_not_found() {
        refused(ask(new PayFare(claim.ride(), RiderId.next(), PaymentMethod.CARD)), Refusal.NOT_FOUND);
        refused(ask(new WriteOff(Given.newClaim().ride(), "no such ride")), Refusal.NOT_FOUND);
    }

    @Test
    void an_operator_collects_and_it_is_written_down_who_and_why() {
        PaymentView paid = done(ask(new Collect(claim.ride(), PaymentMethod.CASH, "brought to the office")));
        assertThat(paid.status()).isEqualTo(Status.TENDERED);
        assertThat(charges.journaled(ChargeTendered.class))
                .singleElement()
                .extracting(ChargeTendered::reason)
                .isEqualTo("brought to the office");
        refused(ask(new Collect(claim.ride(), PaymentMethod.CASH, "once more")), Refusal.STEP_NOT_ALLOWED);
        refused(ask(byRider(PaymentMethod.CARD)), Refusal.STEP_NOT_ALLOWED);
    }

    @Test
    void an_operator_writes_it_off_and_the_deadline_of_before_tries_nothing_any_more() {
        assertThat(done(ask(new WriteOff(claim.ride(), "not worth a letter"))).status())
                .isEqualTo(Status.WRITTEN_OFF);
        Await.result(cashier.due(claim.ride(), claim.purpose()));
        assertThat(charges.of(claim)).isInstanceOf(Charge.WrittenOff.class);
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void an_operator_says_why() {
        for (String reason : List.of("", "  ", "x".repeat(Act.REASON_MAX_CHARACTERS + 1)))
            refused(ask(new WriteOff(claim.ride(), reason)), Refusal.INVALID);
    }

    private PaymentCommand byRider(PaymentMethod method) {
        return new PayFare(claim.ride(), claim.rider(), method);
    }

    private Reply<PaymentView> ask(PaymentCommand command) {
        return ask(CommandId.next(), command);
    }

    private Reply<PaymentView> ask(CommandId id, PaymentCommand command) {
        return Await.result(
                payments.handle(new Request<>(id, OPERATOR, Given.NOON, command.toString(), null, command)));
    }

    private static PaymentView done(Reply<PaymentView> reply) {
        return switch (reply) {
            case Reply.Done<PaymentView> done -> done.value();
            case Reply.Refused<PaymentView> refused -> throw new AssertionError(refused);
        };
    }

    private static void refused(Reply<PaymentView> reply, Refusal refusal) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Refused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
    }
}
