package io.tanda.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.payment.Await;
import io.tanda.payment.PaymentConfig;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.application.Tokens;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.tanda.payment.charge.domain.Given;
import io.tanda.platform.ops.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gateway's faces over real HTTP, and the breaker before it. */
@SuppressWarnings("NullAway.Init")
public final class HttpGatewayIT {
    private static final int LIMIT_MILLIS = 200;
    private static Vertx vertx;
    private TestGateway remote;
    private GatewayClient client;
    private HttpGateway gateway;
    private final Charge.Made charge = Given.pending();
    private final String key = Gateway.key(charge);
    private final List<GatewayAnswer> late = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().await();
    }

    @BeforeEach
    void connect() {
        remote = TestGateway.start(vertx);
        client = client(Map.of());
        gateway = new HttpGateway(client, Tokens.NONE);
    }

    @AfterEach
    void disconnect() {
        client.close();
        remote.stop();
    }

    @Test
    void a_charge_is_captured_and_found_by_its_key() {
        assertThat(call()).isEqualTo(new GatewayAnswer.Captured("gw-1"));
        assertThat(call()).isEqualTo(new GatewayAnswer.Captured("gw-1"));
        assertThat(lookUp()).isEqualTo(new GatewayAnswer.Captured("gw-1"));
        assertThat(remote.ledger())
                .containsExactly(new TestGateway.Capture(
                        key, "gw-1", charge.claim().ride().toString(), 1_250));
    }

    @Test
    void a_key_that_was_never_seen_says_so() {
        assertThat(lookUp()).isEqualTo(new GatewayAnswer.NeverSeen());
    }

    @Test
    void a_decline_is_an_answer_and_does_not_open_the_breaker() {
        remote.mode = new TestGateway.Mode.Decline("insufficient_funds");
        for (int i = 0; i < 10; i++) assertThat(call()).isEqualTo(new GatewayAnswer.Declined("insufficient_funds"));
        assertThat(gateway.open()).isFalse();
        assertThat(lookUp()).isEqualTo(new GatewayAnswer.Declined("insufficient_funds"));
    }

    @Test
    void too_slow_is_no_answer_and_what_comes_later_is_passed_on() {
        remote.mode = new TestGateway.Mode.Capture(Duration.ofMillis(2 * LIMIT_MILLIS));
        assertThat(call()).isInstanceOf(GatewayAnswer.NoAnswer.class);
        assertThat(late).isEmpty();
        Await.until("the late answer", Duration.ofSeconds(5), () -> !late.isEmpty());
        assertThat(late).containsExactly(new GatewayAnswer.Captured("gw-1"));
    }

    @Test
    void charged_and_dropped_is_no_answer() {
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        assertThat(call()).isInstanceOf(GatewayAnswer.NoAnswer.class);
        assertThat(remote.ledger()).hasSize(1);
        remote.mode = TestGateway.CAPTURE;
        assertThat(lookUp()).isEqualTo(new GatewayAnswer.Captured("gw-1"));
    }

    @Test
    void an_answer_that_is_neither_yes_nor_no_is_no_answer() {
        for (int status : List.of(401, 403, 404, 409, 302)) {
            remote.mode = new TestGateway.Mode.Fail(status);
            for (int i = 0; i < 5; i++) assertThat(call()).isInstanceOf(GatewayAnswer.NoAnswer.class);
        }
        assertThat(gateway.open()).isFalse();
    }

    @Test
    void a_request_that_is_not_understood_says_so_and_a_question_that_is_not_says_nothing() {
        for (int status : List.of(400, 422)) {
            remote.mode = new TestGateway.Mode.Fail(status);
            for (int i = 0; i < 5; i++)
                assertThat(call())
                        .isInstanceOfSatisfying(
                                GatewayAnswer.NotUnderstood.class,
                                not -> assertThat(not.detail())
                                        .contains("asked for 1250 USD")
                                        .contains("said: HTTP " + status));
            assertThat(lookUp()).isInstanceOf(GatewayAnswer.NoAnswer.class);
        }
        assertThat(gateway.open()).as("it is our mistake").isFalse();
    }

    @Test
    @Tag("B2")
    void the_breaker_opens_fails_fast_without_a_call_and_closes_again() {
        remote.mode = new TestGateway.Mode.Fail(503);
        for (int i = 0; i < 3; i++) assertThat(call()).isInstanceOf(GatewayAnswer.NoAnswer.class);
        assertThat(gateway.open()).isTrue();

        int callsBefore = remote.charges.size();
        for (int i = 0; i < 20; i++) assertThat(call()).isInstanceOf(GatewayAnswer.NotCalled.class);
        assertThat(remote.charges).hasSize(callsBefore);

        remote.mode = TestGateway.CAPTURE;
        Await.until("the breaker closes", Duration.ofSeconds(5), () -> call() instanceof GatewayAnswer.Captured);
        assertThat(gateway.open()).isFalse();
        assertThat(remote.ledger()).hasSize(1);
    }

    @Test
    @Tag("B2")
    void while_the_breaker_is_open_nobody_looks_up_what_is_charged() {
        AtomicInteger lookUps = new AtomicInteger();
        gateway = new HttpGateway(client, claim -> {
            lookUps.incrementAndGet();
            return Future.succeededFuture(Optional.empty());
        });
        remote.mode = new TestGateway.Mode.Fail(503);
        for (int i = 0; i < 3; i++) assertThat(call()).isInstanceOf(GatewayAnswer.NoAnswer.class);
        for (int i = 0; i < 20; i++) assertThat(call()).isInstanceOf(GatewayAnswer.NotCalled.class);
        assertThat(lookUps).hasValue(3);
    }

    @Test
    void where_it_is_not_known_what_is_charged_the_gateway_is_not_asked_and_not_to_blame() {
        gateway = new HttpGateway(client, claim -> Future.failedFuture("no database"));
        for (int i = 0; i < 10; i++) assertThat(call()).isEqualTo(new GatewayAnswer.NotCalled("no database"));
        assertThat(remote.charges).isEmpty();
        assertThat(gateway.open()).isFalse();
    }

    @Test
    @Tag("B2")
    void a_gateway_that_fails_half_of_its_calls_opens_the_breaker() {
        for (int i = 0; i < 20; i++) {
            assertThat(gateway.open()).isFalse();
            remote.mode = i % 2 == 0 ? TestGateway.CAPTURE : new TestGateway.Mode.Fail(503);
            call();
        }
        assertThat(gateway.open()).isTrue();
    }

    @Test
    @Tag("B2")
    void a_gateway_that_has_too_many_requests_is_left_alone_for_a_while() {
        remote.mode = new TestGateway.Mode.Fail(429);
        for (int i = 0; i < 3; i++) assertThat(call()).isInstanceOf(GatewayAnswer.NoAnswer.class);
        assertThat(gateway.open()).isTrue();
    }

    @Test
    @Tag("B2")
    void one_call_tries_whether_the_gateway_is_back_and_the_others_do_not_wait_for_it() {
        remote.mode = new TestGateway.Mode.Fail(503);
        for (int i = 0; i < 3; i++) call();
        int before = remote.charges.size();
        remote.mode = new TestGateway.Mode.Capture(Duration.ofMillis(LIMIT_MILLIS / 2));
        List<GatewayAnswer> answers = new ArrayList<>();
        Await.until("it is tried again", Duration.ofSeconds(5), () -> {
            List<Future<GatewayAnswer>> atOnce = new ArrayList<>();
            for (int i = 0; i < 10; i++) atOnce.add(gateway.charge(key, charge.claim(), late::add));
            answers.clear();
            atOnce.forEach(answer -> answers.add(Await.result(answer)));
            return remote.charges.size() > before;
        });
        assertThat(remote.charges).hasSize(before + 1);
        assertThat(answers)
                .filteredOn(GatewayAnswer.NotCalled.class::isInstance)
                .hasSize(9);
        assertThat(gateway.open()).isFalse();
    }

    @Test
    void a_capture_without_a_reference_that_can_be_kept_is_not_believed() {
        for (String unusable : List.of("x".repeat(129), " ", "gw-\u0001", "gw-\ud83d")) {
            remote.instead = new JsonObject().put("id", unusable);
            assertThat(different(call())).contains("which is none of 1 to 128 characters");
            assertThat(different(lookUp())).hasSizeLessThan(500);
        }
        remote.instead = new JsonObject().put("id", "x".repeat(128));
        assertThat(call()).isEqualTo(new GatewayAnswer.Captured("x".repeat(128)));
        assertThat(gateway.open()).isFalse();
    }

    @Test
    void a_capture_of_something_else_is_not_believed_and_says_what_was_asked_and_what_was_said() {
        String asked =
                "asked for 1250 USD for ride " + charge.claim().ride() + " under key " + key + "; said: captured ";
        Map<JsonObject, String> others = Map.of(
                amount(1_251, "USD"), "1251 USD for ride",
                amount(1_250, "EUR"), "1250 EUR for ride",
                amount(1_250.0, "USD"), "no amount for ride",
                amount(-1_250, "USD"), "no amount for ride",
                new JsonObject().putNull("amount"), "no amount for ride",
                new JsonObject().put("ride", "another"), "for ride another under",
                new JsonObject().put("ride", 7), "for ride (none) under",
                new JsonObject().put("key", key + "1"), "under key " + key + "1",
                new JsonObject().put("key", "k".repeat(5_000)), "under key " + "k".repeat(64) + "...");
        others.forEach((other, said) -> {
            remote.instead = other;
            for (GatewayAnswer answer : List.of(call(), lookUp()))
                assertThat(different(answer)).startsWith(asked).contains(said).hasSizeLessThanOrEqualTo(500);
        });
        assertThat(gateway.open()).as("it answers").isFalse();
        remote.instead = null;
        assertThat(lookUp()).isEqualTo(new GatewayAnswer.Captured("gw-1"));
    }

    private static JsonObject amount(Number minorUnits, String currency) {
        return new JsonObject()
                .put("amount", new JsonObject().put("minorUnits", minorUnits).put("currency", currency));
    }

    private static String different(GatewayAnswer answer) {
        assertThat(answer).isInstanceOf(GatewayAnswer.Different.class);
        return ((GatewayAnswer.Different) answer).detail();
    }

    @Test
    @Tag("B2")
    void looking_up_has_a_breaker_of_its_own() {
        remote.mode = new TestGateway.Mode.Fail(503);
        for (int i = 0; i < 4; i++) call();
        remote.mode = TestGateway.CAPTURE;
        assertThat(gateway.open()).isTrue();
        assertThat(lookUp()).isEqualTo(new GatewayAnswer.NeverSeen());
    }

    @Test
    void more_calls_than_connections_are_not_made() {
        GatewayClient two = client(Map.of("payment.gateway.connections", "2"));
        HttpGateway narrow = new HttpGateway(two, Tokens.NONE);
        remote.mode = new TestGateway.Mode.Capture(Duration.ofMillis(LIMIT_MILLIS / 2));
        List<Future<GatewayAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) answers.add(narrow.charge(key, charge.claim(), late::add));
        assertThat(answers.stream().map(Await::result).filter(GatewayAnswer.NotCalled.class::isInstance))
                .hasSize(3);
        assertThat(remote.charges).hasSize(2);
        two.close();
    }

    private GatewayAnswer call() {
        return Await.result(gateway.charge(key, charge.claim(), late::add));
    }

    private GatewayAnswer lookUp() {
        return Await.result(gateway.lookUp(key, charge.claim()));
    }

    private GatewayClient client(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "gateway.url",
                remote.url(),
                "payment.gateway.timeout.millis",
                Integer.toString(LIMIT_MILLIS),
                "payment.gateway.breaker.failures",
                "3",
                "payment.gateway.breaker.reset.millis",
                "300"));
        settings.putAll(more);
        Settings read = Settings.of(settings);
        PaymentConfig config = PaymentConfig.of(read);
        read.check();
        return new GatewayClient(vertx, config, new SimpleMeterRegistry());
    }
}
