package io.tanda.payment;

import io.tanda.payment.charge.application.ChargePostings;
import io.tanda.payment.charge.application.FakeCharges;
import io.tanda.payment.ledger.FakeLedger;
import io.tanda.payment.ledger.domain.Commission;
import io.tanda.payment.refund.application.FakeRefunds;
import io.tanda.payment.refund.application.RefundPostings;
import io.tanda.platform.testing.FakeCommits;
import java.time.InstantSource;
import java.util.Set;

/** Payment's tables in memory: charges, what is given back of them, and the ledger, in one store. */
public final class FakeTables {
    /** What becomes true at once. */
    public sealed interface Change {
        record Charged(io.tanda.payment.charge.application.Change change) implements Change {}

        record Refunded(io.tanda.payment.refund.application.Change change) implements Change {}
    }

    public final FakeCharges charges;
    public final FakeRefunds refunds;
    public final FakeLedger ledger = new FakeLedger();
    public final FakeCommits<Change> commits;

    /** @param clock domain time, which passes as fast as real time */
    public FakeTables(InstantSource clock) {
        charges = new FakeCharges(clock);
        refunds = new FakeRefunds(clock);
        commits = new FakeCommits<>(this::write, Set.of("PRIMARY"), charges.table(), refunds.table(), ledger.table());
    }

    private void write(FakeCommits<Change> into, Change change) {
        switch (change) {
            case Change.Charged charged -> {
                charges.write(into, charged.change());
                ledger.book(ChargePostings.of(charged.change(), Commission.USUAL));
            }
            case Change.Refunded refunded -> {
                refunds.write(into, refunded.change());
                ledger.book(RefundPostings.of(refunded.change()));
            }
        }
    }
}
