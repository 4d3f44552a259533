package io.tanda.platform.store;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Audit;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators did, as the database keeps it from whoever has the application's own rights. */
@Tag("G2")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(VertxExtension.class)
@Timeout(60)
class AuditIT {
    private static final Actor ANN = new Actor(Role.OPERATOR, Id.next());
    private static final Actor JOE = new Actor(Role.OPERATOR, Id.next());
    private static final UUID RIDE = Id.next();
    private static final UUID TAXI = Id.next();

    @Test
    void no_entry_can_be_changed_or_deleted(Vertx vertx) {
        Store store = TestStore.open(vertx, "plain");
        Audit.Entry entry = write(store, ANN, RIDE, "the rider called");
        for (String sql : List.of(
                "UPDATE audit SET reason = 'none'",
                "UPDATE audit SET actor_id = id WHERE id = ?",
                "DELETE FROM audit",
                "DELETE FROM audit WHERE id = ?",
                "REPLACE INTO audit SELECT id, at + 1, actor_role, actor_id, act, about, reason, trace FROM audit",
                "INSERT INTO audit SELECT * FROM audit a ON DUPLICATE KEY UPDATE reason = 'none'"))
            assertThat(failureOf(sql.contains("?") ? store.query(sql, entry.id()) : store.query(sql)))
                    .as(sql)
                    .hasMessageContaining("audit entries are never ");
        assertThat(read(store, null, null, null)).containsExactly(entry);
    }

    @Test
    void entries_are_read_newest_first_by_operator_and_by_what_they_are_about(Vertx vertx) {
        Store store = TestStore.open(vertx, "plain");
        Audit.Entry first = write(store, ANN, RIDE, "first");
        Audit.Entry second = write(store, JOE, RIDE, "second");
        Audit.Entry third = write(store, ANN, TAXI, "third");
        assertThat(read(store, null, null, null)).containsExactly(third, second, first);
        assertThat(read(store, third.id(), null, null)).containsExactly(second, first);
        assertThat(read(store, null, ANN.id(), null)).containsExactly(third, first);
        assertThat(read(store, null, null, RIDE)).containsExactly(second, first);
        assertThat(read(store, second.id(), ANN.id(), RIDE)).containsExactly(first);
    }

    private static Audit.Entry write(Store store, Actor by, UUID about, String reason) {
        Audit.Entry entry = new Audit.Entry(
                Id.next(),
                Instant.parse("2013-01-01T00:00:00.123456Z"),
                by,
                "cancel-booking",
                about,
                reason,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        Commits<String> commits = store.commits((unit, change) -> {}, Set.of());
        await(commits.commit(null, new Commits.Answered(CommandId.next(), null, "1", entry)));
        return entry;
    }

    private static List<Audit.Entry> read(Store store, @Nullable UUID before, @Nullable UUID by, @Nullable UUID about) {
        return new ArrayList<>(await(store.audit(new Audit.Read(before, by, about, Audit.MAX_LIMIT))));
    }
}
