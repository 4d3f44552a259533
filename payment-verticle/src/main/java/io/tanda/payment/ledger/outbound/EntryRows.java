package io.tanda.payment.ledger.outbound;

import io.tanda.payment.ledger.domain.Leg;
import io.tanda.payment.ledger.domain.Posting;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** How what is booked is written: with the change that it is about, and never changed. */
public final class EntryRows {
    /** The key of an entry is taken: somebody was faster with the same act, and the change decides again. */
    public static final Set<String> RACED = Set.of("PRIMARY");

    private static final Insert ENTRY = Insert.into(
            "entry",
            "aggregate_id",
            "purpose",
            "attempt",
            "leg",
            "account",
            "owner_id",
            "ride_id",
            "minor_units",
            "currency",
            "reference",
            "at",
            "booked_at");

    private EntryRows() {}

    /** @param now real time */
    public static void write(Unit.Builder unit, List<Posting> postings, Instant now) {
        for (Posting posting : postings) {
            int number = 0;
            for (Leg leg : posting.legs())
                unit.insert(
                        ENTRY,
                        posting.aggregate(),
                        posting.kind(),
                        posting.attempt(),
                        ++number,
                        leg.account(),
                        leg.owner(),
                        posting.ride(),
                        leg.minorUnits(),
                        posting.currency(),
                        posting.reference(),
                        posting.at(),
                        now);
        }
    }
}
