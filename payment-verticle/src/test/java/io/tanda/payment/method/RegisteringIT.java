package io.tanda.payment.method;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.WalletId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.ListMethods;
import io.tanda.contract.payment.MethodCommand;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodList;
import io.tanda.contract.payment.MethodView;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.RegisterMethod;
import io.tanda.gateway.Faults;
import io.tanda.gateway.GatewayConfig;
import io.tanda.gateway.SimulatedGateway;
import io.tanda.payment.Await;
import io.tanda.payment.PaymentConfig;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.HttpGateway;
import io.tanda.payment.gateway.HttpVerifications;
import io.tanda.payment.ledger.Books;
import io.tanda.payment.ledger.domain.Account;
import io.tanda.payment.ledger.domain.Posting;
import io.tanda.payment.method.application.Change;
import io.tanda.payment.method.application.HandleMethod;
import io.tanda.payment.method.application.RegisterMethods;
import io.tanda.payment.method.application.Verifier;
import io.tanda.payment.method.inbound.MethodRequests;
import io.tanda.payment.method.outbound.MySqlTokens;
import io.tanda.payment.method.outbound.MySqlWallets;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Payment methods on the real database, with a gateway over HTTP that holds what it is asked to, and lets go of it. */
@SuppressWarnings("NullAway.Init")
class RegisteringIT {
    private static final String VISA = "tok_visa_4242";
    private static final Duration SOON = Duration.ofSeconds(10);

    private static Vertx vertx;
    private static WebClient http;
    private static Store store;
    private static Store otherStore;

    private final RiderId rider = RiderId.next();

    private SimulatedGateway remote;
    private String deployed;
    private Desk here;
    private Desk there;

    /** What a process of payment holds of methods. */
    private record Desk(
            GatewayClient client,
            Verifier verifier,
            RegisterMethods register,
            HandleMethod handle,
            MySqlWallets wallets) {
        static Desk on(Store store, int port) {
            Settings settings = Settings.of(Map.of(
                    "gateway.url",
                    "http://127.0.0.1:" + port,
                    "payment.gateway.breaker.failures",
                    "3",
                    "payment.gateway.timeout.millis",
                    "1000",
                    "payment.gateway.breaker.reset.millis",
                    "1100"));
            PaymentConfig config = PaymentConfig.of(settings);
            settings.check();
            GatewayClient client = new GatewayClient(vertx, config, new SimpleMeterRegistry());
            DomainClock clock = DomainClock.real();
            MySqlWallets wallets = new MySqlWallets(store, clock);
            Commits<Change> commits = store.commits(wallets::write, Set.of());
            HttpVerifications gateway = new HttpVerifications(client);
            Verifier verifier = new Verifier(wallets, commits, gateway, clock);
            return new Desk(
                    client,
                    verifier,
                    new RegisterMethods(
                            RealTime.of(vertx), wallets, commits, verifier, gateway, config.verification(), clock),
                    new HandleMethod(wallets, commits, clock),
                    wallets);
        }
    }

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        http = WebClient.create(vertx);
        StoreConfig schema = TestStore.freshConfig("payment");
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
    void start() {
        Path data = Path.of("target", "gateway-test", UUID.randomUUID().toString());
        remote = new SimulatedGateway(new GatewayConfig(GatewayConfig.LOOPBACK, 0, data, Faults.INSTANT, 1));
        deployed = await(vertx.deployVerticle(remote));
        here = Desk.on(store, remote.port());
        there = Desk.on(otherStore, remote.port());
    }

    @AfterEach
    void stop() {
        here.client().close();
        there.client().close();
        await(vertx.undeploy(deployed));
    }

    @Test
    @Tag("C1")
    void a_card_is_verified_registered_and_what_was_held_is_let_go_of() {
        MethodView card = registered(here, CommandId.next(), MethodKind.CARD, VISA);
        assertThat(card.brand()).isEqualTo("visa");
        assertThat(card.lastFour()).isEqualTo("4242");
        assertThat(card.expiry()).isEqualTo(YearMonth.of(2031, 12));
        assertThat(card.usual()).isTrue();
        assertThat(list(rider)).extracting(MethodView::id).containsExactly(card.id());
        Await.until("it is let go of", SOON, () -> ledger("voids").size() == 1);
        assertThat(ledger("authorizations").getJsonObject(0).getString("id"))
                .isEqualTo(ledger("voids").getJsonObject(0).getString("authorization"));
        assertThat(ledger("")).isEmpty();
        Await.until("nothing is waited for", SOON, () -> deadlines(card.id()) == 0);
        Books books = Books.of(store, List.of(card.id().value()));
        books.requireBalanced();
        assertThat(books.acts()).containsExactly(Posting.Kind.HOLD, Posting.Kind.RELEASE);
        assertThat(books.balance(Account.VERIFICATION)).isZero();
    }

