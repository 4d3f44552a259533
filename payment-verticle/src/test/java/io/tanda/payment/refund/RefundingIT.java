package io.tanda.payment.refund;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Id;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.ChargeService;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.RefundFare;
import io.tanda.contract.payment.RefundList;
import io.tanda.contract.payment.RefundView;
import io.tanda.contract.payment.RefundView.Status;
import io.tanda.payment.PaymentConfig;
import io.tanda.payment.charge.application.Cashier;
import io.tanda.payment.charge.application.Tokens;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.charge.outbound.MySqlCharges;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.HttpGateway;
import io.tanda.payment.gateway.HttpRefunds;
import io.tanda.payment.gateway.TestGateway;
import io.tanda.payment.ledger.Books;
import io.tanda.payment.ledger.domain.Account;
import io.tanda.payment.ledger.domain.Posting.Kind;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.payment.ledger.outbound.MySqlLedger;
import io.tanda.payment.refund.application.Change;
import io.tanda.payment.refund.application.HandleRefund;
import io.tanda.payment.refund.application.Refunder;
import io.tanda.payment.refund.domain.Refund;
import io.tanda.payment.refund.inbound.RefundRequests;
import io.tanda.payment.refund.outbound.MySqlRefunds;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Giving back, on the real database and a gateway over HTTP: two processes, one fare, never more than was taken. */
@SuppressWarnings("NullAway.Init")
class RefundingIT {
    private static final Actor FINANCE = new Actor(Role.OPERATOR, new UUID(0, 7));

    private static Vertx vertx;
    private static StoreConfig schema;
    private static Store store;
    private static Store otherStore;

    /** 12.50 */
    private final Claim claim = Given.newClaim();

    private TestGateway remote;
    private Till here;
    private Till there;

