package io.tanda.payment.charge.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.payment.PaymentEvent.ChargeAttempted;
import io.tanda.contract.payment.PaymentEvent.ChargeCaptured;
import io.tanda.contract.payment.PaymentEvent.ChargeOwed;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.Await;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.ChargeDecider;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Decision;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.tanda.payment.charge.domain.Given;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The three phases, without a database or a gateway. */
public final class CashierTest {
    @SuppressWarnings("NullAway.Init")
    private static Vertx vertx;

    private final FakeCharges charges = new FakeCharges();
    private final FakeGateway gateway = new FakeGateway();
    private final Cashier cashier = cashier();
    private final Claim claim = Given.newClaim();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().await();
    }

    @Test
    void captured_is_answered_when_it_is_committed() {
        PaymentView view = done(cashier.charge(claim, null));
        assertThat(view.status()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(charges.of(claim)).isInstanceOf(Charge.Captured.class);
        assertThat(gateway.ledger).containsOnlyKeys("pay:" + claim.ride() + ":fare:1");
    }

    @Test
    void nothing_is_written_down_of_what_is_sold_while_the_gateway_is_left_alone() {
        gateway.leftAlone = Duration.ofMillis(1_200);
        assertThat(Await.result(cashier.chargeUnlessLeftAlone(claim, null)))
                .isEqualTo(new Reply.Refused<>(Refusal.GATEWAY_UNAVAILABLE, "the gateway is left alone", 2));
        assertThat(charges.journaled(ChargeAttempted.class)).isEmpty();
        gateway.leftAlone = Duration.ZERO;
        assertThat(done(cashier.chargeUnlessLeftAlone(claim, null)).status()).isEqualTo(PaymentView.Status.CAPTURED);
        gateway.leftAlone = Duration.ofMillis(1_200);
        assertThat(done(cashier.chargeUnlessLeftAlone(claim, null)).status())
                .as("what is known is told")
                .isEqualTo(PaymentView.Status.CAPTURED);
    }

    @Test
    void captured_is_not_answered_when_the_result_cannot_be_committed() {
        gateway.then((key, late) -> {
            charges.commits.down(true);
            return gateway.capture(key);
        });
        assertThat(Await.failure(cashier.charge(claim, null))).isInstanceOf(CommitFailed.Unavailable.class);
        charges.commits.down(false);
        assertThat(charges.of(claim)).isInstanceOf(Charge.Pending.class);

        Await.result(cashier.due(claim.ride(), Purpose.FARE));
        assertThat(charges.of(claim)).isInstanceOf(Charge.Captured.class);
        assertThat(gateway.ledger).hasSize(1);
        assertThat(gateway.calls).as("asked by key, not charged again").hasSize(1);
    }

    @Test
    void both_ways_at_once_make_one_attempt_and_one_call() {
        Promise<Void> gatewayReady = Promise.promise();
        gateway.then(gateway.captureAfter(gatewayReady));
        Future<Reply<PaymentView>> first = cashier.charge(claim, null);
        Future<Reply<PaymentView>> second = cashier.charge(claim, null);
        gatewayReady.complete();
        assertThat(done(first)).isEqualTo(done(second));
        assertThat(gateway.calls).hasSize(1);
        assertThat(charges.journaled(ChargeAttempted.class)).hasSize(1);
        assertThat(charges.journaled(ChargeCaptured.class)).hasSize(1);
    }

    @Test
    void the_event_waits_while_the_fast_path_commits_the_attempt() {
        Promise<Void> database = Promise.promise();
        charges.commits.slow(database.future());
        Future<Reply<PaymentView>> fast = cashier.charge(claim, null);
        Future<Void> event = cashier.whenNotDemanding(claim);
        assertThat(event.isComplete()).isFalse();
        database.complete();
        assertThat(done(fast).status()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(event.succeeded()).isTrue();
        assertThat(cashier.whenNotDemanding(claim).succeeded()).isTrue();
    }

    @Test
    void what_another_process_is_calling_is_waited_for_at_the_row() {
        Promise<Void> gatewayReady = Promise.promise();
        gateway.then(gateway.captureAfter(gatewayReady));
        Future<Reply<PaymentView>> there = cashier.charge(claim, null);
        Future<Reply<PaymentView>> here = cashier().charge(claim, null);
        gatewayReady.complete();
        assertThat(done(here).status()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(done(there).status()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void what_nobody_knows_of_is_asked_for_at_once_when_the_gateway_tells_something() {
        gateway.then((key, late) -> {
            var taken = gateway.capture(key);
            return FakeGateway.silence();
        });
        assertThat(done(cashier.charge(claim, null)).status()).isEqualTo(PaymentView.Status.UNKNOWN);
        assertThat(heard(1)).isTrue();
        assertThat(charges.of(claim)).isInstanceOf(Charge.Captured.class);
        assertThat(gateway.calls).hasSize(1);
    }

    @Test
    void what_is_told_twice_too_late_or_of_nothing_of_ours_changes_nothing() {
        gateway.then((key, late) -> FakeGateway.decline());
        done(cashier.charge(claim, null));
        Charge.Made declined = charges.of(claim);
        for (int attempt : List.of(1, 2)) assertThat(heard(attempt)).isFalse();
        assertThat(charges.of(claim)).as("the next attempt has its time").isEqualTo(declined);

        Await.result(cashier.due(claim.ride(), Purpose.FARE));
        Charge.Made captured = charges.of(claim);
        for (int attempt : List.of(2, 2, 1)) assertThat(heard(attempt)).isFalse();
        assertThat(charges.of(claim)).isEqualTo(captured).isInstanceOf(Charge.Captured.class);
        assertThat(gateway.lookUps).isEmpty();
        for (String other : List.of("", "refund:" + claim.ride(), "pay:x:fare:1", "pay:" + claim.ride() + ":gift:1"))
            assertThat(Await.result(cashier.heard(other))).isFalse();
    }

    @Test
    void a_call_that_is_under_way_is_not_asked_about() {
        Promise<Void> gatewayReady = Promise.promise();
        gateway.then(gateway.captureAfter(gatewayReady));
        Future<Reply<PaymentView>> asked = cashier.charge(claim, null);
        assertThat(heard(1)).isFalse();
        gatewayReady.complete();
        assertThat(done(asked).status()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(gateway.lookUps).isEmpty();
    }

    private boolean heard(int attempt) {
        return Await.result(cashier.heard(Gateway.key(claim, attempt)));
    }

    @Test
    void a_gateway_that_does_not_answer_does_not_hold_the_driver() {
        gateway.then((key, late) -> Promise.<GatewayAnswer>promise().future());
        PaymentView view = done(cashier.charge(claim, null));
        assertThat(view.status()).isEqualTo(PaymentView.Status.PENDING);
    }

    @Test
    void charged_but_not_answered_is_found_by_its_key() {
        gateway.then((key, late) -> gateway.capture(key).compose(answer -> FakeGateway.silence()));
        assertThat(done(cashier.charge(claim, null)).status()).isEqualTo(PaymentView.Status.UNKNOWN);
        Await.result(cashier.due(claim.ride(), Purpose.FARE));
        assertThat(charges.of(claim)).isInstanceOf(Charge.Captured.class);
        assertThat(gateway.calls).hasSize(1);
        assertThat(gateway.lookUps).hasSize(1);
    }

    @Test
    void a_call_that_never_arrived_is_made_again_with_the_same_key() {
        gateway.then((key, late) -> FakeGateway.silence());
        done(cashier.charge(claim, null));
        Await.result(cashier.due(claim.ride(), Purpose.FARE));
        assertThat(charges.of(claim)).isInstanceOf(Charge.Captured.class);
        assertThat(gateway.calls).hasSize(2);
        assertThat(gateway.calls.stream().distinct()).hasSize(1);
    }

    @Test
    void a_late_answer_resolves_what_was_unknown() {
        List<Consumer<GatewayAnswer>> lateAnswers = new ArrayList<>();
        gateway.then((key, late) -> {
            lateAnswers.add(late);
            return gateway.capture(key).compose(answer -> FakeGateway.silence());
        });
        assertThat(done(cashier.charge(claim, null)).status()).isEqualTo(PaymentView.Status.UNKNOWN);
        lateAnswers.getFirst().accept(new GatewayAnswer.Captured("gw-1"));
        assertThat(charges.of(claim)).isInstanceOf(Charge.Captured.class);
        assertThat(gateway.lookUps).isEmpty();
    }

    @Test
    void an_attempt_whose_process_died_before_the_call_is_driven_on_with_its_key() {
        Change attempt = Change.of(
                new Charge.None(),
                (Decision.Accepted) ChargeDecider.decide(new Charge.None(), Given.demanded(claim), Given.NOON),
                null);
        Await.result(charges.commits.commit(attempt));
        Await.result(cashier.due(claim.ride(), Purpose.FARE));
        assertThat(gateway.ledger).containsOnlyKeys("pay:" + claim.ride() + ":fare:1");
        assertThat(charges.journaled(ChargeCaptured.class)).hasSize(1);
    }

    @Test
    void a_decline_gets_a_new_key_and_five_of_them_end_in_owed() {
        for (int i = 0; i < ChargeDecider.MAX_ATTEMPTS; i++) gateway.then((key, late) -> FakeGateway.decline());
        assertThat(done(cashier.charge(claim, null)).status()).isEqualTo(PaymentView.Status.DECLINED);
        for (int i = 1; i < ChargeDecider.MAX_ATTEMPTS; i++) Await.result(cashier.due(claim.ride(), Purpose.FARE));
        assertThat(charges.of(claim)).isInstanceOf(Charge.Owed.class);
        assertThat(charges.journaled(ChargeOwed.class)).hasSize(1);
        assertThat(gateway.calls).hasSize(ChargeDecider.MAX_ATTEMPTS).doesNotHaveDuplicates();
        assertThat(gateway.ledger).isEmpty();
    }

    @Test
    void a_deadline_that_comes_during_the_call_joins_it() {
        Promise<Void> gatewayReady = Promise.promise();
        gateway.then(gateway.captureAfter(gatewayReady));
        Future<Reply<PaymentView>> call = cashier.charge(claim, null);
        Future<Void> due = cashier.due(claim.ride(), Purpose.FARE);
        assertThat(due.isComplete()).isFalse();
        gatewayReady.complete();
        Await.result(due);
        assertThat(done(call).status()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(gateway.calls).hasSize(1);
        assertThat(gateway.lookUps).isEmpty();
    }

    @Test
    void another_amount_is_refused() {
        done(cashier.charge(claim, null));
        Claim more = new Claim(
                claim.ride(), claim.rider(), claim.purpose(), claim.amount().plus(claim.amount()));
        assertThat(Await.result(cashier.charge(more, null)))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID));
    }

    @Test
    void an_outage_of_the_database_calls_no_gateway() {
        charges.commits.down(true);
        assertThat(Await.failure(cashier.charge(claim, null))).isInstanceOf(CommitFailed.Unavailable.class);
        assertThat(gateway.calls).isEmpty();
    }

    private Cashier cashier() {
        return new Cashier(
                RealTime.of(vertx), charges, charges.commits, gateway, Given.KEYS, InstantSource.fixed(Given.NOON));
    }

    private static PaymentView done(Future<Reply<PaymentView>> reply) {
        return switch (Await.result(reply)) {
            case Reply.Done<PaymentView> done -> done.value();
            case Reply.Refused<PaymentView> refused -> throw new AssertionError(refused);
        };
    }
}