    @Test
    @Tag("C1")
    void what_the_gateway_declines_is_not_registered() {
        CommandId id = CommandId.next();
        for (Desk desk : List.of(here, there))
            assertThat(patiently(desk, id, MethodKind.CARD, "tok_declined_4002"))
                    .isInstanceOfSatisfying(Reply.Refused.class, no -> {
                        assertThat(no.refusal()).isEqualTo(Refusal.METHOD_NOT_VERIFIED);
                        assertThat(no.detail()).contains("card_declined");
                    });
        assertThat(list(rider)).isEmpty();
        assertThat(ledger("authorizations")).isEmpty();
    }

    @Test
    void whoever_repeats_the_command_gets_the_same_answer_and_nothing_is_held_twice() {
        CommandId id = CommandId.next();
        MethodView card = registered(here, id, MethodKind.CARD, VISA);
        assertThat(await(register(there, id, MethodKind.CARD, VISA))).isEqualTo(Reply.replayed(card));
        assertThat(list(rider)).hasSize(1);
        assertThat(ledger("authorizations")).hasSize(1);
        assertThat(refused(register(there, CommandId.next(), MethodKind.CARD, VISA))
                        .refusal())
                .isEqualTo(Refusal.METHOD_REGISTERED_ALREADY);
    }

    @Test
    void the_same_card_that_is_registered_in_two_processes_at_once_is_there_once_and_held_no_longer() {
        List<CommandId> commands = new ArrayList<>();
        List<Future<Reply<MethodView>>> asked = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            CommandId id = CommandId.next();
            commands.add(id);
            asked.add(register(i % 2 == 0 ? here : there, id, MethodKind.CARD, VISA));
        }
        await(Future.join(asked));
        long registered = commands.stream()
                .map(id -> patiently(here, id, MethodKind.CARD, VISA))
                .filter(Reply.Done.class::isInstance)
                .count();
        assertThat(registered).isEqualTo(1);
        assertThat(list(rider)).hasSize(1);
        Await.until(
                "all is let go of",
                SOON,
                () -> ledger("voids").size() == ledger("authorizations").size());
    }

    @Test
    @Tag("C3")
    void a_gateway_that_fails_is_tried_again_by_the_same_command() {
        faults(new JsonObject().put("delayMillis", new JsonArray("[0,0]")).put("errorRate", 1));
        CommandId id = CommandId.next();
        Reply.Refused<MethodView> later = refused(register(here, id, MethodKind.CARD, VISA));
        assertThat(later.refusal()).isEqualTo(Refusal.GATEWAY_UNAVAILABLE);
        assertThat(later.retryAfterSeconds()).isPositive();
        faults(new JsonObject().put("delayMillis", new JsonArray("[0,0]")));
        registered(there, id, MethodKind.CARD, VISA);
        assertThat(list(rider)).hasSize(1);
        assertThat(ledger("authorizations")).hasSize(1);
    }

    @Test
    @Tag("C3")
    void while_the_breaker_is_open_nothing_is_begun_and_later_it_is() {
        faults(new JsonObject().put("delayMillis", new JsonArray("[0,0]")).put("errorRate", 1));
        for (int i = 0; i < 3; i++)
            assertThat(refused(register(here, CommandId.next(), MethodKind.CARD, VISA))
                            .refusal())
                    .isEqualTo(Refusal.GATEWAY_UNAVAILABLE);
        int begun = verifications();
        Reply.Refused<MethodView> atOnce = refused(register(here, CommandId.next(), MethodKind.CARD, VISA));
        assertThat(atOnce.retryAfterSeconds()).isEqualTo(2);
        assertThat(verifications()).isEqualTo(begun);
        faults(new JsonObject().put("delayMillis", new JsonArray("[0,0]")));
        Await.until(
                "it is registered",
                SOON,
                () -> await(register(here, CommandId.next(), MethodKind.CARD, VISA)) instanceof Reply.Done);
    }

    @Test
    @Tag("C1")
    void what_was_held_without_an_answer_is_let_go_of_by_its_deadline_and_never_registered() {
        faults(new JsonObject().put("delayMillis", new JsonArray("[0,0]")).put("dropAfterChargeRate", 1));
        CommandId id = CommandId.next();
        refused(register(here, id, MethodKind.CARD, VISA));
        assertThat(ledger("authorizations")).hasSize(1);
        faults(new JsonObject().put("delayMillis", new JsonArray("[0,0]")));
        MethodId method = asked(rider);
        await(there.verifier().due(method));
        Await.until("it is let go of", SOON, () -> ledger("voids").size() == 1);
        assertThat(list(rider)).isEmpty();
        assertThat(refused(register(here, id, MethodKind.CARD, VISA)).refusal()).isEqualTo(Refusal.METHOD_NOT_VERIFIED);
        assertThat(list(rider)).isEmpty();
    }

    @Test
    void cash_is_registered_without_the_gateway() {
        faults(new JsonObject().put("delayMillis", new JsonArray("[0,0]")).put("errorRate", 1));
        MethodView cash = registered(here, CommandId.next(), MethodKind.CASH, null);
        assertThat(cash.kind()).isEqualTo(MethodKind.CASH);
        assertThat(cash.lastFour()).isNull();
        assertThat(verifications(rider)).isZero();
        assertThat(list(rider)).containsExactly(cash);
    }

    @Test
    @Tag("C2")
    void a_method_is_made_the_default_and_removed_by_its_rider_alone() {
        MethodView card = registered(here, CommandId.next(), MethodKind.CARD, VISA);
        MethodView bank = registered(here, CommandId.next(), MethodKind.BANK_ACCOUNT, "tok_bank_0199");
        assertThat(bank.expiry()).isNull();
        RiderId other = RiderId.next();
        assertThat(refusal(command(there, new MethodCommand.Remove(other, card.id()))))
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(done(command(there, new MethodCommand.MakeDefault(rider, bank.id())))
                        .items())
                .extracting(MethodView::usual)
                .containsExactly(false, true);
        assertThat(done(command(here, new MethodCommand.Remove(rider, bank.id())))
                        .items())
                .extracting(MethodView::id)
                .containsExactly(card.id());
        assertThat(list(rider)).extracting(MethodView::usual).containsExactly(true);
        assertThat(list(other)).isEmpty();
    }

    @Test
    @Tag("C2")
    void a_ride_is_charged_to_the_default_of_its_rider() {
        HttpGateway charging = new HttpGateway(here.client(), new MySqlTokens(store));
        assertThat(charged(charging)).isNull();
        registered(here, CommandId.next(), MethodKind.CASH, null);
        assertThat(charged(charging)).isNull();
        MethodView card = registered(here, CommandId.next(), MethodKind.CARD, VISA);
        done(command(here, new MethodCommand.MakeDefault(rider, card.id())));
        assertThat(charged(charging)).isEqualTo(VISA);
        MethodView bank = registered(here, CommandId.next(), MethodKind.BANK_ACCOUNT, "tok_bank_0199");
        assertThat(charged(charging)).isEqualTo(VISA);
        done(command(there, new MethodCommand.MakeDefault(rider, bank.id())));
        assertThat(charged(charging)).isEqualTo("tok_bank_0199");
    }

    @Test
    @Tag("C0")
    void a_ride_is_charged_to_the_method_that_it_was_booked_with_also_where_it_was_removed_since() {
        HttpGateway charging = new HttpGateway(here.client(), new MySqlTokens(store));
        registered(here, CommandId.next(), MethodKind.CARD, VISA);
        MethodView bank = registered(here, CommandId.next(), MethodKind.BANK_ACCOUNT, "tok_bank_0199");
        assertThat(charged(charging, bank.id())).isEqualTo("tok_bank_0199");
        done(command(here, new MethodCommand.Remove(rider, bank.id())));
        assertThat(charged(charging, bank.id())).isEqualTo("tok_bank_0199");
        assertThat(charged(charging)).isEqualTo(VISA);

        int charges = ledger("").size();
        Claim unknown = new Claim(RideId.next(), rider, Purpose.FARE, Money.usd(1_250), MethodId.next());
        assertThat(await(charging.charge("pay:" + unknown.ride(), unknown, late -> {})))
                .isInstanceOf(GatewayAnswer.NotCalled.class);
        assertThat(ledger("")).as("nothing else is charged in its place").hasSize(charges);
    }

    private @Nullable String charged(HttpGateway charging) {
        return charged(charging, null);
    }

    /** @return to what, as the gateway's own ledger says; null: what it has of the rider */
    private @Nullable String charged(HttpGateway charging, @Nullable MethodId named) {
        Claim claim = new Claim(RideId.next(), rider, Purpose.FARE, Money.usd(1_250), named);
        Await.until(
                "it is captured",
                SOON,
                () -> await(charging.charge("pay:" + claim.ride(), claim, late -> {}))
                        instanceof GatewayAnswer.Captured);
        JsonArray items = ledger("");
        return items.getJsonObject(items.size() - 1).getString("token");
    }

    @Test
    @Tag("C1")
    void no_token_is_in_the_journal_and_none_is_kept_of_what_was_verified() {
        MethodView card = registered(here, CommandId.next(), MethodKind.CARD, VISA);
        done(command(here, new MethodCommand.Remove(rider, card.id())));
        List<String> bodies = new ArrayList<>();
        for (Row row : await(store.query(
                "SELECT type, body FROM event WHERE aggregate_id = ? ORDER BY version", WalletId.of(rider))))
            bodies.add(row.getString("type") + row.getString("body"));
        assertThat(bodies).hasSize(4).allSatisfy(body -> assertThat(body).doesNotContain("tok_"));
        assertThat(bodies.get(0)).startsWith("payment.method-registered.v1");
        assertThat(bodies.get(2)).startsWith("payment.method-removed.v1");
        for (Row row : await(store.query("SELECT token FROM verification WHERE rider_id = ?", rider)))
            assertThat(row.getString("token")).isNull();
        for (Row row : await(store.query("SELECT reply FROM command")))
            assertThat(row.getString("reply")).doesNotContain("tok_");
    }

    /** As riders do: the same command again while the gateway has not answered. */
    private Reply<MethodView> patiently(Desk desk, CommandId id, MethodKind kind, @Nullable String token) {
        AtomicReference<Reply<MethodView>> last = new AtomicReference<>();
        Await.until("the gateway answers", SOON, () -> {
            Reply<MethodView> reply = await(register(desk, id, kind, token));
            last.set(reply);
            return !(reply instanceof Reply.Refused<MethodView> refused
                    && refused.refusal() == Refusal.GATEWAY_UNAVAILABLE);
        });
        return Objects.requireNonNull(last.get());
    }

    private MethodView registered(Desk desk, CommandId id, MethodKind kind, @Nullable String token) {
        return switch (patiently(desk, id, kind, token)) {
            case Reply.Done<MethodView> done -> done.value();
            case Reply.Refused<MethodView> refused -> throw new AssertionError(refused);
        };
    }

    private Future<Reply<MethodView>> register(Desk desk, CommandId id, MethodKind kind, @Nullable String token) {
        return desk.register()
                .handle(request(
                        id,
                        new RegisterMethod(
                                rider, MethodId.next(), kind, token == null ? null : new GatewayToken(token))));
    }

    private Future<Reply<MethodList>> command(Desk desk, MethodCommand command) {
        return desk.handle().handle(request(CommandId.next(), command));
    }

    private List<MethodView> list(RiderId whose) {
        return done(new MethodRequests(there.wallets()).of(request(CommandId.next(), new ListMethods(whose))))
                .items();
    }

    private <C> Request<C> request(CommandId id, C body) {
        return new Request<>(id, new Actor(Role.RIDER, rider.value()), Instant.now(), "the same", null, body);
    }

    private JsonArray ledger(String of) {
        String path = of.isEmpty() ? "/v1/ledger" : "/v1/ledger/" + of;
        return await(http.get(remote.port(), GatewayConfig.LOOPBACK, path).send())
                .bodyAsJsonObject()
                .getJsonArray("items");
    }

    private void faults(JsonObject faults) {
        await(http.put(remote.port(), GatewayConfig.LOOPBACK, "/v1/faults").sendJsonObject(faults));
    }

    private static MethodId asked(RiderId whose) {
        for (Row row : await(store.query("SELECT method_id FROM verification WHERE rider_id = ?", whose)))
            return new MethodId(Rows.uuid(row, "method_id"));
        throw new AssertionError("nothing is asked");
    }

    private static int verifications() {
        return await(store.query("SELECT * FROM verification")).size();
    }

    private static int verifications(RiderId whose) {
        return await(store.query("SELECT * FROM verification WHERE rider_id = ?", whose))
                .size();
    }

    private static int deadlines(MethodId method) {
        return await(store.query("SELECT * FROM deadline WHERE aggregate_id = ?", method))
                .size();
    }

    private static <R> R done(Future<Reply<R>> asked) {
        return switch (await(asked)) {
            case Reply.Done<R> done -> done.value();
            case Reply.Refused<R> refused -> throw new AssertionError(refused);
        };
    }

    private static <R> Reply.Refused<R> refused(Future<Reply<R>> asked) {
        return switch (await(asked)) {
            case Reply.Done<R> done -> throw new AssertionError(done);
            case Reply.Refused<R> refused -> refused;
        };
    }

    private static <R> Refusal refusal(Future<Reply<R>> asked) {
        return refused(asked).refusal();
    }
}
