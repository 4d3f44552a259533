package io.tanda.payment.charge.application;

import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.AttemptView;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.charge.outbound.MySqlCharges;
import io.tanda.platform.testing.FakeCommits;
import io.tanda.platform.testing.FakeTable;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Charges in memory, and where their changes go. */
public final class FakeCharges implements Charges {
    private record Key(RideId ride, Purpose purpose) {}

    private final FakeTable<Key, Charge.Made> rows = new FakeTable<>();
    public final FakeCommits<Change> commits = new FakeCommits<>(this::write, Set.of("PRIMARY"), rows);

    private final InstantSource clock;

    FakeCharges() {
        this(InstantSource.fixed(Given.NOON));
    }

    /** @param clock domain time, which passes as fast as real time */
    public FakeCharges(InstantSource clock) {
        this.clock = clock;
    }

    /** For a store that keeps more than charges too. */
    public void write(FakeCommits<?> into, Change change) {
        Claim claim = change.after().claim();
        Key key = new Key(claim.ride(), claim.purpose());
        switch (change.before()) {
            case Charge.None none -> rows.insert(key, change.after());
            case Charge.Made before -> rows.change(key, row -> row.version() == before.version(), change.after());
        }
        into.events(Charge.versionOf(change.before()), change.events());
        UUID ride = claim.ride().value();
        String kind = MySqlCharges.deadlineKind(claim.purpose());
        switch (change.next()) {
            case Next.Call call -> into.deadline(ride, kind, clock.instant().plus(call.deadline()));
            case Next.Wait wait -> into.deadline(ride, kind, clock.instant().plus(wait.pause()));
            case Next.Rest rest -> into.deadline(ride, kind, null);
            case Next.Close close -> into.deadline(ride, kind, null);
            case Next.AskAgain ask -> {}
            case Next.LookUp look -> {}
        }
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

    /** By its state, which comes some seconds after the call at the most. */
    @Override
    public Future<Duration> keyAge(Charge.Made charge) {
        return Future.succeededFuture(Duration.between(charge.since(), clock.instant()));
    }

    /** They are the database's: here none is kept. */
    @Override
    public Future<List<AttemptView>> attempts(RideId ride, Purpose purpose) {
        return Future.succeededFuture(List.of());
    }

    /** For a store that keeps more than charges. */
    public FakeTable<?, ?> table() {
        return rows;
    }

    public Collection<Charge.Made> all() {
        return rows.all();
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
