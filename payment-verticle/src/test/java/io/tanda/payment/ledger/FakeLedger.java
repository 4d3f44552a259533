package io.tanda.payment.ledger;

import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.payment.ledger.application.Ledger;
import io.tanda.payment.ledger.domain.Account;
import io.tanda.payment.ledger.domain.Leg;
import io.tanda.payment.ledger.domain.Posting;
import io.tanda.payment.ledger.domain.Shares;
import io.tanda.platform.testing.FakeTable;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger in memory: entries are keyed as in its table. */
public final class FakeLedger implements Ledger {
    private static final String OF = "aggregate";

    public record Key(UUID aggregate, Posting.Kind kind, int attempt, int leg) {}

    public record Entry(
            Key key,
            Leg leg,
            String currency,
            @Nullable RideId ride,
            @Nullable String reference) {}

    private final FakeTable<Key, Entry> rows =
            new FakeTable<Key, Entry>().index(OF, entry -> entry.key().aggregate());

    private boolean forgetful;
    private boolean doubling;

    /** A bug on purpose: the last leg of what the gateway took is forgotten. */
    public void forgetful() {
        forgetful = true;
    }

    /** A bug on purpose: what was given back is booked again under another number. */
    public void doubling() {
        doubling = true;
    }

    public void book(List<Posting> postings) {
        for (Posting posting : postings) {
            int legs = posting.legs().size();
            book(posting, posting.attempt(), forgetful && posting.kind() == Posting.Kind.CAPTURE ? legs - 1 : legs);
            if (doubling && posting.kind() == Posting.Kind.REFUND) book(posting, posting.attempt() + 1, legs);
        }
    }

    private void book(Posting posting, int attempt, int legs) {
        for (int i = 0; i < legs; i++) {
            Key key = new Key(posting.aggregate(), posting.kind(), attempt, i + 1);
            rows.insert(
                    key,
                    new Entry(key, posting.legs().get(i), posting.currency(), posting.ride(), posting.reference()));
        }
    }

    @Override
    public Future<Optional<Shares>> shares(ChargeId charge) {
        DriverId driver = null;
        long commission = 0;
        for (Entry entry : of(charge.value())) {
            if (entry.key().kind() != Posting.Kind.FARE) continue;
            UUID owner = entry.leg().owner();
            if (entry.leg().account() == Account.DRIVER_EARNINGS && owner != null) driver = new DriverId(owner);
            if (entry.leg().account() == Account.COMMISSION)
                commission = -entry.leg().minorUnits();
        }
        return Future.succeededFuture(driver == null ? Optional.empty() : Optional.of(new Shares(driver, commission)));
    }

    /** Of a charge, refund or verification. */
    public List<Entry> of(UUID aggregate) {
        return rows.allBy(OF, aggregate);
    }

    public Collection<Entry> all() {
        return rows.all();
    }

    /** For the store that they are kept in. */
    public FakeTable<?, ?> table() {
        return rows;
    }
}