    /** What a process of payment holds of refunds. */
    private record Till(
            GatewayClient gateway, Cashier cashier, MySqlRefunds refunds, Refunder refunder, HandleRefund handle) {
        static Till on(Store store, TestGateway remote, DomainClock clock) {
            Settings settings =
                    Settings.of(Map.of("gateway.url", remote.url(), "payment.gateway.breaker.failures", "100"));
            RealTime time = RealTime.of(vertx);
            PaymentConfig config = PaymentConfig.of(settings);
            GatewayClient gateway = new GatewayClient(vertx, config, new SimpleMeterRegistry());
            MySqlCharges charges = new MySqlCharges(store, clock);
            Cashier cashier = new Cashier(
                    time,
                    charges,
                    store.commits(charges::write, EntryRows.RACED),
                    new HttpGateway(gateway, Tokens.NONE),
                    config.keys(),
                    clock);
            MySqlRefunds refunds = new MySqlRefunds(store, clock);
            Commits<Change> commits = store.commits(refunds::write, EntryRows.RACED);
            Refunder refunder = new Refunder(refunds, commits, new HttpRefunds(gateway), config.keys(), clock);
            return new Till(
                    gateway,
                    cashier,
                    refunds,
                    refunder,
                    new HandleRefund(
                            time, charges, refunds, new MySqlLedger(store), commits, refunder, clock, RefundId::next));
        }
    }

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        schema = TestStore.freshConfig("payment");
        store = TestStore.open(vertx, "payment", schema);
        otherStore = TestStore.open(vertx, "payment", schema);
    }

    @AfterAll
    static void close() {
        await(store.close());
        await(otherStore.close());
        await(vertx.close());
    }

    @BeforeEach
    void a_fare_was_captured() {
        remote = TestGateway.start(vertx);
        here = Till.on(store, remote, DomainClock.real());
        there = Till.on(otherStore, remote, DomainClock.real());
        await(here.cashier().charge(claim, null));
        assertThat(remote.ledger()).hasSize(1);
    }

    @AfterEach
    void shut() {
        here.gateway().close();
        there.gateway().close();
        remote.stop();
    }

    @Test
    void an_answer_about_something_else_gives_nothing_back_and_is_only_asked_about() {
        remote.instead = new JsonObject().put("charge", "another");
        RefundView view = done(ask(here, CommandId.next(), null));
        assertThat(view.status()).isEqualTo(Status.ASKED);
        assertThat(view.code()).isEqualTo("other_answer");
        await(there.refunder().due(view.id()));
        assertThat(remote.refunds).as("never called again").hasSize(1);
        assertThat(await(there.refunds().load(view.id())).view().code()).isEqualTo("other_answer");

        remote.instead = null;
        await(here.refunder().due(view.id()));
        assertThat(await(here.refunds().load(view.id()))).isInstanceOf(Refund.Made.class);
        assertThat(remote.refunds).hasSize(1);
    }

    @Test
    void a_service_is_given_back_by_its_own_id_and_of_whose_it_was() {
        ChargeService sold =
                new ChargeService(Id.next(), claim.ride(), claim.rider(), Money.usd(150), null, DriverId.next());
        await(here.cashier().charge(Claim.of(sold), null));
        RefundFare whole = new RefundFare(new RideId(sold.service()), null, "it was not given", Purpose.SERVICE);
        CommandId id = CommandId.next();
        RefundView refund = done(here.handle().handle(new Request<>(id, FINANCE, Instant.now(), null, null, whole)));
        assertThat(refund.status()).isEqualTo(Status.MADE);
        assertThat(refund.ride()).isEqualTo(claim.ride());
        assertThat(remote.refunded())
                .singleElement()
                .satisfies(given -> assertThat(given.minorUnits()).isEqualTo(150));
        Books books = Books.of(store, List.of(sold.service(), refund.id().value()));
        books.requireBalanced();
        for (Account account : Account.values())
            assertThat(books.balance(account)).as(account.name()).isZero();
        refused(
                there.handle().handle(new Request<>(CommandId.next(), FINANCE, Instant.now(), null, null, whole)),
                Refusal.STEP_NOT_ALLOWED);
    }

    @Test
    void a_fare_is_given_back_once_whoever_repeats_the_command() {
        CommandId id = CommandId.next();
        RefundView refund = done(ask(here, id, null));
        assertThat(refund.status()).isEqualTo(Status.MADE);
        assertThat(refund.amount()).isEqualTo(claim.amount());
        assertThat(await(ask(there, id, null))).isEqualTo(Reply.replayed(refund));
        assertThat(remote.refunded()).singleElement().satisfies(given -> {
            assertThat(given.charge()).isEqualTo(remote.ledger().getFirst().reference());
            assertThat(given.minorUnits()).isEqualTo(1_250);
        });
        refused(ask(here, CommandId.next(), null), Refusal.STEP_NOT_ALLOWED);
    }

    @Test
    void refunds_that_race_in_two_processes_give_back_no_more_than_was_taken() {
        List<Future<Reply<RefundView>>> asked = new ArrayList<>();
        for (int i = 0; i < 12; i++) asked.add(ask(i % 2 == 0 ? here : there, CommandId.next(), 400L));
        await(Future.join(asked).transform(all -> Future.succeededFuture()));

        assertThat(remote.refunded().stream()
                        .mapToLong(TestGateway.Refund::minorUnits)
                        .sum())
                .isEqualTo(1_200);
        assertThat(list(null))
                .extracting(RefundView::status)
                .containsOnly(Status.MADE)
                .hasSize(3);
        List<UUID> aggregates = new ArrayList<>(List.of(claim.charge().value()));
        list(null).forEach(refund -> aggregates.add(refund.id().value()));
        Books books = Books.of(store, aggregates);
        books.requireBalanced();
        assertThat(books.acts()).containsExactly(Kind.FARE, Kind.CAPTURE, Kind.REFUND, Kind.REFUND, Kind.REFUND);
        assertThat(books.balance(Account.GATEWAY_CLEARING)).isEqualTo(50);
        assertThat(books.balance(Account.COMMISSION)).isEqualTo(-10);
        assertThat(books.balance(Account.DRIVER_EARNINGS)).isEqualTo(-40);
        assertThat(books.balance(Account.RIDER)).isZero();
    }

    @Test
    void what_was_given_back_without_an_answer_is_found_by_its_key() {
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        RefundView refund = done(ask(here, CommandId.next(), 500L));
        assertThat(refund.status()).isEqualTo(Status.ASKED);
        remote.mode = TestGateway.CAPTURE;
        await(there.refunder().due(refund.id()));
        assertThat(list(null)).extracting(RefundView::status).containsExactly(Status.MADE);
        assertThat(remote.refunded()).hasSize(1);
        assertThat(remote.refunds).hasSizeGreaterThan(1).containsOnly("refund:" + refund.id());
    }

    @Test
    void a_gateway_that_is_down_gives_back_when_it_is_there_again() {
        remote.mode = new TestGateway.Mode.Fail(503);
        RefundView refund = done(ask(here, CommandId.next(), 500L));
        assertThat(refund.status()).isEqualTo(Status.ASKED);
        await(here.refunder().due(refund.id()));
        assertThat(list(null)).extracting(RefundView::status).containsExactly(Status.ASKED);
        remote.mode = TestGateway.CAPTURE;
        await(here.refunder().due(refund.id()));
        assertThat(list(null)).extracting(RefundView::status).containsExactly(Status.MADE);
        assertThat(remote.refunded()).hasSize(1);
    }

    @Test
    void what_the_gateway_refuses_can_be_asked_for_anew() {
        remote.mode = new TestGateway.Mode.Decline("card_closed");
        RefundView no = done(ask(here, CommandId.next(), null));
        assertThat(no.status()).isEqualTo(Status.REFUSED);
        assertThat(no.code()).isEqualTo("card_closed");
        remote.mode = TestGateway.CAPTURE;
        assertThat(done(ask(here, CommandId.next(), null)).status()).isEqualTo(Status.MADE);
        assertThat(list(null)).extracting(RefundView::status).containsExactly(Status.REFUSED, Status.MADE);
    }

    @Test
    void a_key_of_long_ago_is_asked_about_and_never_called_with() {
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        RefundView refund = done(ask(here, CommandId.next(), null));
        remote.mode = TestGateway.CAPTURE;
        remote.forgetRefunds();
        int calls = remote.refunds.size();
        Till tomorrow = Till.on(store, remote, later(Duration.ofHours(25)));

        await(tomorrow.refunder().due(refund.id()));
        assertThat(remote.refunds).hasSize(calls);
        assertThat(remote.refunded()).isEmpty();
        assertThat(list(null)).extracting(RefundView::status).containsExactly(Status.ASKED);
        refused(ask(tomorrow, CommandId.next(), null), Refusal.STEP_NOT_ALLOWED);
        tomorrow.gateway().close();
    }

    @Test
    void refunds_are_seen_by_their_rider_and_by_operators() {
        done(ask(here, CommandId.next(), 100L));
        assertThat(list(claim.rider())).hasSize(1);
        assertThat(list(RiderId.next())).isEmpty();
        Reply<RefundList> nobody = await(new RefundRequests(here.refunds())
                .of(request(
                        CommandId.next(),
                        new Actor(Role.DRIVER, new UUID(0, 8)),
                        new PaymentQuery(claim.ride(), null))));
        assertThat(nobody).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void a_ride_that_has_no_payment_is_not_found() {
        refused(
                here.handle()
                        .handle(request(
                                CommandId.next(), FINANCE, new RefundFare(RideId.next(), null, "no such ride"))),
                Refusal.NOT_FOUND);
    }

    private Future<Reply<RefundView>> ask(Till till, CommandId id, @Nullable Long cents) {
        return till.handle()
                .handle(request(
                        id,
                        FINANCE,
                        new RefundFare(claim.ride(), cents == null ? null : Money.usd(cents), "the taxi was cold")));
    }

    private List<RefundView> list(@Nullable RiderId rider) {
        return switch (await(new RefundRequests(here.refunds())
                .of(request(CommandId.next(), FINANCE, new PaymentQuery(claim.ride(), rider))))) {
            case Reply.Done<RefundList> done -> done.value().items();
            case Reply.Refused<RefundList> refused -> throw new AssertionError(refused);
        };
    }

    private static <C> Request<C> request(CommandId id, Actor actor, C body) {
        return new Request<>(id, actor, Instant.now(), body.toString(), null, body);
    }

    private static DomainClock later(Duration ahead) {
        Instant now = Instant.now();
        return DomainClock.anchored(Instant::now, now, now.plus(ahead), 1);
    }

    private static RefundView done(Future<Reply<RefundView>> asked) {
        return switch (await(asked)) {
            case Reply.Done<RefundView> done -> done.value();
            case Reply.Refused<RefundView> refused -> throw new AssertionError(refused);
        };
    }

    private static void refused(Future<Reply<RefundView>> asked, Refusal refusal) {
        assertThat(await(asked))
                .isInstanceOfSatisfying(
                        Reply.Refused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
    }
}
