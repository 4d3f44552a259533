package io.tanda.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.Reconciliation;
import io.tanda.gateway.Faults;
import io.tanda.gateway.GatewayConfig;
import io.tanda.gateway.SimulatedGateway;
import io.tanda.payment.Await;
import io.tanda.payment.PaymentConfig;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.tanda.payment.ledger.domain.Movement;
import io.tanda.payment.ledger.domain.RefundSource;
import io.tanda.payment.method.domain.AuthorizationAnswer;
import io.tanda.payment.method.domain.Registration;
import io.tanda.payment.method.domain.VoidAnswer;
import io.tanda.payment.refund.domain.Order;
import io.tanda.payment.refund.domain.RefundAnswer;
import io.tanda.platform.ops.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What payment relies on, whichever gateway it is connected to: against the simulator, over HTTP, in each gateway's own words. */
@SuppressWarnings("NullAway.Init")
abstract class GatewayContract {
    private static final String DROP = "dropAfterChargeRate";
    private static final String GOOD = "visa_4242";

    private static Vertx vertx;
    private static WebClient http;

    private final RideId ride = RideId.next();
    private final RiderId rider = RiderId.next();
    private final Claim claim = claim(1_250);
    private final String key = Gateway.key(claim, 1);

    private SimulatedGateway remote;
    private String deployed;
    private GatewayClient client;
    private HttpGateway gateway;
    private HttpRefunds refunds;
    private HttpVerifications verifications;
    private GatewayToken token = token(GOOD);

    /** Beside the timeouts: which gateway, and what it wants to know. @param url of the simulator */
    abstract Map<String, String> settings(String url);

    /** @param what the simulator's card, such as {@code visa_4242} */
    abstract GatewayToken token(String what);

    abstract String currency();

    /** What a decline for want of money is called. */
    abstract String noMoney();

    /** As a rider's card ends, where its number is {@code ...4242}. */
    abstract String lastFour();

