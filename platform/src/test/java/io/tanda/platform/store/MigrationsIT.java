package io.tanda.platform.store;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Id;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.testing.TestStore;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A schema is made, brought forward and checked when its store is opened. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class MigrationsIT {
    @Test
    void several_that_open_one_new_schema_at_once_all_get_it(Vertx vertx) {
        StoreConfig config = TestStore.freshConfig("probe");
        List<Vertx> others = new ArrayList<>();
        List<Future<Store>> opening = IntStream.range(0, 4)
                .mapToObj(i -> {
                    Vertx other = Vertx.vertx();
                    others.add(other);
                    return Store.open(other, config, "probe", new SimpleMeterRegistry());
                })
                .toList();
        await(Future.all(opening));
        await(opening.getFirst().result().commit(Probe.thing(Id.next()).build()));
        Store store = opening.getLast().result();
        List<String> versions = new ArrayList<>();
        for (Row row : await(store.query("SELECT version FROM flyway_schema_history ORDER BY installed_rank")))
            versions.add(row.getString(0));
        assertThat(versions).containsExactly("1", "2", "3", "100");
        others.forEach(other -> await(other.close()));
    }

    @Test
    void a_schema_that_is_up_to_date_is_opened_without_a_migration(Vertx vertx) {
        StoreConfig config = TestStore.freshConfig("probe");
        Store first = TestStore.open(vertx, "probe", config);
        // Flyway would stop at this.
        await(first.query("UPDATE flyway_schema_history SET checksum = 1"));
        TestStore.open(vertx, "probe", config);
    }

    @Test
    void a_schema_of_a_newer_release_is_opened(Vertx vertx) {
        StoreConfig config = TestStore.freshConfig("probe");
        Store first = TestStore.open(vertx, "probe", config);
        await(first.query("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                + " checksum, installed_by, execution_time, success)"
                + " VALUES (99, '101', 'later', 'SQL', 'V101__later.sql', 1, 'x', 1, 1)"));
        TestStore.open(vertx, "probe", config);
        await(first.query("DELETE FROM flyway_schema_history WHERE version = '100'"));
        await(first.query("DROP TABLE thing"));
        TestStore.open(vertx, "probe", config);
        await(first.query("SELECT * FROM thing"));
    }

    @Test
    void a_context_without_tables_of_its_own_has_the_platforms(Vertx vertx) {
        Store store = TestStore.open(vertx, "plain");
        assertThat(await(store.query("SELECT * FROM lane")).size()).isEqualTo(Lanes.COUNT);
    }

    @Test
    void a_server_that_may_lose_commits_is_refused(Vertx vertx) {
        StoreConfig config = TestStore.freshConfig("probe");
        TestServers.mariaDb().execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
        try {
            assertThat(failureOf(Store.open(vertx, config, "probe", new SimpleMeterRegistry())))
                    .hasMessageContaining("innodb_flush_log_at_trx_commit=2")
                    .hasMessageContaining("set it to 1");
        } finally {
            TestServers.mariaDb().execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        }
    }

    @Test
    void the_connections_are_bounded_and_so_are_those_who_wait_for_one(Vertx vertx) {
        StoreConfig fresh = TestStore.freshConfig("probe");
        Store store = TestStore.open(vertx, "probe", new StoreConfig(fresh.url(), fresh.schema(), 2, 64, 16));
        List<Future<?>> asleep = new ArrayList<>();
        for (int i = 0; i < 2; i++) asleep.add(store.query("SELECT SLEEP(4)"));
        List<Future<?>> queue = new ArrayList<>();
        for (int i = 0; i < Store.MAX_WAITING_QUERIES + 100; i++) queue.add(store.query("SELECT 1"));
        await(Future.join(queue).otherwiseEmpty());
        assertThat(asleep).as("those in the queue did not wait for these").noneMatch(Future::isComplete);
        assertThat(queue).allMatch(Future::failed);
        assertThat(queue.stream().filter(end -> end.cause() instanceof CommitFailed.Overloaded))
                .hasSizeBetween(98, 102);
        assertThat(queue.stream().filter(end -> end.cause() instanceof CommitFailed.Unavailable))
                .hasSizeBetween(Store.MAX_WAITING_QUERIES - 2, Store.MAX_WAITING_QUERIES + 2);
        await(Future.all(asleep));
        await(store.query("SELECT 1"));
    }
}
