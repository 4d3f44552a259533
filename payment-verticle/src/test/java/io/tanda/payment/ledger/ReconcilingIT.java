package io.tanda.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.ReconcileDay;
import io.tanda.contract.payment.Reconciliation;
import io.tanda.contract.payment.Reconciliation.Break;
import io.tanda.contract.payment.Reconciliation.Difference;
import io.tanda.gateway.Faults;
import io.tanda.gateway.GatewayConfig;
import io.tanda.gateway.SimulatedGateway;
import io.tanda.payment.Await;
import io.tanda.payment.PaymentConfig;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.HttpMovements;
import io.tanda.payment.ledger.application.Reconcile;
import io.tanda.payment.ledger.domain.BookedCharge;
import io.tanda.payment.ledger.domain.Posting;
import io.tanda.payment.ledger.domain.RefundSource;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.payment.ledger.outbound.MySqlClearing;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger's table beside the list of a gateway over HTTP. */
@SuppressWarnings("NullAway.Init")
class ReconcilingIT {
    private Vertx vertx;
    private Store store;
    private SimulatedGateway remote;
    private WebClient http;
    private GatewayClient client;
    private Reconcile reconcile;
    private LocalDate day;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        store = TestStore.open(vertx, "payment");
        Path data = Path.of("target", "gateway-test", UUID.randomUUID().toString());
        remote = new SimulatedGateway(new GatewayConfig(GatewayConfig.LOOPBACK, 0, data, Faults.INSTANT, 1));
        Await.result(vertx.deployVerticle(remote));
        http = WebClient.create(vertx);
        PaymentConfig config =
                PaymentConfig.of(Settings.of(Map.of("gateway.url", "http://127.0.0.1:" + remote.port())));
        client = new GatewayClient(vertx, config, new SimpleMeterRegistry());
        reconcile = new Reconcile(new HttpMovements(client), new MySqlClearing(store));
        day = Instant.now().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    @AfterEach
    void close() {
        client.close();
        TestStore.await(store.close());
        Await.result(vertx.close());
    }

    @Test
    void what_is_booked_as_it_was_taken_and_given_back_is_no_break() {
        Claim claim = Given.newClaim();
        String capture = taken(1_250);
        book(fare(claim, 1_250).captured(1, capture, Instant.now()), Instant.now());
        String back = givenBack(capture, 400);
        book(
                fare(claim, 1_250)
                        .refunded(RefundId.next(), Money.usd(400), new RefundSource.Credit(), back, Instant.now()),
                Instant.now());

        Reconciliation found = reconciled();
        assertThat(found.breaks()).isEmpty();
        assertThat(found.movements()).isEqualTo(2);
        assertThat(found.entries()).isEqualTo(2);
    }

    @Test
    void what_is_booked_another_day_is_no_break() {
        for (Duration later : List.of(Duration.ofDays(1), Duration.ofDays(20), Duration.ofHours(-20)))
            book(
                    fare(Given.newClaim(), 1_250).captured(1, taken(1_250), Instant.now()),
                    Instant.now().plus(later));
        assertThat(reconciled().breaks()).isEmpty();
    }

    @Test
    void what_was_found_days_later_is_looked_for_when_it_was_asked_for_whatever_it_was_for() {
        Claim fare = Given.newClaim();
        Claim tip = new Claim(fare.ride(), fare.rider(), Purpose.TIP, Money.usd(200));
        String capture = taken(200);
        attempted(fare, "ch_fare", Instant.now().minus(Duration.ofDays(10)));
        attempted(tip, capture, Instant.now());
        book(fare(tip, 200).captured(1, capture, Instant.now()), Instant.now().plus(Duration.ofDays(3)));
        assertThat(Await.result(reconcile.of(day.plusDays(3))).breaks()).isEmpty();
    }

    private void attempted(Claim claim, String reference, Instant at) {
        Await.result(store.query(
                "INSERT INTO charge_attempt (ride_id, purpose, attempt, attempt_key, minor_units, currency, asked_at,"
                        + " outcome, detail, settled_at) VALUES (?, ?, 1, ?, ?, 'USD', ?, 'CAPTURED', ?, ?)",
                claim.ride(),
                claim.purpose(),
                "pay:" + claim.ride() + ":" + claim.purpose().wireName() + ":1",
                claim.amount().minorUnits(),
                at,
                reference,
                at));
    }

    @Test
    void what_one_of_the_two_does_not_have_is_a_break() {
        Claim claim = Given.newClaim();
        String unknown = taken(700);
        String different = taken(1_251);
        book(fare(claim, 1_250).captured(1, different, Instant.now()), Instant.now());
        Claim never = Given.newClaim();
        book(fare(never, 900).captured(1, "ch_never", Instant.now()), Instant.now());

        assertThat(reconciled().breaks())
                .containsExactlyInAnyOrder(
                        new Break(
                                Difference.MISSING_HERE,
                                Reconciliation.Type.CAPTURE,
                                unknown,
                                null,
                                null,
                                Money.usd(700)),
                        new Break(
                                Difference.AMOUNT_DIFFERS,
                                Reconciliation.Type.CAPTURE,
                                different,
                                claim.ride(),
                                Money.usd(1_250),
                                Money.usd(1_251)),
                        new Break(
                                Difference.MISSING_THERE,
                                Reconciliation.Type.CAPTURE,
                                "ch_never",
                                never.ride(),
                                Money.usd(900),
                                null));
    }

    @Test
    void a_gateway_that_says_nothing_is_asked_later() {
        Await.result(vertx.undeploy(remote.deploymentID()));
        Reply<Reconciliation> reply = Await.result(reconcile.handle(
                new Request<>(CommandId.next(), Actor.SYSTEM, Instant.now(), null, null, new ReconcileDay(day))));
        assertThat(reply).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.GATEWAY_UNAVAILABLE);
            assertThat(refused.retryAfterSeconds()).isPositive();
        });
    }

    private Reconciliation reconciled() {
        return Await.result(reconcile.of(day));
    }

    private static BookedCharge fare(Claim claim, long cents) {
        return new BookedCharge(claim.charge(), claim.ride(), claim.rider(), claim.driver(), Money.usd(cents));
    }

    private void book(Posting posting, Instant at) {
        Unit.Builder unit = Unit.of();
        EntryRows.write(unit, List.of(posting), at);
        Await.result(store.commit(unit.build()));
    }

    private String taken(long cents) {
        return asked(
                "/v1/charges",
                new JsonObject().put("rider", "r").put("ride", "r").put("amount", amount(cents)));
    }

    private String givenBack(String charge, long cents) {
        return asked("/v1/refunds", new JsonObject().put("charge", charge).put("amount", amount(cents)));
    }

    private String asked(String path, JsonObject body) {
        return Await.result(http.post(remote.port(), GatewayConfig.LOOPBACK, path)
                        .putHeader("Idempotency-Key", UUID.randomUUID().toString())
                        .sendJsonObject(body))
                .bodyAsJsonObject()
                .getString("id");
    }

    private static JsonObject amount(long cents) {
        return new JsonObject().put("minorUnits", cents).put("currency", "USD");
    }
}
