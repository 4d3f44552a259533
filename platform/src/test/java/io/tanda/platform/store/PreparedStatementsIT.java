package io.tanda.platform.store;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Id;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.testing.TestStore;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server keeps so many prepared statements for all its clients together, and refuses the next. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class PreparedStatementsIT {
    private static final int ONE_CONNECTION = 1;

    @AfterEach
    void allowAgain() {
        allow(16_382);
    }

    @Test
    void a_server_that_has_no_room_for_another_is_an_outage_and_no_fault_of_the_unit(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID id = Id.next();
        allow(0);
        assertThat(failureOf(probe.commit(Probe.thing(id)))).isInstanceOf(CommitFailed.Unavailable.class);
        assertThat(failureOf(probe.store.query("SELECT ?", 1))).isInstanceOf(CommitFailed.Unavailable.class);
        allow(16_382);
        await(probe.commit(Probe.thing(id)));
        assertThat(probe.isThere(id)).isTrue();
    }

    @Test
    void a_connection_lets_those_go_that_were_used_longest_ago(Vertx vertx) {
        StoreConfig config = TestStore.freshConfig("probe");
        Probe probe = Probe.open(
                vertx, new StoreConfig(config.url(), config.schema(), ONE_CONNECTION, 1_000, 128), CommitLimits.USUAL);
        long before = prepared(probe);
        for (int text = 0; text < 2 * Store.MAX_PREPARED_READING; text++)
            await(probe.store.query("SELECT ? + " + text, 1));
        // Closing one is not waited for.
        TestStore.until(() -> prepared(probe) - before <= Store.MAX_PREPARED_READING);
    }

    private static void allow(int statements) {
        TestServers.mariaDb().execute("SET GLOBAL max_prepared_stmt_count = " + statements);
    }

    private static long prepared(Probe probe) {
        return Long.parseLong(await(probe.store.query("SHOW GLOBAL STATUS LIKE 'Prepared_stmt_count'"))
                .iterator()
                .next()
                .getString(1));
    }
}
