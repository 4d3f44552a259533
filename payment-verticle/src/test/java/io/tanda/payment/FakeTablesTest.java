package io.tanda.payment;

import io.tanda.payment.charge.application.Charges;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.ledger.application.Ledger;
import io.tanda.payment.refund.application.Refunds;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.testing.FakeCommits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class FakeTablesTest extends TablesContract {
    private final FakeTables tables = new FakeTables(InstantSource.fixed(Given.NOON));

    @Override
    Charges charges() {
        return tables.charges;
    }

    @Override
    Refunds refunds() {
        return tables.refunds;
    }

    @Override
    Ledger ledger() {
        return tables.ledger;
    }

    @Override
    Commits<FakeTables.Change> commits() {
        return tables.commits;
    }

    @Override
    @Nullable
    Instant deadline(UUID aggregate, String kind) {
        return tables.commits.deadlines().get(new FakeCommits.Deadline(aggregate, kind));
    }
}
