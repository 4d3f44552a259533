package io.tanda.booking.outbound;

import io.tanda.booking.application.RevokeTokens;
import io.tanda.contract.booking.Revocations;
import io.tanda.contract.booking.Revocations.Entry;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Purge;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Revocations in MySQL. */
public final class MySqlRevocations implements RevokeTokens.Kept {
    /** Past the longest token, and a day for clocks that differ. */
    public static final Purge OUTLIVED = Purge.of(
            "revocation", "issued_until", Purge.Age.REAL_TIME, Revocations.LONGEST_TOKEN.plusDays(1), "subject");

    private static final Insert REVOCATION = Insert.orReplace("revocation", "subject", "issued_until");
    private static final String ALL = "SELECT subject, issued_until FROM revocation ORDER BY issued_until DESC LIMIT ?";

    private final Store store;

    public MySqlRevocations(Store store) {
        this.store = store;
    }

    public static Commits<Entry> commits(Store store) {
        return store.commits((unit, entry) -> unit.insert(REVOCATION, entry.subject(), entry.issuedUntil()), Set.of());
    }

    @Override
    public Future<List<Entry>> all(int limit) {
        return store.query(ALL, limit).map(rows -> {
            List<Entry> entries = new ArrayList<>(rows.size());
            for (Row row : rows) entries.add(new Entry(Rows.uuid(row, "subject"), Rows.instant(row, "issued_until")));
            return entries;
        });
    }
}