    /** Of the simulator's ledger: where it is written down that something is held, and that it is not any more. */
    abstract List<String> verificationLedgers();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        http = WebClient.create(vertx);
    }

    @AfterAll
    static void close() {
        vertx.close().await();
    }

    @BeforeEach
    void connect() {
        Path data = Path.of("target", "gateway-contract", UUID.randomUUID().toString());
        remote = new SimulatedGateway(new GatewayConfig(GatewayConfig.LOOPBACK, 0, data, Faults.INSTANT, 1));
        deployed = Await.result(vertx.deployVerticle(remote));
        Map<String, String> settings = new HashMap<>(settings("http://127.0.0.1:" + remote.port()));
        settings.put("payment.gateway.timeout.millis", "1000");
        settings.put("payment.gateway.breaker.reset.millis", "1100");
        settings.put("payment.gateway.breaker.failures", "3");
        Settings read = Settings.of(settings);
        PaymentConfig config = PaymentConfig.of(read);
        read.check();
        client = new GatewayClient(vertx, config, new SimpleMeterRegistry());
        gateway = new HttpGateway(client, asked -> Future.succeededFuture(Optional.of(token)));
        refunds = new HttpRefunds(client);
        verifications = new HttpVerifications(client);
    }

    @AfterEach
    void disconnect() {
        client.close();
        Await.result(vertx.undeploy(deployed));
    }

    @Test
    @Tag("B3")
    void a_key_is_charged_once_and_found() {
        GatewayAnswer first = charge();
        assertThat(first).isInstanceOf(GatewayAnswer.Captured.class);
        assertThat(charge()).isEqualTo(first);
        assertThat(lookUp()).isEqualTo(first);
        assertThat(ledger("/v1/ledger")).hasSize(1);
    }

    @Test
    void a_decline_says_why_and_takes_nothing() {
        behave(new JsonObject().put("declineRate", 1));
        for (int i = 0; i < 5; i++) assertThat(charge()).isEqualTo(new GatewayAnswer.Declined(noMoney()));
        assertThat(gateway.open()).as("it is an answer").isFalse();
        assertThat(ledger("/v1/ledger")).isEmpty();
    }

    @Test
    void a_card_that_is_not_there_is_a_decline() {
        token = token("nothing_1");
        assertThat(charge()).isInstanceOf(GatewayAnswer.Declined.class);
        assertThat(ledger("/v1/ledger")).isEmpty();
    }

    @Test
    @Tag("B3")
    void what_was_charged_and_not_answered_is_found_and_not_charged_again() {
        behave(new JsonObject().put(DROP, 1));
        assertThat(charge()).isInstanceOf(GatewayAnswer.NoAnswer.class);
        behave(new JsonObject());
        GatewayAnswer found = lookUp();
        assertThat(found).isInstanceOf(GatewayAnswer.Captured.class);
        assertThat(charge()).isEqualTo(found);
        assertThat(ledger("/v1/ledger")).hasSize(1);
    }

    @Test
    void what_never_arrived_was_never_seen() {
        behave(new JsonObject().put("errorRate", 1));
        assertThat(charge()).isInstanceOf(GatewayAnswer.NoAnswer.class);
        behave(new JsonObject());
        assertThat(lookUp()).isEqualTo(new GatewayAnswer.NeverSeen());
        assertThat(ledger("/v1/ledger")).isEmpty();
    }

    @Test
    void what_is_still_decided_is_asked_again() {
        behave(new JsonObject().put("delayMillis", new JsonArray().add(400).add(400)));
        Future<GatewayAnswer> one = gateway.charge(key, claim, late -> {});
        Future<GatewayAnswer> other = gateway.charge(key, claim, late -> {});
        List<GatewayAnswer> both = List.of(Await.result(one), Await.result(other));
        GatewayAnswer captured = charge();
        assertThat(captured).isInstanceOf(GatewayAnswer.Captured.class);
        assertThat(both)
                .contains(captured)
                .allSatisfy(answer -> assertThat(answer)
                        .satisfiesAnyOf(
                                same -> assertThat(same).isEqualTo(captured),
                                turnedAway -> assertThat(turnedAway).isInstanceOf(GatewayAnswer.NoAnswer.class)));
        assertThat(ledger("/v1/ledger")).hasSize(1);
    }

    @Test
    void an_answer_about_something_else_is_not_believed() {
        for (String mistake : List.of("amount", "currency", "reference", "key", "long_id")) {
            behave(new JsonObject().put("mistakeRate", 1).put("mistakes", new JsonArray().add(mistake)));
            Claim other = new Claim(RideId.next(), rider, Purpose.FARE, new Money(1_250, currency()));
            assertThat(Await.result(gateway.charge(Gateway.key(other, 1), other, late -> {})))
                    .as(mistake)
                    .isInstanceOf(GatewayAnswer.Different.class);
        }
    }

    @Test
    void a_key_that_was_used_for_another_amount_takes_nothing_more_and_is_not_believed() {
        charge();
        GatewayAnswer again = Await.result(gateway.charge(key, claim(999), late -> {}));
        assertThat(again).isNotInstanceOfAny(GatewayAnswer.Captured.class, GatewayAnswer.Declined.class);
        assertThat(ledger("/v1/ledger")).hasSize(1);
    }

    @Test
    @Tag("B2")
    void who_has_too_much_to_do_is_left_alone() {
        behave(new JsonObject().put("busyRate", 1));
        for (int i = 0; i < 3; i++) assertThat(charge()).isInstanceOf(GatewayAnswer.NoAnswer.class);
        assertThat(gateway.open()).isTrue();
        assertThat(charge()).isInstanceOf(GatewayAnswer.NotCalled.class);
    }

    @Test
    @Tag("C1")
    void a_card_is_verified_by_what_is_let_go_of_again() {
        Registration registration = registration();
        AuthorizationAnswer answer = Await.result(verifications.authorize(registration, token));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        AuthorizationAnswer.Authorized.class,
                        yes -> assertThat(yes.instrument().lastFour()).isEqualTo(lastFour()));
        assertThat(Await.result(verifications.authorize(registration, token))).isEqualTo(answer);
        assertThat(Await.result(verifications.lookUp(registration, token))).isEqualTo(answer);
        String held = ((AuthorizationAnswer.Authorized) answer).reference();
        MethodId method = registration.method();
        assertThat(Await.result(verifications.letGo(method, held))).isEqualTo(new VoidAnswer.Voided());
        assertThat(Await.result(verifications.letGo(method, held))).isEqualTo(new VoidAnswer.Voided());
        assertThat(verificationLedgers())
                .allSatisfy(path -> assertThat(ledger(path)).hasSize(1));
        assertThat(movements()).as("nothing was moved").isEmpty();
    }

    @Test
    @Tag("C1")
    void a_card_that_is_declined_is_not_verified() {
        token = token("declined_4002");
        assertThat(Await.result(verifications.authorize(registration(), token)))
                .isInstanceOf(AuthorizationAnswer.Declined.class);
        assertThat(Await.result(verifications.lookUp(registration(), token)))
                .isInstanceOf(AuthorizationAnswer.NeverSeen.class);
    }

    @Test
    void a_refund_is_made_once_and_found_and_no_more_is_given_back_than_was_taken() {
        String captured = captured();
        Order part = order(captured, 400);
        RefundAnswer made = Await.result(refunds.refund(part));
        assertThat(made).isInstanceOf(RefundAnswer.Made.class);
        assertThat(Await.result(refunds.refund(part))).isEqualTo(made);
        assertThat(Await.result(refunds.lookUp(part))).isEqualTo(made);
        assertThat(Await.result(refunds.lookUp(order(captured, 10)))).isEqualTo(new RefundAnswer.NeverSeen());
        assertThat(Await.result(refunds.refund(order(captured, 851)))).isInstanceOf(RefundAnswer.Refused.class);
        assertThat(Await.result(refunds.refund(order(captured, 850)))).isInstanceOf(RefundAnswer.Made.class);
        assertThat(ledger("/v1/ledger/refunds")).hasSize(2);
    }

    @Test
    void a_refund_that_was_made_and_not_answered_is_found() {
        Order order = order(captured(), 400);
        behave(new JsonObject().put(DROP, 1));
        assertThat(Await.result(refunds.refund(order))).isInstanceOf(RefundAnswer.NoAnswer.class);
        behave(new JsonObject());
        assertThat(Await.result(refunds.lookUp(order))).isInstanceOf(RefundAnswer.Made.class);
        assertThat(ledger("/v1/ledger/refunds")).hasSize(1);
    }

    @Test
    void what_was_moved_on_a_day_is_told_by_the_references_that_payment_has() {
        String captured = captured();
        RefundAnswer made = Await.result(refunds.refund(order(captured, 400)));
        assertThat(movements())
                .extracting(Movement::type, Movement::reference, Movement::amount)
                .containsExactlyInAnyOrder(
                        tuple(Reconciliation.Type.CAPTURE, captured, claim.amount()),
                        tuple(
                                Reconciliation.Type.REFUND,
                                ((RefundAnswer.Made) made).reference(),
                                new Money(400, currency())));
    }

    private Claim claim(long minorUnits) {
        return new Claim(ride, rider, Purpose.FARE, new Money(minorUnits, currency()));
    }

    GatewayAnswer charge() {
        return Await.result(gateway.charge(key, claim, late -> {}));
    }

    GatewayAnswer lookUp() {
        return Await.result(gateway.lookUp(key, claim));
    }

    private String captured() {
        return ((GatewayAnswer.Captured) charge()).reference();
    }

    private Registration registration() {
        return new Registration(MethodId.next(), rider, MethodKind.CARD, new Money(100, currency()));
    }

    private Order order(String captured, long minorUnits) {
        return new Order(
                RefundId.next(),
                ride,
                rider,
                Purpose.FARE,
                null,
                1,
                new Money(minorUnits, currency()),
                captured,
                new RefundSource.Fee());
    }

    /** Of today, which may end meanwhile. */
    private List<Movement> movements() {
        LocalDate today = Instant.now().atOffset(ZoneOffset.UTC).toLocalDate();
        HttpMovements movements = new HttpMovements(client);
        List<Movement> found = Await.result(movements.of(today));
        return found.isEmpty() ? Await.result(movements.of(today.minusDays(1))) : found;
    }

    /** As gateways do with keys of long ago. */
    void forgetKeys() {
        Await.result(
                http.delete(remote.port(), GatewayConfig.LOOPBACK, "/v1/keys").send());
    }

    private void behave(JsonObject faults) {
        if (!faults.containsKey("delayMillis"))
            faults.put("delayMillis", new JsonArray().add(0).add(0));
        Await.result(
                http.put(remote.port(), GatewayConfig.LOOPBACK, "/v1/faults").sendJsonObject(faults));
    }

    List<?> ledger(String path) {
        return Await.result(
                        http.get(remote.port(), GatewayConfig.LOOPBACK, path).send())
                .bodyAsJsonObject()
                .getJsonArray("items")
                .getList();
    }
}
