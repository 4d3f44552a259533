package io.tanda.payment.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import io.tanda.contract.Actor;
import io.tanda.contract.ChargeId;
import io.tanda.contract.Id;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.Await;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.ChargeDecider;
import io.tanda.payment.charge.domain.ChargeInput;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Decision;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.charge.domain.KeyLifetime;
import io.tanda.payment.charge.outbound.MySqlCharges;
import io.tanda.payment.gateway.TestGateway;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The three phases on the real database and a real gateway: two processes, one ride, one charge. */
@SuppressWarnings("NullAway.Init")
public final class ChargingIT extends TwoTills {

    private final Claim claim = Given.newClaim();
    private final String firstKey = "pay:" + claim.ride() + ":fare:1";

    @Test
    @Tag("B3")
    void event_and_fast_path_at_once_charge_once() {
        List<Claim> rides = new ArrayList<>();
        List<Future<?>> all = new ArrayList<>();
        List<Future<Reply<PaymentView>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Claim ride = Given.newClaim();
            rides.add(ride);
            all.add(here.event(ride));
            answers.add(there.fastPath(ride));
            answers.add(here.fastPath(ride));
        }
        all.addAll(answers);
        Await.result(Future.all(all));
        for (Claim ride : rides) {
            Await.until("captured", Duration.ofSeconds(10), () -> load(ride) instanceof Charge.Captured);
            assertThat(types(ride)).containsExactly("payment.charge-attempted.v1", "payment.charge-captured.v1");
        }
        assertThat(remote.ledger()).hasSize(rides.size());
        for (Future<Reply<PaymentView>> answer : answers)
            assertThat(Till.view(answer).status()).isEqualTo(PaymentView.Status.CAPTURED);
    }

    @Test
    void a_ride_that_somebody_has_to_look_at_is_owed_and_not_charged() {
        Await.result(here.event(claim, Till.droppedOff(claim, "the taxi was elsewhere")));
        assertThat(types(claim)).containsExactly("payment.charge-owed.v1");
        assertThat(remote.charges).isEmpty();
        assertThat(deadlines(claim)).isEmpty();
        assertThat(load(claim))
                .isInstanceOfSatisfying(
                        Charge.Owed.class, owed -> assertThat(owed.code()).isEqualTo("review"));
    }

    @Test
    void every_state_is_read_as_it_was_written() {
        Charge made = new Charge.None();
        for (ChargeInput input : List.of(
                Given.demanded(claim),
                answered(1, new GatewayAnswer.Declined("no_money")),
                new ChargeInput.Retried(PaymentMethod.TERMINAL),
                new ChargeInput.GivenUp(),
                new ChargeInput.Retried(PaymentMethod.CARD),
                new ChargeInput.Tendered(PaymentMethod.CASH),
                answered(2, new GatewayAnswer.NoAnswer("silence")),
                answered(2, new GatewayAnswer.Captured("gw-1")))) {
            made = changed(made, input);
            assertThat(load(claim)).isEqualTo(made);
        }
        assertThat(made).isInstanceOf(Charge.Overpaid.class);
        assertThat(deadlines(claim)).isEmpty();
    }

    @Test
    void what_was_written_off_while_the_gateway_is_silent_is_closed_when_it_took_nothing() {
        Charge made = changed(new Charge.None(), Given.demanded(claim));
        made = changed(made, answered(1, new GatewayAnswer.NoAnswer("silence")));
        made = changed(made, new ChargeInput.WrittenOff("not worth a letter"));
        assertThat(load(claim)).isEqualTo(made);
        assertThat(deadlines(claim)).hasSize(1);
        made = changed(made, answered(1, new GatewayAnswer.Declined("no_money")));
        assertThat(load(claim)).isEqualTo(made);
        assertThat(deadlines(claim)).isEmpty();
    }

    private static ChargeInput answered(int attempt, GatewayAnswer answer) {
        return new ChargeInput.Answered(attempt, answer);
    }

    @Test
    void the_attempt_is_committed_before_the_gateway_hears_of_it() {
        Promise<Void> seen = Promise.promise();
        remote.whenHeard = () -> Future.<Void>fromCompletionStage(CompletableFuture.runAsync(() -> {
                    assertThat(load(claim)).isInstanceOf(Charge.Pending.class);
                    assertThat(types(claim)).containsExactly("payment.charge-attempted.v1");
                    assertThat(deadlineIn(claim)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
                }))
                .onComplete(seen);
        Till.view(here.fastPath(claim));
        Await.result(seen.future());
        Await.until("captured", Duration.ofSeconds(10), () -> load(claim) instanceof Charge.Captured);
        assertThat(deadlines(claim)).isEmpty();
    }

    @Test
    @Tag("B3")
    void charged_and_not_answered_is_captured_once() {
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        assertThat(Till.view(here.fastPath(claim)).status()).isEqualTo(PaymentView.Status.UNKNOWN);
        assertThat(deadlineIn(claim)).isLessThan(Duration.ofMillis(1_200));

        remote.mode = TestGateway.CAPTURE;
        Await.result(Future.all(here.deadline(claim), there.deadline(claim)));
        assertThat(types(claim))
                .containsExactly(
                        "payment.charge-attempted.v1", "payment.charge-unknown.v1", "payment.charge-captured.v1");
        assertThat(remote.ledger()).extracting(TestGateway.Capture::key).containsExactly(firstKey);
    }

    @Test
    @Tag("B3")
    void an_answer_about_something_else_is_nobodys_payment_and_a_persons_case() {
        List<JsonObject> others = List.of(
                new JsonObject()
                        .put("amount", new JsonObject().put("minorUnits", 1).put("currency", "USD")),
                new JsonObject()
                        .put("amount", new JsonObject().put("minorUnits", 1_250).put("currency", "KRW")),
                new JsonObject().put("ride", "another"),
                new JsonObject().put("key", "another"),
                new JsonObject().put("id", "x".repeat(129)));
        for (JsonObject other : others) {
            remote.instead = other;
            Claim ride = Given.newClaim();
            PaymentView view = Till.view(here.fastPath(ride));
            assertThat(view.status()).isEqualTo(PaymentView.Status.OWED);
            assertThat(view.code()).isEqualTo("other_answer");
            assertThat(types(ride)).containsExactly("payment.charge-attempted.v1", "payment.charge-owed.v1");
            assertThat(load(ride))
                    .isInstanceOfSatisfying(
                            Charge.Owed.class, owed -> assertThat(owed.open()).isTrue());
            assertThat(deadlines(ride)).isEmpty();

            remote.instead = null;
            Await.result(there.event(ride));
            Await.result(there.deadline(ride));
            assertThat(load(ride)).as("charged no more").isInstanceOf(Charge.Owed.class);
        }
        assertThat(remote.charges).hasSize(others.size()).doesNotHaveDuplicates();
    }

    @Test
    void a_look_up_that_finds_something_else_is_not_believed_either() {
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        Till.view(here.fastPath(claim));
        remote.mode = TestGateway.CAPTURE;
        remote.instead = new JsonObject().put("ride", "another");
        Await.result(here.deadline(claim));
        assertThat(types(claim))
                .containsExactly("payment.charge-attempted.v1", "payment.charge-unknown.v1", "payment.charge-owed.v1");
        assertThat(remote.charges).hasSize(1);
    }

    @Test
    void a_late_answer_captures_without_asking() {
        remote.mode = new TestGateway.Mode.Capture(Duration.ofMillis(900));
        assertThat(Till.view(here.fastPath(claim)).status()).isEqualTo(PaymentView.Status.UNKNOWN);
        Await.until("captured", Duration.ofSeconds(10), () -> load(claim) instanceof Charge.Captured);
        assertThat(remote.lookUps).isEmpty();
        assertThat(deadlines(claim)).isEmpty();
    }

    @Test
    void an_attempt_that_was_never_called_is_driven_on_with_its_key_by_another_process() {
        Await.result(here.commits().commit(attempt()));
        assertThat(remote.charges).isEmpty();
        Await.result(there.deadline(claim));
        assertThat(load(claim)).isInstanceOf(Charge.Captured.class);
        assertThat(remote.ledger()).extracting(TestGateway.Capture::key).containsExactly(firstKey);
    }

    @Test
    void the_same_event_again_changes_nothing() {
        Await.result(here.event(claim));
        Await.until("captured", Duration.ofSeconds(10), () -> load(claim) instanceof Charge.Captured);
        assertThat(Await.failure(there.event(claim))).as("the fence").isNotNull();
        assertThat(Till.view(there.fastPath(claim)).status()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(types(claim)).hasSize(2);
        assertThat(remote.charges).hasSize(1);
    }

    @Test
    void a_result_decided_on_an_old_state_does_not_take_the_deadline_away() {
        Charge.Made attempted = changed(new Charge.None(), Given.demanded(claim));
        Charge declined = changed(attempted, new ChargeInput.Answered(1, new GatewayAnswer.Declined("no_money")));
        changed(declined, new ChargeInput.Due(KeyLifetime.Phase.CALLED));

        Future<Void> late = here.commits()
                .commit(decided(attempted, new ChargeInput.Answered(1, new GatewayAnswer.Captured("late"))));

        assertThat(TestStore.failureOf(late)).isInstanceOf(CommitFailed.Stale.class);
        assertThat(deadlines(claim)).hasSize(1);
    }

    private Charge.Made changed(Charge before, ChargeInput input) {
        Change change = decided(before, input);
        Await.result(here.commits().commit(change));
        return change.after();
    }

    private static Change decided(Charge before, ChargeInput input) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return ChargeDecider.decide(before, input, now) instanceof Decision.Accepted accepted
                ? Change.of(before, accepted, null)
                : fail("not accepted: " + input);
    }

    @Test
    void two_deadlines_at_once_after_a_decline_make_one_new_attempt() {
        remote.mode = new TestGateway.Mode.Decline("insufficient_funds");
        PaymentView declined = Till.view(here.fastPath(claim));
        assertThat(declined.status()).isEqualTo(PaymentView.Status.DECLINED);
        assertThat(declined.code()).isEqualTo("insufficient_funds");
        assertThat(deadlineIn(claim)).isBetween(Duration.ofSeconds(43), Duration.ofSeconds(46));

        remote.mode = TestGateway.CAPTURE;
        Await.result(Future.all(here.deadline(claim), there.deadline(claim)));
        assertThat(types(claim))
                .containsExactly(
                        "payment.charge-attempted.v1",
                        "payment.charge-declined.v1",
                        "payment.charge-attempted.v1",
                        "payment.charge-captured.v1");
        assertThat(remote.ledger())
                .extracting(TestGateway.Capture::key)
                .containsExactly("pay:" + claim.ride() + ":fare:2");
    }

    @Test
    void pauses_are_real_time_also_when_the_domain_runs_faster() throws IOException {
        Path anchor = Path.of("target", "clock-" + claim.ride() + ".properties");
        Instant now = Instant.now();
        Files.writeString(
                anchor,
                "realEpochMillis=" + now.toEpochMilli() + "\ndomainEpochMillis=" + now.toEpochMilli() + "\nscale=60\n");
        DomainClock fast = DomainClock.load(anchor);
        MySqlCharges charges = new MySqlCharges(store, fast);
        Await.result(store.<Change>commits(charges::write, Set.of()).commit(attempt()));
        Duration domain = Duration.between(fast.instant(), deadlines(claim).getFirst());
        assertThat(fast.toReal(domain)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
    }

    /** The aggregate of payment's events is the charge: another one of the same ride begins at 1 as well, and is as new. */
    @Test
    void two_charges_of_one_ride_count_each_for_itself() {
        Till.view(here.fastPath(claim));
        ChargeId other = new ChargeId(Id.next());
        for (int version = 1; version <= 2; version++)
            TestStore.await(store.commit(Unit.of()
                    .events(
                            PaymentEvent.TOPIC,
                            version - 1,
                            List.of(new PaymentEvent.ChargeUnknown(other, claim.ride(), version, Instant.now())),
                            Actor.SYSTEM,
                            null)
                    .build()));
        assertThat(TestStore.await(store.journal(
                        List.of(new Journal.After(claim.charge().value(), 0), new Journal.After(other.value(), 0)))))
                .extracting(Recorded::aggregate, Recorded::version)
                .containsExactlyInAnyOrder(
                        tuple(claim.charge().value(), 1),
                        tuple(claim.charge().value(), 2),
                        tuple(other.value(), 1),
                        tuple(other.value(), 2));
    }

    @Test
    void a_payment_is_found_by_its_rider_alone() {
        Till.view(here.fastPath(claim));
        MySqlCharges charges = here.charges();
        assertThat(Await.result(charges.find(claim.ride(), Purpose.FARE, claim.rider())))
                .isPresent();
        assertThat(Await.result(charges.find(
                        claim.ride(), Purpose.FARE, Given.newClaim().rider())))
                .isEmpty();
        assertThat(Await.result(charges.find(claim.ride(), Purpose.FARE, null))).isPresent();
    }

    private Change attempt() {
        Charge none = new Charge.None();
        Decision decision = ChargeDecider.decide(none, Given.demanded(claim), Instant.now());
        return Change.of(none, (Decision.Accepted) decision, null);
    }

    private Charge load(Claim ride) {
        return here.load(ride);
    }

    private List<String> types(Claim ride) {
        return here.types(ride);
    }

    private List<Instant> deadlines(Claim ride) {
        return here.deadlines(ride);
    }

    private Duration deadlineIn(Claim ride) {
        return Duration.between(Instant.now(), deadlines(ride).getFirst());
    }
}
