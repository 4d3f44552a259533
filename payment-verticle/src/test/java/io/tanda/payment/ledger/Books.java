package io.tanda.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.payment.Await;
import io.tanda.payment.ledger.domain.Account;
import io.tanda.payment.ledger.domain.Posting;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the database has booked of some aggregates. */
public record Books(List<Entry> entries) {
    public record Entry(UUID aggregate, Posting.Kind kind, int attempt, int leg, Account account, long minorUnits) {}

    private record Act(UUID aggregate, Posting.Kind kind, int attempt) {}

    public static Books of(Store store, Collection<UUID> aggregates) {
        Set<UUID> wanted = Set.copyOf(aggregates);
        List<Entry> entries = new ArrayList<>();
        for (Row row : Await.result(store.query("SELECT * FROM entry ORDER BY aggregate_id, purpose, attempt, leg"))) {
            Entry entry = new Entry(
                    Rows.uuid(row, "aggregate_id"),
                    Posting.Kind.valueOf(row.getString("purpose")),
                    row.getInteger("attempt"),
                    row.getInteger("leg"),
                    Account.valueOf(row.getString("account")),
                    row.getLong("minor_units"));
            if (wanted.contains(entry.aggregate())) entries.add(entry);
        }
        return new Books(entries);
    }

    public long balance(Account account) {
        return entries.stream()
                .filter(entry -> entry.account() == account)
                .mapToLong(Entry::minorUnits)
                .sum();
    }

    /** In the order of their names: what was booked, each act once. */
    public List<Posting.Kind> acts() {
        return byAct().keySet().stream().map(Act::kind).sorted().toList();
    }

    public void requireBalanced() {
        byAct().forEach((act, sum) -> assertThat(sum).as("%s", act).isZero());
    }

    private Map<Act, Long> byAct() {
        Map<Act, Long> sums = new LinkedHashMap<>();
        for (Entry entry : entries)
            sums.merge(new Act(entry.aggregate(), entry.kind(), entry.attempt()), entry.minorUnits(), Long::sum);
        return sums;
    }
}
