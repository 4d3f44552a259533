package io.tanda.payment.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.PaymentCommand;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.Await;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.charge.inbound.ChargeRequests;
import io.tanda.payment.gateway.TestGateway;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fees and tips, on the real database and a real gateway: charges by the rules of all charges, each with keys and a journal of its own. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("C4")
@SuppressWarnings("NullAway.Init")
public final class BesideTheFareIT extends TwoTills {
    private final Claim fare = Given.newClaim();
    private final Claim fee = new Claim(fare.ride(), fare.rider(), Purpose.CANCELLATION_FEE, Money.usd(500));
    private final Claim tip = new Claim(fare.ride(), fare.rider(), Purpose.TIP, Money.usd(200));

    @Test
    void a_fee_is_charged_once_whoever_reads_of_it_how_often() {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(here.canceled(fee).otherwiseEmpty());
            all.add(there.canceled(fee).otherwiseEmpty());
        }
        Await.result(Future.join(all));
        Await.until("captured", Duration.ofSeconds(10), () -> here.load(fee) instanceof Charge.Captured);
        assertThat(here.types(fee)).containsExactly("payment.charge-attempted.v1", "payment.charge-captured.v1");
        assertThat(remote.ledger())
                .extracting(TestGateway.Capture::key, TestGateway.Capture::minorUnits)
                .containsExactly(tuple("pay:" + fee.ride() + ":cancellation_fee:1", 500L));
        assertThat(here.load(fare)).isInstanceOf(Charge.None.class);
        assertThat(here.deadlines(fee)).isEmpty();
    }

    @Test
    void a_fee_that_nobody_can_be_charged_is_owed_and_can_be_paid_or_forgiven_by_itself() {
        remote.mode = new TestGateway.Mode.Decline("insufficient_funds");
        Await.result(here.canceled(fee));
        Await.until("declined", Duration.ofSeconds(10), () -> here.load(fee) instanceof Charge.Declined);
        for (int attempt = 2; attempt <= 5; attempt++) Await.result(here.deadline(fee));
        Await.until("owed", Duration.ofSeconds(10), () -> here.load(fee) instanceof Charge.Owed);
        assertThat(refusal(here.payments()
                        .handle(asked(new PaymentCommand.PayFare(fare.ride(), fare.rider(), PaymentMethod.CARD)))))
                .as("there is no fare")
                .isEqualTo(Refusal.NOT_FOUND);
        remote.mode = TestGateway.CAPTURE;
        PaymentView paid = Till.view(here.payments()
                .handle(asked(new PaymentCommand.PayFare(
                        fee.ride(), fee.rider(), PaymentMethod.CARD, Purpose.CANCELLATION_FEE))));
        assertThat(paid.status()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(paid.purpose()).isEqualTo(Purpose.CANCELLATION_FEE);
        ChargeRequests requests = new ChargeRequests(here.cashier(), here.charges());
        assertThat(Till.view(requests.get(asked(new PaymentQuery(fee.ride(), fee.rider(), Purpose.CANCELLATION_FEE))))
                        .status())
                .isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(refusal(requests.get(asked(new PaymentQuery(fee.ride(), RiderId.next(), Purpose.CANCELLATION_FEE)))))
                .isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    void a_tip_is_charged_once_beside_a_fare_that_is_paid() {
        assertThat(refusal(tipped(here, CommandId.next(), tip))).isEqualTo(Refusal.NOT_FOUND);
        Till.view(here.fastPath(fare));
        CommandId id = CommandId.next();
        List<Future<Reply<PaymentView>>> answers = new ArrayList<>();
        for (Till till : List.of(here, there, here, there)) answers.add(tipped(till, id, tip));
        answers.add(tipped(there, CommandId.next(), tip));
        for (Future<Reply<PaymentView>> answer : answers)
            assertThat(Till.view(answer).amount()).isEqualTo(Money.usd(200));
        Await.until("captured", Duration.ofSeconds(10), () -> here.load(tip) instanceof Charge.Captured);
        assertThat(here.types(tip)).containsExactly("payment.charge-attempted.v1", "payment.charge-captured.v1");
        assertThat(here.types(fare)).containsExactly("payment.charge-attempted.v1", "payment.charge-captured.v1");
        assertThat(remote.ledger()).hasSize(2);
        assertThat(refusal(tipped(here, CommandId.next(), claim(300)))).isEqualTo(Refusal.STEP_NOT_ALLOWED);
        assertThat(refusal(tipped(here, CommandId.next(), claim(2_501)))).isEqualTo(Refusal.INVALID);
    }

    @Test
    void a_tip_that_was_declined_is_owed_by_nobody_and_may_be_given_again() {
        Till.view(here.fastPath(fare));
        remote.mode = new TestGateway.Mode.Decline("insufficient_funds");
        assertThat(Till.view(tipped(here, CommandId.next(), tip)).status()).isEqualTo(PaymentView.Status.DECLINED);
        assertThat(here.deadlines(tip)).isEmpty();
        remote.mode = TestGateway.CAPTURE;
        assertThat(Till.view(tipped(there, CommandId.next(), tip)).status()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(remote.ledger()).extracting(TestGateway.Capture::key).contains("pay:" + tip.ride() + ":tip:2");
    }

    @Test
    void a_tip_whose_answer_was_lost_is_found_and_not_taken_again() {
        Till.view(here.fastPath(fare));
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        assertThat(Till.view(tipped(here, CommandId.next(), tip)).status()).isEqualTo(PaymentView.Status.UNKNOWN);
        remote.mode = TestGateway.CAPTURE;
        Await.result(Future.all(here.deadline(tip), there.deadline(tip)));
        Await.until("captured", Duration.ofSeconds(10), () -> here.load(tip) instanceof Charge.Captured);
        assertThat(remote.ledger()).hasSize(2);
    }

    private Claim claim(long cents) {
        return new Claim(tip.ride(), tip.rider(), Purpose.TIP, Money.usd(cents));
    }

    private static Future<Reply<PaymentView>> tipped(Till till, CommandId id, Claim tip) {
        return till.payments().handle(asked(id, new PaymentCommand.GiveTip(tip.ride(), tip.rider(), tip.amount())));
    }

    private static Refusal refusal(Future<Reply<PaymentView>> reply) {
        return switch (Await.result(reply)) {
            case Reply.Refused<PaymentView> refused -> refused.refusal();
            case Reply.Done<PaymentView> done -> throw new AssertionError(done);
        };
    }

    private static <T> Request<T> asked(T body) {
        return asked(CommandId.next(), body);
    }

    private static <T> Request<T> asked(CommandId id, T body) {
        return new Request<>(id, new Actor(Role.RIDER, id.value()), Instant.now(), null, null, body);
    }
}
