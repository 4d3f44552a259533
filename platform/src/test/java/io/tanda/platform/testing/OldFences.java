package io.tanda.platform.testing;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.platform.events.follow.Fences;
import io.tanda.platform.store.Purger;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which fences a context forgets, on its own tables. */
public final class OldFences {
    private OldFences() {}

    /**
     * Of three old aggregates, one that is over, one that is not and one without a row, only the second keeps its fence.
     *
     * @param over the context's condition
     * @param ended inserts a row that is over, its id the one argument; columns that do not matter may be missing
     * @param open the same of one that is not
     */
    public static void goWhereTheRideIsOver(Vertx vertx, String context, String over, String ended, String open) {
        Store store = TestStore.open(vertx, context);
        UUID kept = fence(store, context);
        await(store.query(open, kept));
        await(store.query(ended, fence(store, context)));
        fence(store, context);

        Purger purger = new Purger(
                vertx,
                store,
                InstantSource.system(),
                new SimpleMeterRegistry(),
                List.of(Fences.purge(context + "<-other", over)));
        await(purger.start());
        Eventually.holds(
                () -> fences(store) + " " + purger.health(), () -> fences(store).size() == 1);
        await(purger.stop());

        assertThat(fences(store)).containsExactly(kept);
        await(store.close());
    }

    private static UUID fence(Store store, String context) {
        long old = Instant.now().minus(Fences.KEPT).minusSeconds(1).toEpochMilli();
        UUID ride = new UUID(old << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
        await(store.query(
                "INSERT INTO fence (consumer, aggregate_id, version) VALUES (?, ?, 1)", context + "<-other", ride));
        return ride;
    }

    private static List<UUID> fences(Store store) {
        List<UUID> fences = new ArrayList<>();
        for (Row row : await(store.query("SELECT aggregate_id FROM fence"))) fences.add(Rows.uuid(row, "aggregate_id"));
        return fences;
    }
}
