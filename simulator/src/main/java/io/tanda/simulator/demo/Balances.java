package io.tanda.simulator.demo;

import io.tanda.invariants.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the ledger says of a run, by account: as text. */
final class Balances {
    private record Account(String name, String currency) implements Comparable<Account> {
        @Override
        public int compareTo(Account other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : currency.compareTo(other.currency);
        }
    }

    private Balances() {}

    static List<String> of(List<Snapshot.Booked> entries) {
        Map<Account, Long> balances = new TreeMap<>();
        long sum = 0;
        for (Snapshot.Booked entry : entries) {
            balances.merge(new Account(entry.account(), entry.currency()), entry.minorUnits(), Long::sum);
            sum += entry.minorUnits();
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "The ledger, %d entries that sum to %d; in minor units, more than 0 is there or owed to the company",
                entries.size(),
                sum));
        balances.forEach((account, balance) -> lines.add(String.format(
                Locale.ROOT,
                "  %-32s %9d %s",
                account.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                balance,
                account.currency())));
        return lines;
    }
}
