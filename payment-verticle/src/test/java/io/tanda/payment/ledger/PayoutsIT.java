package io.tanda.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.DriverStatement;
import io.tanda.contract.payment.PayDriver;
import io.tanda.contract.payment.PayoutView;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.StatementQuery;
import io.tanda.payment.Await;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.ledger.application.HandlePayout;
import io.tanda.payment.ledger.domain.BookedCharge;
import io.tanda.payment.ledger.domain.Commission;
import io.tanda.payment.ledger.domain.Posting;
import io.tanda.payment.ledger.domain.RefundSource;
import io.tanda.payment.ledger.inbound.StatementRequests;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.payment.ledger.outbound.MySqlPayouts;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What drivers have earned and are paid, on the real database, by two processes. */
@SuppressWarnings("NullAway.Init")
class PayoutsIT {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant NEXT_MONDAY = MONDAY.plus(Duration.ofDays(7));
    private static final Actor FINANCE = new Actor(Role.OPERATOR, new UUID(0, 7));

    private static Vertx vertx;
    private static Store store;
    private static Store otherStore;

    private final DriverId driver = DriverId.next();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        StoreConfig schema = TestStore.freshConfig("payment");
        store = TestStore.open(vertx, "payment", schema);
        otherStore = TestStore.open(vertx, "payment", schema);
    }

    @AfterAll
    static void close() {
        TestStore.await(store.close());
        TestStore.await(otherStore.close());
        Await.result(vertx.close());
    }

    @Test
    void a_statement_says_what_a_driver_earned_owes_and_was_paid() {
        book(fare(1_000).due(Commission.USUAL, MONDAY.minusSeconds(1)));
        BookedCharge card = fare(1_250);
        book(card.due(Commission.USUAL, MONDAY), card.captured(1, "gw", MONDAY));
        BookedCharge cash = fare(2_000);
        book(cash.due(Commission.USUAL, MONDAY.plusSeconds(60)), cash.tendered(MONDAY.plusSeconds(90)));
        book(card.refunded(
                RefundId.next(), Money.usd(250), new RefundSource.Fare(driver, 50), "re", MONDAY.plusSeconds(95)));
        book(fare(9_999).due(Commission.USUAL, NEXT_MONDAY));

        assertThat(lines(FINANCE))
                .containsExactly(new DriverStatement.Line("USD", 800, 2, 3_250, 650, 200, 2_000, 0, 1_200));
        assertThat(lines(new Actor(Role.DRIVER, driver.value()))).hasSize(1);
        assertThat(Await.result(statement(new Actor(Role.DRIVER, DriverId.next().value()))))
                .isInstanceOfSatisfying(
                        Reply.Refused.class, no -> assertThat(no.refusal()).isEqualTo(Refusal.NOT_FOUND));
    }

    @Test
    void a_payout_is_written_down_once_for_each_reference_and_command() {
        book(fare(1_250).due(Commission.USUAL, MONDAY));
        CommandId id = CommandId.next();
        PayoutView paid = done(pay(store, id, 600, "T-1"));
        assertThat(Await.result(pay(otherStore, id, 600, "T-1"))).isEqualTo(Reply.replayed(paid));
        assertThat(refused(pay(otherStore, CommandId.next(), 300, "T-1")).detail())
                .contains("T-1 already");
        assertThat(refused(pay(store, CommandId.next(), 401, "T-2")).detail()).contains("is owed 400");
        done(pay(store, CommandId.next(), 400, "T-2"));
        assertThat(refused(pay(store, CommandId.next(), 1, "T-3")).detail()).contains("owed nothing");
        assertThat(Await.failure(store.query("DELETE FROM payout WHERE driver_id = ?", driver)))
                .hasMessageContaining("only added");
        assertThat(Await.result(store.query("SELECT reason FROM audit WHERE act = 'pay-driver' AND about = ?", driver))
                        .size())
                .isEqualTo(2);
    }

    @Test
    void payouts_that_race_in_two_processes_pay_no_more_than_is_owed() {
        book(fare(1_250).due(Commission.USUAL, MONDAY));
        List<Future<Reply<PayoutView>>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) asked.add(pay(i % 2 == 0 ? store : otherStore, CommandId.next(), 400, "R-" + i));
        Await.result(Future.join(asked).transform(all -> Future.succeededFuture()));

        assertThat(asked.stream()
                        .filter(reply -> reply.succeeded() && reply.result() instanceof Reply.Done<PayoutView>))
                .hasSize(2);
        assertThat(lines(FINANCE)).singleElement().satisfies(line -> {
            assertThat(line.balance()).as("before the week is over").isBetween(200L, 1_000L);
        });
        assertThat(Await.result(new MySqlPayouts(store).of(driver, "USD")).owed())
                .isEqualTo(200);
    }

    @Test
    void a_driver_who_has_cash_is_owed_nothing() {
        BookedCharge cash = fare(2_000);
        book(cash.due(Commission.USUAL, MONDAY), cash.tendered(MONDAY));
        assertThat(Await.result(new MySqlPayouts(store).of(driver, "USD")).owed())
                .isEqualTo(-400);
        assertThat(refused(pay(store, CommandId.next(), 1, "T-9")).refusal()).isEqualTo(Refusal.STEP_NOT_ALLOWED);
    }

    @Test
    void a_tip_is_the_drivers_without_a_commission_and_a_fee_is_not_his() {
        RideId ride = RideId.next();
        for (BookedCharge one : List.of(
                charged(ride, Purpose.FARE, 1_250),
                charged(ride, Purpose.TIP, 200),
                charged(RideId.next(), Purpose.CANCELLATION_FEE, 500)))
            book(
                    one.due(Commission.USUAL, MONDAY),
                    one.captured(1, "gw-" + one.amount().minorUnits(), MONDAY));
        assertThat(lines(FINANCE)).containsExactly(new DriverStatement.Line("USD", 0, 1, 1_450, 250, 0, 0, 0, 1_200));
    }

    private BookedCharge fare(long cents) {
        return charged(RideId.next(), Purpose.FARE, cents);
    }

    private BookedCharge charged(RideId ride, Purpose purpose, long cents) {
        Claim claim = new Claim(ride, RiderId.next(), purpose, Money.usd(cents), null, driver);
        return new BookedCharge(claim.charge(), claim.ride(), claim.rider(), claim.driver(), claim.amount());
    }

    private static void book(Posting... postings) {
        Unit.Builder unit = Unit.of();
        EntryRows.write(unit, List.of(postings), MONDAY);
        Await.result(store.commit(unit.build()));
    }

    private Future<Reply<PayoutView>> pay(Store by, CommandId id, long cents, String reference) {
        MySqlPayouts payouts = new MySqlPayouts(by);
        HandlePayout handle =
                new HandlePayout(payouts, by.commits(payouts::write, EntryRows.RACED), DomainClock.real());
        PayDriver body = new PayDriver(driver, Money.usd(cents), reference, "week 48");
        return handle.handle(new Request<>(id, FINANCE, MONDAY, "f" + cents + reference, null, body));
    }

    private Future<Reply<DriverStatement>> statement(Actor actor) {
        return new StatementRequests(new MySqlPayouts(store))
                .of(new Request<>(
                        CommandId.next(), actor, MONDAY, null, null, new StatementQuery(driver, MONDAY, NEXT_MONDAY)));
    }

    private List<DriverStatement.Line> lines(Actor actor) {
        return done(statement(actor)).items();
    }

    private static <R> R done(Future<Reply<R>> reply) {
        if (Await.result(reply) instanceof Reply.Done<R> done) return done.value();
        throw new AssertionError(reply.result());
    }

    private static <R> Reply.Refused<R> refused(Future<Reply<R>> reply) {
        if (Await.result(reply) instanceof Reply.Refused<R> refused) return refused;
        throw new AssertionError(reply.result());
    }
}
