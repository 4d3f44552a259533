package io.tanda.payment.charge.application;

import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.platform.testing.FakeCommits;
import io.tanda.platform.testing.FakeTable;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Charges in memory, and where their changes go. */
final class FakeCharges implements Charges {
    private record Key(RideId ride, Purpose purpose) {}

    private final FakeTable<Key, Charge.Made> rows = new FakeTable<>();
    final FakeCommits<Change> commits = new FakeCommits<>(this::write, Set.of("PRIMARY"), rows);

    private void write(FakeCommits<Change> into, Change change) {
        Claim claim = change.after().claim();
        Key key = new Key(claim.ride(), claim.purpose());
        switch (change.before()) {
            case Charge.None none -> rows.insert(key, change.after());
            case Charge.Made before -> rows.change(key, row -> row.version() == before.version(), change.after());
        }
        into.events(Charge.versionOf(change.before()), change.events());
    }

    @Override
    public Future<Charge> load(RideId ride, Purpose purpose) {
        return Future.succeededFuture(
                rows.find(new Key(ride, purpose)).<Charge>map(made -> made).orElse(new Charge.None()));
    }

    @Override
    public Future<Optional<Charge.Made>> find(RideId ride, Purpose purpose, @Nullable RiderId rider) {
        return Future.succeededFuture(rows.find(new Key(ride, purpose))
                .filter(made -> rider == null || made.claim().rider().equals(rider)));
    }

    Charge.Made of(Claim claim) {
        return rows.find(new Key(claim.ride(), claim.purpose()))
                .orElseThrow(() -> new AssertionError("no charge of " + claim.ride()));
    }

    <E extends PaymentEvent> List<E> journaled(Class<E> type) {
        return commits.events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
