package io.tanda.payment;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Contexts;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.ChargeRide;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.payment.charge.Till;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.ChargeDecider;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Decision;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.charge.outbound.MySqlCharges;
import io.tanda.payment.gateway.TestGateway;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole verticle: drop-offs by Kafka, the fast path over the bus, deadlines by the sweeper; real servers, a faulty gateway. */
@SuppressWarnings("NullAway.Init")
public final class PaymentVerticleIT {
    private static Vertx vertx;
    private static TestGateway remote;
    private static Kit kit;
    /** Stands for dispatch: its journal and its outbox. */
    private static Store dispatch;

    private static OutboxRelay dispatchRelay;
    private static String deployment;

    private final Claim claim = Given.newClaim();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        remote = TestGateway.start(vertx);
        Settings settings = Settings.of(Map.of(
                "mysql.url", TestServers.mariaDb().url(),
                "kafka.bootstrap", TestServers.kafka().bootstrap(),
                "gateway.url", remote.url(),
                "payment.gateway.breaker.reset.millis", "700"));
        kit = new Kit(new Bus(vertx), DomainClock.real(), settings, new SimpleMeterRegistry(), new Health(vertx));
        await(KafkaTopics.ensure(vertx, KafkaConfig.of(settings)).done());
        dispatch = TestStore.open(vertx, "dispatch");
        dispatchRelay = new OutboxRelay(vertx, kit, KafkaConfig.of(settings), dispatch, DispatchEvent.TOPIC);
        await(dispatchRelay.start());
        await(JournalService.serve(kit.bus(), dispatch));
        deployment = await(vertx.deployVerticle(new PaymentVerticle(kit)));
    }

    @AfterAll
    static void stop() {
        await(vertx.undeploy(deployment));
        await(dispatchRelay.stop());
        await(dispatch.close());
        remote.stop();
        await(vertx.close());
    }

    @BeforeEach
    void healGateway() {
        remote.mode = TestGateway.CAPTURE;
    }

    @Test
    void a_ride_that_was_dropped_off_is_charged() {
        await(droppedOff(claim));
        eventually(claim, PaymentView.Status.CAPTURED);
        assertThat(captures(claim)).hasSize(1);
        assertThat(types(claim)).containsExactly("payment.charge-attempted.v1", "payment.charge-captured.v1");
    }

    @Test
    void the_fast_path_answers_with_the_capture_and_the_event_adds_nothing() {
        assertThat(charge(claim).status()).isEqualTo(PaymentView.Status.CAPTURED);
        await(droppedOff(claim));
        Claim later = Given.newClaim();
        await(droppedOff(later));
        eventually(later, PaymentView.Status.CAPTURED);
        assertThat(types(claim)).containsExactly("payment.charge-attempted.v1", "payment.charge-captured.v1");
        assertThat(captures(claim)).hasSize(1);
    }

    @Test
    void both_at_once_charge_each_ride_once() {
        List<Claim> rides = new ArrayList<>();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Claim ride = Given.newClaim();
            rides.add(ride);
            all.add(droppedOff(ride).compose(committed -> ask(ride)));
        }
        await(Future.all(all));
        for (Claim ride : rides) {
            eventually(ride, PaymentView.Status.CAPTURED);
            assertThat(captures(ride)).hasSize(1);
            assertThat(types(ride)).hasSize(2);
        }
    }

    @Test
    @Tag("B2")
    void a_gateway_that_was_down_charges_each_ride_once_when_it_is_back() {
        remote.mode = new TestGateway.Mode.Fail(503);
        List<Claim> rides = new ArrayList<>();
        List<Future<?>> committed = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Claim ride = Given.newClaim();
            rides.add(ride);
            committed.add(droppedOff(ride));
        }
        await(Future.all(committed));
        Claim last = rides.getLast();
        Eventually.holds(() -> "no attempt", () -> !types(last).isEmpty());
        PaymentView meanwhile = charge(claim);
        assertThat(meanwhile.status()).isIn(PaymentView.Status.PENDING, PaymentView.Status.UNKNOWN);

        remote.mode = TestGateway.CAPTURE;
        rides.add(claim);
        for (Claim ride : rides) {
            eventually(ride, PaymentView.Status.CAPTURED);
            assertThat(captures(ride)).hasSize(1);
        }
    }

    @Test
    void an_attempt_whose_process_died_is_driven_on_by_its_deadline() {
        Store store = TestStore.open(vertx, "payment", StoreConfig.of(kit.settings(), Contexts.PAYMENT));
        Charge none = new Charge.None();
        Decision decision = ChargeDecider.decide(none, Given.demanded(claim), Instant.now());
        MySqlCharges charges = new MySqlCharges(store, kit.clock());
        await(store.<Change>commits(charges::write, Set.of())
                .commit(Change.of(none, (Decision.Accepted) decision, null)));
        await(store.close());
        assertThat(captures(claim)).isEmpty();
        eventually(claim, PaymentView.Status.CAPTURED);
        assertThat(captures(claim))
                .extracting(TestGateway.Capture::key)
                .containsExactly("pay:" + claim.ride() + ":fare:1");
    }

    @Test
    void a_payment_is_its_riders_and_the_operators_alone() {
        charge(claim);
        assertThat(reply(get(Role.RIDER, claim.rider()))).isInstanceOf(Reply.Done.class);
        assertThat(reply(get(Role.OPERATOR, null))).isInstanceOf(Reply.Done.class);
        assertNotFound(get(Role.RIDER, RiderId.next()));
        assertNotFound(get(Role.DRIVER, null));
    }

    @Test
    void another_amount_for_the_same_ride_is_refused() {
        charge(claim);
        Claim more = new Claim(
                claim.ride(), claim.rider(), claim.purpose(), claim.amount().plus(claim.amount()));
        assertThat(reply(ask(more)))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID));
        assertThat(captures(claim)).extracting(TestGateway.Capture::minorUnits).containsExactly(1_250L);
    }

    private static Future<Void> droppedOff(Claim claim) {
        return dispatch.commit(Unit.of()
                .events(DispatchEvent.TOPIC, 0, List.of(Till.droppedOff(claim)), Actor.SYSTEM, null)
                .build());
    }

    private static Future<Reply<PaymentView>> ask(Claim claim) {
        return kit.bus()
                .ask(
                        PaymentAddresses.CHARGE,
                        request(
                                Actor.SYSTEM,
                                new ChargeRide(
                                        claim.ride(),
                                        claim.rider(),
                                        claim.purpose(),
                                        claim.amount(),
                                        null,
                                        claim.driver())));
    }

    private static PaymentView charge(Claim claim) {
        return switch (await(ask(claim))) {
            case Reply.Done<PaymentView> done -> done.value();
            case Reply.Refused<PaymentView> refused -> throw new AssertionError(refused);
        };
    }

    private Future<Reply<PaymentView>> get(Role role, @Nullable RiderId rider) {
        Actor actor = new Actor(role, CommandId.next().value());
        return kit.bus().ask(PaymentAddresses.GET, request(actor, new PaymentQuery(claim.ride(), rider)));
    }

    private static void assertNotFound(Future<Reply<PaymentView>> asked) {
        assertThat(reply(asked))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.NOT_FOUND));
    }

    private static void eventually(Claim claim, PaymentView.Status status) {
        Eventually.holds(
                () -> claim.ride() + ": " + types(claim),
                () -> reply(kit.bus()
                                        .ask(
                                                PaymentAddresses.GET,
                                                request(Actor.SYSTEM, new PaymentQuery(claim.ride(), null))))
                                instanceof Reply.Done<PaymentView> done
                        && done.value().status() == status);
    }

    private static List<String> types(Claim claim) {
        Reply<Journal.Events> events = reply(kit.bus()
                .ask(
                        PaymentAddresses.JOURNAL,
                        request(
                                Actor.SYSTEM,
                                new Journal.Read(
                                        List.of(new Journal.After(claim.ride().value(), 0))))));
        return switch (events) {
            case Reply.Done<Journal.Events> done ->
                done.value().events().stream().map(Recorded::type).toList();
            case Reply.Refused<Journal.Events> refused -> throw new AssertionError(refused);
        };
    }

    private static List<TestGateway.Capture> captures(Claim claim) {
        return remote.ledger().stream()
                .filter(capture -> capture.key().contains(claim.ride().toString()))
                .toList();
    }

    private static <T> T reply(Future<T> asked) {
        return await(asked);
    }

    private static <C> Request<C> request(Actor actor, C body) {
        return new Request<>(CommandId.next(), actor, Instant.now(), null, null, body);
    }
}
