package io.tanda.payment;

import io.tanda.payment.charge.application.Charges;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.charge.outbound.MySqlCharges;
import io.tanda.payment.ledger.application.Ledger;
import io.tanda.payment.ledger.domain.Commission;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.payment.ledger.outbound.MySqlLedger;
import io.tanda.payment.refund.application.Refunds;
import io.tanda.payment.refund.outbound.MySqlRefunds;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@SuppressWarnings("NullAway.Init")
final class MySqlTablesIT extends TablesContract {
    private static final InstantSource NOON = InstantSource.fixed(Given.NOON);
    private static final DomainClock CLOCK = DomainClock.anchored(NOON, Given.NOON, Given.NOON, 1);

    private static Vertx vertx;
    private static Store store;
    private static MySqlCharges charges;
    private static MySqlRefunds refunds;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        store = TestStore.open(vertx, "payment");
        charges = new MySqlCharges(store, CLOCK, NOON, Commission.USUAL);
        refunds = new MySqlRefunds(store, CLOCK);
    }

    @AfterAll
    static void close() {
        TestStore.await(store.close());
        TestStore.await(vertx.close());
    }

    @Override
    Charges charges() {
        return charges;
    }

    @Override
    Refunds refunds() {
        return refunds;
    }

    @Override
    Ledger ledger() {
        return new MySqlLedger(store);
    }

    @Override
    Commits<FakeTables.Change> commits() {
        return store.commits(
                (unit, change) -> {
                    switch (change) {
                        case FakeTables.Change.Charged charged -> charges.write(unit, charged.change());
                        case FakeTables.Change.Refunded refunded -> refunds.write(unit, refunded.change());
                    }
                },
                EntryRows.RACED);
    }

    @Override
    @Nullable
    Instant deadline(UUID aggregate, String kind) {
        return Rows.first(TestStore.await(store.query(
                        "SELECT due_at FROM deadline WHERE aggregate_id = ? AND kind = ?", aggregate, kind)))
                .map(row -> Rows.instant(row, "due_at"))
                .orElse(null);
    }
}
