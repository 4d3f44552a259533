package io.tanda.payment.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.AttemptView;
import io.tanda.contract.payment.PaymentCommand;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.payment.Await;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.charge.inbound.ChargeRequests;
import io.tanda.payment.gateway.TestGateway;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the gateway was asked for, as it stands in the database. */
@SuppressWarnings("NullAway.Init")
class AttemptsIT extends TwoTills {
    private static final Actor FINANCE = new Actor(Role.OPERATOR, new UUID(0, 7));

    private final Claim claim = Given.newClaim();
    private final String firstKey = "pay:" + claim.ride() + ":fare:1";

    @Test
    void each_attempt_is_written_down_before_the_call_and_completed_once() {
        remote.mode = new TestGateway.Mode.Capture(Duration.ofMillis(200));
        Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Future<Reply<PaymentView>> answer = here.fastPath(claim);
        Await.until("the call", Duration.ofSeconds(10), () -> !remote.charges.isEmpty());
        assertThat(here.attempts(claim)).singleElement().satisfies(attempt -> {
            assertThat(attempt.attempt()).isEqualTo(1);
            assertThat(attempt.key()).isEqualTo(firstKey).isEqualTo(remote.charges.getFirst());
            assertThat(attempt.amount()).isEqualTo(claim.amount());
            assertThat(attempt.askedAt()).isBetween(before, Instant.now());
            assertThat(attempt.outcome()).isNull();
        });
        Till.view(answer);
        Await.until("captured", Duration.ofSeconds(10), () -> here.load(claim) instanceof Charge.Captured);
        assertThat(here.attempts(claim)).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(AttemptView.Outcome.CAPTURED);
            assertThat(attempt.detail()).isEqualTo("gw-1");
            assertThat(attempt.settledAt()).isBetween(before, Instant.now());
        });
    }

    @Test
    void an_attempt_that_was_declined_keeps_its_row_and_the_next_has_its_own() {
        remote.mode = new TestGateway.Mode.Decline("no_money");
        Till.view(here.fastPath(claim));
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        Await.result(here.deadline(claim));
        assertThat(here.attempts(claim))
                .extracting(AttemptView::attempt, AttemptView::key, AttemptView::outcome, AttemptView::detail)
                .containsExactly(
                        tuple(1, firstKey, AttemptView.Outcome.DECLINED, "no_money"),
                        tuple(2, "pay:" + claim.ride() + ":fare:2", null, null));
        Await.result(there.event(claim));
        assertThat(here.attempts(claim)).as("silence makes no new one").hasSize(2);
    }

    @Test
    void what_was_said_and_not_believed_stands_beside_its_attempt() {
        remote.instead = new JsonObject().put("ride", "another");
        Till.view(here.fastPath(claim));
        assertThat(here.attempts(claim)).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isNull();
            assertThat(attempt.doubt()).startsWith("asked for 1250 USD").contains("for ride another");
        });
    }

    @Test
    void a_key_that_the_gateway_may_have_forgotten_is_looked_up_and_never_called_with() {
        remote.mode = new TestGateway.Mode.Drop();
        Till.view(here.fastPath(claim));
        Till tomorrow = Till.on(vertx, otherStore, remote, () -> Instant.now().plus(Duration.ofHours(21)));
        Await.result(tomorrow.deadline(claim));
        assertThat(here.load(claim)).as("not yet a person's").isInstanceOf(Charge.Unknown.class);
        remote.mode = TestGateway.CAPTURE;
        Await.result(tomorrow.deadline(claim));
        assertThat(here.load(claim)).isInstanceOf(Charge.Owed.class);
        assertThat(here.deadlines(claim)).isEmpty();
        assertThat(remote.charges).as("called once, a day ago").hasSize(1);
        assertThat(remote.lookUps).isNotEmpty();
        assertThat(remote.ledger()).isEmpty();
        assertThat(here.attempts(claim)).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isNull();
            assertThat(attempt.settledAt()).isNull();
        });
        tomorrow.gateway().close();
    }

    @Test
    void an_old_key_that_was_captured_is_found_by_looking_it_up() {
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        Till.view(here.fastPath(claim));
        remote.mode = TestGateway.CAPTURE;
        Till nextWeek = Till.on(vertx, otherStore, remote, () -> Instant.now().plus(Duration.ofDays(7)));
        Await.result(nextWeek.deadline(claim));
        assertThat(here.load(claim)).isInstanceOf(Charge.Captured.class);
        assertThat(remote.charges).hasSize(1);
        nextWeek.gateway().close();
    }

    @Test
    void a_request_that_the_gateway_does_not_understand_is_made_once() {
        remote.mode = new TestGateway.Mode.Fail(422);
        assertThat(Till.view(here.fastPath(claim)).code()).isEqualTo("not_understood");
        Await.result(there.event(claim));
        Await.result(there.deadline(claim));
        assertThat(remote.charges).hasSize(1);
        assertThat(here.deadlines(claim)).isEmpty();
        assertThat(here.attempts(claim))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.doubt()).endsWith("said: HTTP 422"));
    }

    @Test
    void the_database_refuses_to_change_a_completed_attempt_or_to_delete_one() {
        Till.view(here.fastPath(claim));
        for (String sql : List.of(
                "UPDATE charge_attempt SET outcome = 'DECLINED' WHERE ride_id = ?",
                "UPDATE charge_attempt SET detail = 'other' WHERE ride_id = ?",
                "DELETE FROM charge_attempt WHERE ride_id = ?"))
            assertThat(Await.failure(store.query(sql, claim.ride()))).hasMessageContaining("attempts are");
        Claim open = Given.newClaim();
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        Till.view(here.fastPath(open));
        for (String set : List.of("minor_units = 1", "attempt_key = 'k'", "asked_at = 1", "attempt = 2"))
            assertThat(Await.failure(
                            store.query("UPDATE charge_attempt SET " + set + " WHERE ride_id = ?", open.ride())))
                    .hasMessageContaining("attempts are");
    }

    @Test
    void attempts_are_told_to_operators_and_not_to_riders() {
        Till.view(here.fastPath(claim));
        ChargeRequests requests = new ChargeRequests(here.cashier(), here.charges());
        assertThat(Till.view(requests.get(
                                asked(new Actor(Role.OPERATOR, Id.next()), new PaymentQuery(claim.ride(), null))))
                        .attempts())
                .isEqualTo(here.attempts(claim));
        assertThat(Till.view(requests.get(asked(
                                new Actor(Role.RIDER, claim.rider().value()),
                                new PaymentQuery(claim.ride(), claim.rider()))))
                        .attempts())
                .isNull();
    }

    @Test
    void a_person_ends_a_doubt_and_it_is_written_down_who_and_why() {
        remote.instead = new JsonObject().put("ride", "another");
        Till.view(here.fastPath(claim));
        Request<PaymentCommand> confirm =
                asked(FINANCE, new PaymentCommand.ConfirmCapture(claim.ride(), "gw-1", "it is on their statement"));
        assertThat(Till.view(here.payments().handle(confirm)).status()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(Till.view(there.payments().handle(confirm)).status()).isEqualTo(PaymentView.Status.CAPTURED);
        assertThat(here.attempts(claim)).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(AttemptView.Outcome.CAPTURED);
            assertThat(attempt.detail()).isEqualTo("gw-1");
            assertThat(attempt.doubt()).as("stands on").contains("for ride another");
        });
        assertThat(audited(claim)).containsExactly("confirm-capture: it is on their statement");
        assertThat(remote.charges).hasSize(1);
    }

    @Test
    void a_person_who_finds_that_nothing_was_taken_has_it_charged_once_with_a_new_key() {
        remote.mode = new TestGateway.Mode.Fail(400);
        Till.view(here.fastPath(claim));
        remote.mode = TestGateway.CAPTURE;
        Request<PaymentCommand> deny =
                asked(FINANCE, new PaymentCommand.DenyCapture(claim.ride(), "they know nothing of it"));
        assertThat(Till.view(here.payments().handle(deny)).status()).isEqualTo(PaymentView.Status.CAPTURED);
        Till.view(there.payments().handle(deny));
        assertThat(remote.charges).containsExactly(firstKey, "pay:" + claim.ride() + ":fare:2");
        assertThat(here.attempts(claim))
                .extracting(AttemptView::attempt, AttemptView::outcome)
                .containsExactly(tuple(1, AttemptView.Outcome.NOT_TAKEN), tuple(2, AttemptView.Outcome.CAPTURED));
        assertThat(audited(claim)).containsExactly("deny-capture: they know nothing of it");
    }

    @Test
    void a_doubt_that_is_written_off_stays_one_that_a_person_can_end() {
        remote.instead = new JsonObject().put("ride", "another");
        Till.view(here.fastPath(claim));
        Till.view(here.payments().handle(asked(FINANCE, new PaymentCommand.WriteOff(claim.ride(), "not worth it"))));
        Await.result(here.deadline(claim));
        assertThat(here.deadlines(claim))
                .as("asked once more, and answered as before")
                .isEmpty();
        Till.view(here.payments()
                .handle(asked(FINANCE, new PaymentCommand.ConfirmCapture(claim.ride(), "gw-1", "found"))));
        assertThat(here.load(claim)).isInstanceOf(Charge.Overpaid.class);
    }

    private static List<String> audited(Claim claim) {
        List<String> entries = new ArrayList<>();
        Await.result(store.query("SELECT act, reason FROM audit WHERE about = ?", claim.ride()))
                .forEach(row -> entries.add(row.getString("act") + ": " + row.getString("reason")));
        return entries;
    }

    private static <C> Request<C> asked(Actor actor, C body) {
        return new Request<>(CommandId.next(), actor, Instant.now(), "asked", null, body);
    }
}
