package io.tanda.platform.store;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.testing.TestStore;
import io.tanda.servers.MariaDbServer;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was acknowledged survives the database's death. */
@ExtendWith(VertxExtension.class)
@Timeout(180)
@Tag("B1")
class DurabilityIT {
    private static final int ROUNDS = 3;
    private static final int WRITERS = 48;
    private static final int ACKNOWLEDGED_A_ROUND = 2_000;

    @Test
    @Tag("A1")
    void no_acknowledged_unit_is_lost_and_none_is_half_there_when_the_database_is_killed_under_load(Vertx vertx) {
        MariaDbServer server = TestServers.mariaDb();
        Probe probe = Probe.open(vertx, TestStore.freshConfig("probe"), new CommitLimits(10_000, 30_000, 50, 1, 0));
        Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
        Set<UUID> notWritten = ConcurrentHashMap.newKeySet();
        AtomicInteger outages = new AtomicInteger();
        for (int round = 1; round <= ROUNDS; round++) {
            AtomicBoolean going = new AtomicBoolean(true);
            List<Future<Void>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> write(vertx, probe, going, acknowledged, notWritten, outages))
                    .toList();
            int enough = ACKNOWLEDGED_A_ROUND * round;
            TestStore.until(() -> acknowledged.size() >= enough);
            server.kill9();
            server.restart();
            int before = acknowledged.size();
            TestStore.until(() -> acknowledged.size() >= before + WRITERS);
            going.set(false);
            await(Future.all(writers));
        }
        Set<UUID> things = ids(probe, "SELECT id FROM thing");
        Set<UUID> events = ids(probe, "SELECT aggregate_id FROM event");
        assertThat(things).containsAll(acknowledged).doesNotContainAnyElementsOf(notWritten);
        assertThat(events).isEqualTo(things);
        assertThat(probe.count("command")).isEqualTo(things.size());
        assertThat(outages).as("it was noticed").hasPositiveValue();
    }

    private static Future<Void> write(
            Vertx vertx,
            Probe probe,
            AtomicBoolean going,
            Set<UUID> acknowledged,
            Set<UUID> notWritten,
            AtomicInteger outages) {
        if (!going.get()) return Future.succeededFuture();
        UUID id = Id.next();
        Unit.Builder unit = Probe.command(CommandId.next(), "1").insert(Probe.THING, id, 1, null);
        return probe.commit(Probe.event(unit, id, 0))
                .onSuccess(done -> acknowledged.add(id))
                .recover(failure -> {
                    outages.incrementAndGet();
                    return switch (failure) {
                        case CommitFailed.Unavailable nothingWritten -> {
                            notWritten.add(id);
                            yield vertx.timer(10).mapEmpty();
                        }
                        case CommitFailed.Unknown unknown -> Future.succeededFuture();
                        default -> Future.failedFuture(failure);
                    };
                })
                .compose(done -> write(vertx, probe, going, acknowledged, notWritten, outages));
    }

    private static Set<UUID> ids(Probe probe, String sql) {
        Set<UUID> ids = new HashSet<>();
        for (Row row : await(probe.store.query(sql))) ids.add(Rows.uuid(row, row.getColumnName(0)));
        return ids;
    }
}
