package io.tanda.history;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.ChargeId;
import io.tanda.contract.CommandId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.history.MyPage;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodView;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A rider's page, of what the topics have told. Each event takes effect twice, as after its fence was forgotten. */
@SuppressWarnings("NullAway.Init")
@Tag("A11")
final class MyPageIT {
    private static final Instant NOON = Story.NOON;

    private static Vertx vertx;
    private static Store store;

    private final Heard heard = new Heard();
    private final Questions questions =
            new Questions(new RideRecords(store), new MyPages(store, heard), new Receipts(store));
    private final RiderId rider = RiderId.next();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        store = TestStore.open(vertx, "history");
    }

    @AfterAll
    static void close() {
        await(store.close());
        await(vertx.close());
    }

    @Test
    void who_has_done_nothing_yet_has_an_empty_page() {
        MyPage page = page();
        assertThat(page)
                .isEqualTo(new MyPage(
                        List.of(), List.of(), page.past(), List.of(), List.of(), new MyPage.Heard(null, null, null)));
        assertThat(page.past().items()).isEmpty();
        assertThat(page.past().next()).isNull();
    }

    @Test
    void rides_are_upcoming_current_or_past() {
        RideId later = scheduled(NOON.plusSeconds(9_000));
        RideId sooner = scheduled(NOON.plusSeconds(8_000));
        RideId now = requested();
        List<RideId> past = new ArrayList<>();
        for (int i = 0; i <= MyPage.PAST; i++) {
            RideId ride = requested();
            tell(new BookingEvent.RideCompleted(ride, Story.MONEY, NOON.plusSeconds(900)));
            past.addFirst(ride);
        }
        someoneElses();

        MyPage page = page();
        assertThat(page.upcoming()).extracting(RideRecord::id).containsExactly(sooner, later);
        assertThat(page.upcoming().getFirst().pickupAt()).isEqualTo(NOON.plusSeconds(8_000));
        assertThat(page.current()).extracting(RideRecord::id).containsExactly(now);
        assertThat(page.past().items()).extracting(RideRecord::id).isEqualTo(past.subList(0, MyPage.PAST));
        assertThat(page.past().next()).isEqualTo(past.get(MyPage.PAST - 1));
        assertThat(page.heard().booking()).isEqualTo(NOON.plusSeconds(900));
        assertThat(page.heard().dispatch()).isNull();

        tell(new BookingEvent.RideRequested(
                sooner,
                rider,
                Story.PICKUP,
                Story.DROPOFF,
                1,
                PaymentMethod.CARD,
                NOON.plusSeconds(8_000),
                NOON.plusSeconds(8_000),
                NOON.plusSeconds(7_000),
                NOON.plusSeconds(8_000)));
        assertThat(page().upcoming()).extracting(RideRecord::id).containsExactly(later);
        assertThat(page().current()).extracting(RideRecord::id).containsExactly(now, sooner);
    }

    @Test
    void spending_is_what_was_paid_and_given_back_by_currency_and_month() {
        Instant december = Instant.parse("2025-12-31T23:59:59Z");
        Instant january = Instant.parse("2026-01-01T00:00:00Z");
        RideId first = captured(Money.usd(1_000), december);
        captured(Money.usd(500), january);
        tell(new PaymentEvent.ChargeTendered(
                fare(first),
                RideId.next(),
                rider,
                Purpose.FARE,
                new Money(9_000, "KRW"),
                PaymentMethod.CASH,
                null,
                january));
        // Written off is paid by nobody; captured after all it was taken.
        RideId doubted = RideId.next();
        tell(new PaymentEvent.ChargeWrittenOff(
                fare(doubted), doubted, rider, Purpose.FARE, Money.usd(700), "too late", december));
        tell(new PaymentEvent.ChargeOverpaid(
                fare(doubted), doubted, rider, Purpose.FARE, Money.usd(700), null, 1, "ch", january));
        tell(new PaymentEvent.RefundAsked(
                RefundId.next(), fare(first), first, rider, Money.usd(999), "asked", january));
        refunded(first, Money.usd(300), january);
        refunded(first, Money.usd(100), january);
        someoneElses();

        assertThat(page().spending())
                .containsExactly(
                        new MyPage.Spending(
                                new Money(9_000, "KRW"),
                                new Money(0, "KRW"),
                                List.of(new MyPage.Month(
                                        YearMonth.of(2026, 1), new Money(9_000, "KRW"), new Money(0, "KRW")))),
                        new MyPage.Spending(
                                Money.usd(2_200),
                                Money.usd(400),
                                List.of(
                                        new MyPage.Month(YearMonth.of(2026, 1), Money.usd(1_200), Money.usd(400)),
                                        new MyPage.Month(YearMonth.of(2025, 12), Money.usd(1_000), Money.usd(0)))));
        assertThat(page().heard().payment()).isEqualTo(january);
    }

    @Test
    void the_sum_has_the_months_that_are_not_shown() {
        for (int month = 0; month < 15; month++)
            captured(
                    Money.usd(100),
                    YearMonth.of(2024, 1)
                            .plusMonths(month)
                            .atDay(3)
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC));
        MyPage.Spending spending = page().spending().getFirst();
        assertThat(spending.paid()).isEqualTo(Money.usd(1_500));
        assertThat(spending.months())
                .extracting(MyPage.Month::month)
                .isEqualTo(IntStream.range(0, MyPage.MONTHS)
                        .mapToObj(back -> YearMonth.of(2025, 3).minusMonths(back))
                        .toList());
    }

    @Test
    @Tag("C2")
    void payment_methods_are_masked_in_order_and_gone_with_their_digits_when_removed() {
        MethodId card = MethodId.next();
        MethodId cash = MethodId.next();
        tell(new PaymentEvent.MethodRegistered(
                rider, card, MethodKind.CARD, "visa", "4242", YearMonth.of(2031, 12), NOON));
        tell(new PaymentEvent.DefaultMethodChanged(rider, card, NOON));
        tell(new PaymentEvent.MethodRegistered(rider, cash, MethodKind.CASH, null, null, null, NOON.plusSeconds(1)));
        someoneElses();
        assertThat(page().methods())
                .containsExactly(
                        new MethodView(card, MethodKind.CARD, "visa", "4242", YearMonth.of(2031, 12), true, NOON),
                        new MethodView(cash, MethodKind.CASH, null, null, null, false, NOON.plusSeconds(1)));

        tell(new PaymentEvent.MethodRemoved(rider, card, MethodKind.CARD, "visa", "4242", NOON.plusSeconds(2)));
        tell(new PaymentEvent.DefaultMethodChanged(rider, cash, NOON.plusSeconds(2)));
        assertThat(page().methods())
                .containsExactly(new MethodView(cash, MethodKind.CASH, null, null, null, true, NOON.plusSeconds(1)));
        for (Row row : await(store.query("SELECT brand, last_four, expiry FROM method WHERE method_id = ?", card)))
            assertThat(row.deepToString()).doesNotContain("4242").doesNotContain("visa");
    }

    @Test
    void it_is_nobody_elses() {
        for (Actor other : List.of(
                new Actor(Role.RIDER, RiderId.next().value()),
                new Actor(Role.DRIVER, rider.value()),
                new Actor(Role.OPERATOR, rider.value())))
            assertThat(ask(other))
                    .isInstanceOfSatisfying(
                            Reply.Refused.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.NOT_FOUND));
    }

    @Test
    void a_page_costs_what_it_shows() {
        Insert ride = Insert.into("ride", "ride_id", "rider_id", "status", "ended_at");
        Insert spent =
                Insert.into("spending", "ride_id", "leg_id", "way", "rider_id", "month", "currency", "minor_units");
        List<Future<Void>> commits = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            RideId id = RideId.next();
            RiderId whose = i % 2 == 0 ? rider : RiderId.next();
            commits.add(store.commit(Unit.of()
                    .insert(ride, id, whose, "COMPLETED", NOON)
                    .insert(spent, id, id, "TAKEN", whose, 202_601 + i % 12, "USD", 100)
                    .build()));
        }
        await(Future.all(commits));
        await(store.query("ANALYZE TABLE ride, spending, method, payer"));

        assertThat(plan(MyPages.OF_RIDER, rider, rider))
                .anyMatch(step -> step.contains("ride_rider_open"))
                .anyMatch(step -> step.contains("ride_rider ") && !step.contains("filesort"))
                .noneMatch(step -> step.startsWith("ALL ride"));
        assertThat(plan(MyPages.SPENT, rider))
                .allMatch(step -> step.contains("spending_rider") && step.contains("Using index"));
        assertThat(plan(MyPages.METHODS, rider)).anyMatch(step -> step.contains("method_of_rider"));
        assertThat(page().spending().getFirst().paid()).isEqualTo(Money.usd(100_000));
    }

    /** @return of each step the kind of look, the table, the key, and what else there is to say */
    private static List<String> plan(String sql, Object... arguments) {
        List<String> plan = new ArrayList<>();
        for (Row row : await(store.query("EXPLAIN " + sql, arguments)))
            plan.add(row.getString("type") + " " + row.getString("table") + " " + row.getString("key") + " "
                    + row.getString("Extra"));
        return plan;
    }

    private MyPage page() {
        if (ask(new Actor(Role.RIDER, rider.value())) instanceof Reply.Done<MyPage> done) return done.value();
        throw new AssertionError("refused");
    }

    private Reply<MyPage> ask(Actor actor) {
        return await(questions.myPage(new Request<>(CommandId.next(), actor, NOON, null, null, new MyPage.Ask(rider))));
    }

    private RideId requested() {
        return requested(rider);
    }

    private RideId requested(RiderId whose) {
        RideId ride = RideId.next();
        tell(new BookingEvent.RideRequested(
                ride, whose, Story.PICKUP, Story.DROPOFF, 1, PaymentMethod.CARD, NOON, NOON, NOON));
        return ride;
    }

    private RideId scheduled(Instant pickupAt) {
        RideId ride = RideId.next();
        tell(new BookingEvent.RideScheduled(
                ride, rider, Story.PICKUP, Story.DROPOFF, 1, PaymentMethod.CARD, pickupAt, NOON, NOON));
        return ride;
    }

    private RideId captured(Money amount, Instant at) {
        return captured(rider, amount, at);
    }

    private RideId captured(RiderId whose, Money amount, Instant at) {
        RideId ride = RideId.next();
        tell(new PaymentEvent.ChargeCaptured(fare(ride), ride, whose, Purpose.FARE, amount, "ch", at));
        return ride;
    }

    private void refunded(RideId ride, Money amount, Instant at) {
        tell(new PaymentEvent.RefundMade(RefundId.next(), fare(ride), ride, rider, amount, "re", at));
    }

    private void someoneElses() {
        RiderId other = RiderId.next();
        requested(other);
        captured(other, Money.usd(77_777), NOON.minusSeconds(40_000_000));
        tell(new PaymentEvent.MethodRegistered(
                other, MethodId.next(), MethodKind.CASH, null, null, null, NOON.minusSeconds(40_000_000)));
    }

    private static ChargeId fare(RideId ride) {
        return ChargeId.of(ride, Purpose.FARE);
    }

    private void tell(BookingEvent event) {
        twice(BookingEvents.interest(), event);
    }

    private void tell(PaymentEvent event) {
        twice(PaymentEvents.interest(), event);
    }

    private <E extends Event> void twice(Interest<E, Change> interest, E event) {
        Commits<Change> commits = heard.noting(interest.topic(), RideRows.commits(store));
        Recorded recorded = new Recorded(
                event.aggregate().id(),
                1,
                interest.topic().typeOf(event),
                event.at(),
                Actor.SYSTEM,
                null,
                Wire.encodeText(event));
        for (int time = 0; time < 2; time++)
            await(interest.takeEffect(recorded, effects -> commit(commits, effects.change())));
    }

    private static Future<Void> commit(Commits<Change> commits, @Nullable Change change) {
        return change == null ? Future.succeededFuture() : commits.commit(change);
    }
}
