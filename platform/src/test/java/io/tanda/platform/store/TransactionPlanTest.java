package io.tanda.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.platform.store.Statement.Kind;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a shared transaction sends. */
class TransactionPlanTest {
    private static final Insert ROWS = Insert.into("thing", "id", "version");

    @Test
    void rows_of_one_table_are_written_in_few_statements() {
        assertThat(rowsInStatements(1)).containsExactly(1);
        assertThat(rowsInStatements(5)).containsExactly(4, 1);
        assertThat(rowsInStatements(27)).containsExactly(24, 3);
        assertThat(rowsInStatements(63)).containsExactly(48, 12, 3);
        assertThat(rowsInStatements(140)).containsExactly(64, 64, 12);
        for (int rows = 1; rows <= 128; rows++) {
            List<Integer> statements = rowsInStatements(rows);
            assertThat(statements.stream().mapToInt(Integer::intValue).sum()).isEqualTo(rows);
            assertThat(statements).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void first_rows_have_statements_of_their_own() {
        List<Unit> units = IntStream.range(0, 12)
                .mapToObj(i -> (i < 8
                                ? Unit.of().insertOnce(ROWS, Id.next(), i)
                                : Unit.of().insert(ROWS, Id.next(), i))
                        .build())
                .toList();
        assertThat(rowsInStatements(units)).containsExactly(4, 1, 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void rows_that_replace_others_and_rows_that_are_selected_share_statements_too() {
        Insert replacing = Insert.orReplace("thing", "id", "version");
        Insert selected =
                Insert.selected("thing", List.of("id"), "SELECT other FROM thing WHERE version = ? AND id = ?");
        List<Unit> units = IntStream.range(0, 3)
                .mapToObj(i -> Unit.of()
                        .insert(replacing, new UUID(0, i), i)
                        .insert(selected, i, new UUID(0, 9 - i))
                        .build())
                .toList();
        TransactionPlan plan = plan(units);
        assertThat(plan.statements())
                .extracting(Statement::sql)
                .containsExactly(
                        "INSERT INTO thing (id, version) VALUES (?, ?), (?, ?), (?, ?)"
                                + " ON DUPLICATE KEY UPDATE version = VALUES(version)",
                        "INSERT INTO thing (id) SELECT other FROM thing WHERE version = ? AND id = ?"
                                + " UNION ALL SELECT other FROM thing WHERE version = ? AND id = ?"
                                + " UNION ALL SELECT other FROM thing WHERE version = ? AND id = ?");
        assertThat(plan.statements().getLast().arguments().getInteger(0))
                .as("sorted by the id")
                .isEqualTo(2);
    }

    private static List<Integer> rowsInStatements(int rows) {
        return rowsInStatements(IntStream.range(0, rows)
                .mapToObj(i -> Unit.of().insert(ROWS, Id.next(), i).build())
                .toList());
    }

    private static List<Integer> rowsInStatements(List<Unit> units) {
        return plan(units).statements().stream()
                .map(statement -> statement.arguments().size() / 2)
                .toList();
    }

    @Test
    void the_statements_do_not_depend_on_the_order_of_arrival() {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            UUID id = new UUID(i * 0x9E3779B97F4A7C15L, i);
            Unit.Builder unit = Unit.of(new CommandId(id), null).change("UPDATE thing SET a = 1 WHERE id = ?", id);
            if (i % 2 == 0) unit.insert(ROWS, id, i);
            if (i % 3 == 0) unit.fence("a<-b", id, i, i + 1);
            units.add(Probe.event(unit.deadline(id, "k", Probe.AT), id, 0).build());
        }
        List<String> sent = texts(plan(units));
        Collections.shuffle(units, new Random(1));
        assertThat(texts(plan(units))).isEqualTo(sent);
    }

    @Test
    void rows_are_sorted_by_key_as_the_database_sorts_them() {
        UUID low = new UUID(1, 0);
        UUID high = new UUID(-1, 0);
        TransactionPlan plan = plan(List.of(
                Unit.of().insert(ROWS, high, 1).build(),
                Unit.of().insert(ROWS, low, 2).build()));
        assertThat(plan.statements().getFirst().arguments().getInteger(1)).isEqualTo(2);
    }

    @Test
    void fences_move_and_deadlines_end_in_few_statements() {
        List<Unit> units = IntStream.range(0, 12)
                .mapToObj(i -> Unit.of()
                        .fence(i < 3 ? "a<-b" : "a<-c", Id.next(), i < 9 ? 1 : 0, 2)
                        .noDeadline(Id.next(), "k")
                        .build())
                .toList();
        List<Statement> sent = plan(units).statements();
        assertThat(sent).extracting(Statement::kind).containsExactly(Kind.FENCE, Kind.FENCE, Kind.FENCE, Kind.DEADLINE);
        assertThat(sent).extracting(Statement::rows).containsExactly(Statement.ANY, 3, 6, Statement.ANY);
    }

    @Test
    void each_unit_keeps_its_own_order() {
        Unit mixed = Unit.of()
                .run("Z")
                .insert(ROWS, Id.next(), 1)
                .run("A")
                .insert(ROWS, Id.next(), 2)
                .build();
        Unit other = Unit.of().run("A").run("Z").build();
        List<String> sent = texts(plan(List.of(mixed, other))).stream()
                .map(text -> text.substring(0, 1))
                .toList();
        assertThat(sent).containsExactly("A", "Z", "Z", "I", "A", "I");
    }

    @Test
    void entries_of_all_units_are_numbered_by_two_statements_after_everything_else() {
        Numbered feed = Numbered.in("feed", "feed_last", "owner", "seq", "body");
        UUID low = new UUID(1, 0);
        UUID high = new UUID(2, 0);
        TransactionPlan plan = plan(List.of(
                Unit.of().append(feed, high, "a").append(feed, low, "b").build(),
                Unit.of()
                        .append(feed, low, "c")
                        .deadline(low, "test", Instant.EPOCH)
                        .build()));
        List<Statement> statements = plan.statements();
        assertThat(statements).hasSize(3);
        assertThat(statements.get(1).sql()).startsWith("INSERT INTO feed_last (owner, seq) VALUES (?, 1 + ");
        assertThat(statements.get(1).arguments().size()).isEqualTo(6);
        Tuple entries = statements.get(2).arguments();
        assertThat(List.of(entries.getInteger(2), entries.getInteger(6), entries.getInteger(10)))
                .as("how many of the owner's follow")
                .containsExactly(1, 0, 0);
        assertThat(List.of(entries.getString(3), entries.getString(7), entries.getString(11)))
                .containsExactly("b", "c", "a");
    }

    @Test
    void one_pointer_row_for_each_lane_that_is_touched() {
        List<Unit> units = IntStream.range(0, 200)
                .mapToObj(i -> {
                    UUID id = Id.next();
                    return Probe.event(Unit.of(), id, 0).build();
                })
                .toList();
        TransactionPlan plan = plan(units);
        assertThat(plan.events()).hasSize(200);
        long rows = plan.statements().stream()
                .filter(statement -> statement.kind() == Statement.Kind.OUTBOX)
                .mapToLong(statement -> statement.arguments().size() / 2)
                .sum();
        assertThat(rows).isEqualTo(Lanes.COUNT);
    }

    @Test
    void lanes_are_used_alike() {
        int[] used = new int[Lanes.COUNT];
        for (int i = 0; i < 8_000; i++) used[Lanes.of(Id.next())]++;
        for (int count : used) assertThat(count).isBetween(800, 1_200);
    }

    private static List<String> texts(TransactionPlan plan) {
        return plan.statements().stream()
                .map(statement -> statement.sql() + statement.arguments().deepToString())
                .toList();
    }

    private static TransactionPlan plan(List<Unit> units) {
        return TransactionPlan.of(units.stream()
                .map(unit -> new Waiting(unit, Promise.promise(), 1, 1))
                .toList());
    }
}
