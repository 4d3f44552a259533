package io.tanda.payment.refund.application;

import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.refund.domain.Decision.Next;
import io.tanda.payment.refund.domain.Order;
import io.tanda.payment.refund.domain.Refund;
import io.tanda.payment.refund.outbound.MySqlRefunds;
import io.tanda.platform.testing.FakeCommits;
import io.tanda.platform.testing.FakeTable;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refunds in memory: they are numbered as in {@link MySqlRefunds}' table. */
public final class FakeRefunds implements Refunds {
    private static final String BY_ID = "refund_id";
    private static final String BY_CHARGE = "charge";

    private record Key(RideId ride, Purpose purpose, int number) {
        private static Key of(Order order) {
            return new Key(order.ride(), order.purpose(), order.number());
        }
    }

    private record Of(RideId ride, Purpose purpose) {}

    private final FakeTable<Key, Refund> rows = new FakeTable<Key, Refund>()
            .unique(BY_ID, refund -> refund.order().refund())
            .index(
                    BY_CHARGE,
                    refund -> new Of(refund.order().ride(), refund.order().purpose()));
    private final InstantSource clock;

    /** @param clock domain time, which passes as fast as real time */
    public FakeRefunds(InstantSource clock) {
        this.clock = clock;
    }

    public void write(FakeCommits<?> into, Change change) {
        Refund before = change.before();
        Refund after = change.after();
        Key key = Key.of(after.order());
        if (before == null) rows.insert(key, after);
        else rows.change(key, now -> isAs(before, now), after);
        into.events(before == null ? 0 : before.version(), change.events());
        into.deadline(
                after.order().refund().value(),
                MySqlRefunds.DEADLINE,
                switch (change.next()) {
                    case Next.AskIn ask -> clock.instant().plus(ask.pause());
                    case Next.Rest rest -> null;
                });
    }

    private static boolean isAs(Refund before, Refund now) {
        return now.version() == before.version()
                && now.view().status() == before.view().status()
                && tries(now) == tries(before);
    }

    private static int tries(Refund refund) {
        return refund instanceof Refund.Asked asked ? asked.tries() : 0;
    }

    @Override
    public Future<Refund> load(RefundId refund) {
        return rows.findBy(BY_ID, refund)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(new IllegalStateException("no refund " + refund)));
    }

    @Override
    public Future<List<Refund>> of(RideId ride, Purpose purpose, @Nullable RiderId rider) {
        return Future.succeededFuture(rows.allBy(BY_CHARGE, new Of(ride, purpose)).stream()
                .filter(refund -> rider == null || refund.order().rider().equals(rider))
                .sorted(Comparator.comparingInt(refund -> refund.order().number()))
                .toList());
    }

    /** For the store that they are kept in. */
    public FakeTable<?, ?> table() {
        return rows;
    }

    public Collection<Refund> all() {
        return rows.all();
    }
}
