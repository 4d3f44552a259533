package io.tanda.payment;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.ChargeRide;
import io.tanda.contract.payment.GatewayHeard;
import io.tanda.contract.payment.GatewayNews;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.RefundFare;
import io.tanda.contract.payment.RefundView;
import io.tanda.contract.payment.RegisterMethod;
import io.tanda.gateway.Faults;
import io.tanda.gateway.GatewayConfig;
import io.tanda.gateway.SimulatedGateway;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Given;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole verticle on Stripe: a card is registered, a ride charged and given back, and a webhook settles what nobody knew of. */
@SuppressWarnings("NullAway.Init")
class StripeRideIT {
    private static final String SECRET = "whsec_" + "simulated1";

    private static Vertx vertx;
    private static WebClient http;
    private static SimulatedGateway remote;
    private static Kit kit;
    private static String deployment;
    /** Stands for web: it passes on what comes. */
    private static HttpServer door;

    private static final List<Reply<GatewayHeard>> HEARD = new CopyOnWriteArrayList<>();

    private final RiderId rider = RiderId.next();
    private final MethodId method = MethodId.next();
    private final Claim claim = new Claim(
            Given.newClaim().ride(),
            rider,
            Purpose.FARE,
            Money.usd(1_250),
            method,
            Given.newClaim().driver());

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        http = WebClient.create(vertx);
        Path data = Path.of("target", "stripe-ride", UUID.randomUUID().toString());
        remote = new SimulatedGateway(new GatewayConfig(GatewayConfig.LOOPBACK, 0, data, Faults.INSTANT, 1));
        await(vertx.deployVerticle(remote));
        Settings settings = Settings.of(Map.of(
                "mysql.url",
                TestServers.mariaDb().url(),
                "kafka.bootstrap",
                TestServers.kafka().bootstrap(),
                "gateway.url",
                "http://127.0.0.1:" + remote.port() + "/stripe",
                "payment.gateway.provider",
                "stripe",
                "payment.gateway.secret.key",
                "sk_test_" + "simulated1",
                "payment.gateway.webhook.secret",
                SECRET,
                "payment.gateway.timeout.millis",
                "1000",
                "payment.gateway.breaker.failures",
                "100"));
        kit = new Kit(new Bus(vertx), DomainClock.real(), settings, new SimpleMeterRegistry(), new Health(vertx));
        await(KafkaTopics.ensure(vertx, KafkaConfig.of(settings)).done());
        deployment = await(vertx.deployVerticle(new PaymentVerticle(kit)));
        door = await(vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .compose(body -> ask(
                                PaymentAddresses.GATEWAY_NEWS,
                                new GatewayNews("stripe", request.getHeader("Stripe-Signature"), body.toString())))
                        .onSuccess(heard -> {
                            HEARD.add(heard);
                            request.response()
                                    .setStatusCode(heard instanceof Reply.Done ? 200 : 422)
                                    .end();
                        }))
                .listen(0, GatewayConfig.LOOPBACK));
    }

    @AfterAll
    static void stop() {
        await(vertx.undeploy(deployment));
        await(vertx.close());
    }

    @BeforeEach
    void heal() {
        behave(new JsonObject());
        HEARD.clear();
    }

    @Test
    @Tag("C1")
    void a_ride_is_charged_to_a_card_that_was_registered_and_given_back() {
        register();
        charge();
        captured();
        assertThat(ledger("/v1/ledger")).hasSize(1);
        RefundView refund = done(ask(PaymentAddresses.REFUND, new RefundFare(claim.ride(), Money.usd(250), "cold")));
        assertThat(refund.status()).isEqualTo(RefundView.Status.MADE);
        assertThat(ledger("/v1/ledger/refunds")).hasSize(1);
    }

    @Test
    @Tag("B3")
    void a_webhook_settles_what_nobody_knew_of_and_comes_twice_and_out_of_order_for_nothing() {
        register();
        behave(new JsonObject().put("dropAfterChargeRate", 1).put("busyLookUpRate", 1));
        double before = unanswered();
        charge();
        // After these two it waits for 30 s: what happens sooner is the webhook's.
        Eventually.holds(() -> "looked up in vain", () -> unanswered() - before >= 2);
        behave(new JsonObject());

        assertThat(webhooks(SECRET)).isNotEmpty().allMatch(status -> status == 200);
        captured();
        assertThat(HEARD).contains(new Reply.Done<>(new GatewayHeard(true), false));
        HEARD.clear();
        webhooks(SECRET);
        assertThat(HEARD).allMatch(new Reply.Done<>(new GatewayHeard(false), false)::equals);
        assertThat(ledger("/v1/ledger")).hasSize(1);
    }

    @Test
    @Tag("B7")
    void what_is_not_signed_by_stripe_is_turned_away() {
        register();
        charge();
        captured();
        assertThat(webhooks("whsec_" + "somebodyelse")).isNotEmpty().allMatch(status -> status == 422);
        assertThat(HEARD)
                .allSatisfy(heard -> assertThat(heard)
                        .isInstanceOfSatisfying(
                                Reply.Refused.class,
                                refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID)));
        assertThat(await(ask(PaymentAddresses.GATEWAY_NEWS, new GatewayNews("toss", null, "{}"))))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.NOT_FOUND));
    }

    /** As an app does that is not answered in time: again, with the same id. */
    private void register() {
        GatewayToken token = new GatewayToken("cus_" + rider.value().toString().replace("-", "") + ":pm_visa_4242");
        Request<RegisterMethod> request = request(new RegisterMethod(rider, method, MethodKind.CARD, token));
        Eventually.holds(
                () -> "not registered",
                () -> await(kit.bus().ask(PaymentAddresses.REGISTER_METHOD, request)) instanceof Reply.Done);
    }

    private void charge() {
        var unused = done(ask(
                PaymentAddresses.CHARGE,
                new ChargeRide(claim.ride(), rider, claim.purpose(), claim.amount(), method, claim.driver())));
    }

    private void captured() {
        Eventually.holds(() -> "not captured", () -> status() == PaymentView.Status.CAPTURED);
    }

    private PaymentView.Status status() {
        return done(ask(PaymentAddresses.GET, new PaymentQuery(claim.ride(), null)))
                .status();
    }

    /** Look-ups that told nothing. */
    private static double unanswered() {
        Counter counter = kit.meters()
                .find("tanda_payment_gateway_answers")
                .tag("operation", "look-up")
                .tag("answer", "NoAnswer")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Of all charges so far, each twice, the last one first. @return how they were answered */
    private List<Integer> webhooks(String secret) {
        JsonArray statuses = await(http.post(remote.port(), GatewayConfig.LOOPBACK, "/v1/webhooks")
                        .sendJsonObject(new JsonObject()
                                .put("shape", "stripe")
                                .put("url", "http://127.0.0.1:" + door.actualPort() + "/")
                                .put("secret", secret)
                                .put("times", 2)
                                .put("reversed", true)))
                .bodyAsJsonObject()
                .getJsonArray("statuses");
        return statuses.stream().map(Integer.class::cast).toList();
    }

    private static void behave(JsonObject faults) {
        await(http.put(remote.port(), GatewayConfig.LOOPBACK, "/v1/faults")
                .sendJsonObject(faults.put("delayMillis", new JsonArray().add(0).add(0))));
    }

    /** This ride's, or this rider's. */
    private List<JsonObject> ledger(String path) {
        return await(http.get(remote.port(), GatewayConfig.LOOPBACK, path).send())
                .bodyAsJsonObject()
                .getJsonArray("items")
                .stream()
                .map(JsonObject.class::cast)
                .filter(item -> path.endsWith("refunds")
                        || item.getString("ride").equals(claim.ride().toString()))
                .toList();
    }

    private static <C, R> Future<Reply<R>> ask(Address<C, R> address, C body) {
        return kit.bus().ask(address, request(body));
    }

    private static <C> Request<C> request(C body) {
        return new Request<>(CommandId.next(), Actor.SYSTEM, Instant.now(), null, null, body);
    }

    private static <R> R done(Future<Reply<R>> asked) {
        return switch (await(asked)) {
            case Reply.Done<R> done -> done.value();
            case Reply.Refused<R> refused -> throw new AssertionError(refused);
        };
    }
}
