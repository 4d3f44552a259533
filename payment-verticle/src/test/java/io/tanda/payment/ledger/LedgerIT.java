package io.tanda.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.payment.Await;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.ledger.domain.Account;
import io.tanda.payment.ledger.domain.BookedCharge;
import io.tanda.payment.ledger.domain.Commission;
import io.tanda.payment.ledger.domain.Posting;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.payment.ledger.outbound.MySqlLedger;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ledger's table: what the database itself refuses, and what it holds of before there was a ledger. */
@SuppressWarnings("NullAway.Init")
class LedgerIT {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private static Vertx vertx;
    private static Store store;
    private static Store otherStore;

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
        vertx.close().await();
    }

    @Test
    void of_two_processes_that_book_the_same_one_does() {
        Claim claim = Given.newClaim();
        List<Posting> postings = List.of(fare(claim).due(Commission.USUAL, NOON));
        List<Future<Void>> booked = new ArrayList<>();
        for (int i = 0; i < 12; i++)
            booked.add(commits(i % 2 == 0 ? store : otherStore).commit(postings));
        Await.result(Future.join(booked).transform(all -> Future.succeededFuture()));

        assertThat(booked).filteredOn(Future::succeeded).hasSize(1);
        assertThat(booked)
                .filteredOn(Future::failed)
                .extracting(Future::cause)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(CommitFailed.Stale.class));
        Books books = Books.of(store, List.of(claim.charge().value()));
        assertThat(books.acts()).containsExactly(Posting.Kind.FARE);
        books.requireBalanced();
    }

    @Test
    void nothing_is_changed_or_deleted() {
        Claim claim = Given.newClaim();
        Await.result(commits(store).commit(List.of(fare(claim).captured(1, "gw-1", NOON))));
        UUID id = claim.charge().value();
        assertThat(Await.failure(store.query("UPDATE entry SET minor_units = 0 WHERE aggregate_id = ?", id)))
                .hasMessageContaining("only added to");
        assertThat(Await.failure(store.query("DELETE FROM entry WHERE aggregate_id = ?", id)))
                .hasMessageContaining("only added to");
        assertThat(Books.of(store, List.of(id)).balance(Account.GATEWAY_CLEARING))
                .isEqualTo(1_250);
    }

    @Test
    void what_was_there_before_the_ledger_is_booked_against_the_opening() {
        UUID captured = charge("CAPTURED", "CARD", null);
        UUID owed = charge("OWED", null, "not_paid");
        UUID looked = charge("OWED", null, "review");
        UUID cash = charge("TENDERED", "CASH", null);
        UUID gone = charge("WRITTEN_OFF", null, null);
        UUID twice = charge("OVERPAID", "CASH", null);
        UUID refund = RefundId.next().value();
        Await.result(store.query(
                "INSERT INTO refund (ride_id, purpose, number, refund_id, version, rider_id, minor_units, currency, captured,"
                        + " status, tries, gateway_reference, since) VALUES (?, 'FARE', 1, ?, 2, ?, 400, 'USD', 'gw', 'MADE', 0,"
                        + " 're', 0)",
                captured,
                refund,
                RiderId.next()));
        UUID held = MethodId.next().value();
        Await.result(store.query(
                "INSERT INTO verification (method_id, version, rider_id, kind, minor_units, currency, status, tries, since)"
                        + " VALUES (?, 2, ?, 'CARD', 100, 'USD', 'HELD', 0, 0)",
                held,
                RiderId.next()));
        asMigrated("DROP TRIGGER entry_is_not_changed");
        asMigrated("DROP TRIGGER entry_is_not_deleted");
        for (String statement : migration().split(";")) if (!statement.isBlank()) asMigrated(statement.strip());

        Books books = Books.of(store, List.of(captured, owed, looked, cash, gone, twice, refund, held));
        books.requireBalanced();
        assertThat(books.balance(Account.GATEWAY_CLEARING)).isEqualTo(1_250 + 1_250 - 400);
        assertThat(books.balance(Account.VERIFICATION)).isEqualTo(100);
        assertThat(balance(owed, Account.RIDER)).isEqualTo(1_250);
        assertThat(balance(captured, Account.RIDER)).isZero();
        assertThat(balance(cash, Account.RIDER)).isZero();
        assertThat(balance(gone, Account.RIDER)).isZero();
        assertThat(balance(twice, Account.RIDER)).as("paid twice").isEqualTo(-1_250);
        assertThat(Books.of(store, List.of(looked)).entries()).as("not due yet").isEmpty();
        assertThat(Await.result(new MySqlLedger(store).shares(new ChargeId(captured))))
                .isEmpty();
    }

    /** Unprepared, as the migration sends it. */
    private static void asMigrated(String statement) {
        var done = store.pool().query(statement).execute();
        assertThat(Await.failure(done)).as(statement).isNull();
    }

    private static long balance(UUID charge, Account account) {
        return Books.of(store, List.of(charge)).balance(account);
    }

    private static UUID charge(String status, @Nullable String method, @Nullable String code) {
        UUID ride = RideId.next().value();
        Await.result(store.query(
                "INSERT INTO charge (ride_id, purpose, version, rider_id, minor_units, currency, status, attempt, tries, code, method,"
                        + " gateway_reference, since) VALUES (?, 'FARE', 2, ?, 1250, 'USD', ?, 1, 0, ?, ?, 'gw', 0)",
                ride,
                RiderId.next(),
                status,
                code,
                method));
        return ride;
    }

    private static String migration() {
        try (InputStream file =
                Objects.requireNonNull(LedgerIT.class.getResourceAsStream("/db/payment/V107__entry_of_before.sql"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BookedCharge fare(Claim claim) {
        return new BookedCharge(claim.charge(), claim.ride(), claim.rider(), DriverId.next(), Money.usd(1_250));
    }

    private static Commits<List<Posting>> commits(Store store) {
        return store.commits((unit, postings) -> EntryRows.write(unit, postings, NOON), EntryRows.RACED);
    }
}
