package io.tanda.platform.store;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.StoredReply;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Units of work on a real database: what is written together, who fails, and why. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class GroupCommitIT {
    /** The pace is over at the fifth look at the clock after a commit began: when it is found to be not, and looked at once more. */
    private static final long HELD_UP_NANOS = TimeUnit.MICROSECONDS.toNanos(4_500);

    private static final int COMPANIONS = 20;

    @Test
    void everything_of_a_unit_is_there_after_its_commit(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID id = Id.next();
        CommandId command = CommandId.next();
        Unit.Builder unit = Probe.command(command, "{\"a\":1}")
                .insert(Probe.THING, id, 7, null)
                .deadline(id, "search", Probe.AT);
        await(probe.commit(Probe.event(unit, id, 0)));

        assertThat(probe.version(id)).isEqualTo(7);
        assertThat(await(probe.store.replyTo(command))).contains(new StoredReply("fingerprint", "{\"a\":1}"));
        List<Recorded> journal = await(probe.store.journal(List.of(new Journal.After(id, 0))));
        assertThat(journal).hasSize(1);
        assertThat(journal.getFirst().version()).isEqualTo(1);
        assertThat(journal.getFirst().at()).isEqualTo(Probe.AT);
        assertThat(journal.getFirst().type()).isEqualTo("booking.search-delayed.v1");
        assertThat(await(probe.store.journal(List.of(new Journal.After(id, 1)))))
                .isEmpty();
        Row deadline =
                await(probe.store.query("SELECT * FROM deadline")).iterator().next();
        assertThat(Rows.uuid(deadline, "aggregate_id")).isEqualTo(id);
        assertThat(Rows.instant(deadline, "due_at")).isEqualTo(Probe.AT);
        Row outbox = await(probe.store.query("SELECT * FROM outbox")).iterator().next();
        assertThat(outbox.getInteger("lane")).isEqualTo(Lanes.of(id));
        assertThat(outbox.getBuffer("pointers"))
                .isEqualTo(Buffer.buffer()
                        .appendLong(id.getMostSignificantBits())
                        .appendLong(id.getLeastSignificantBits())
                        .appendInt(1));
    }

    @Test
    void units_that_arrive_while_a_commit_is_under_way_share_the_next_one(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        List<UUID> things = companions();
        await(Future.all(probe.together(things.stream()
                .map(id -> Probe.event(Probe.thing(id), id, 0).build())
                .toList())));
        assertThat(things).allMatch(probe::isThere);
        assertThat(probe.mostUnitsPerCommit()).isEqualTo(COMPANIONS);
        assertThat(probe.count("outbox")).as("a row for each lane").isLessThanOrEqualTo(Lanes.COUNT);
    }

    @Test
    void while_few_wait_one_line_takes_them_all(Vertx vertx) {
        Probe probe = Probe.open(vertx, TestStore.freshConfig("probe"), CommitLimits.USUAL);
        List<UUID> things = companions();
        await(Future.all(probe.after(
                1, things.stream().map(id -> Probe.thing(id).build()).toList())));
        assertThat(things).allMatch(probe::isThere);
        assertThat(probe.mostUnitsPerCommit()).isEqualTo(COMPANIONS);
    }

    @Test
    void what_comes_soon_after_a_commit_shares_the_next_one(Vertx vertx) {
        CommitLimits slow = new CommitLimits(10_000, 5_000, 100, 32, 300);
        Probe probe = Probe.open(vertx, TestStore.freshConfig("probe"), slow);
        await(probe.commit(Probe.thing(Id.next())));
        Future<Void> one = probe.commit(Probe.thing(Id.next()));
        Future<Void> two =
                vertx.timer(50, TimeUnit.MILLISECONDS).compose(later -> probe.commit(Probe.thing(Id.next())));
        await(Future.all(one, two));
        assertThat(probe.mostUnitsPerCommit()).isEqualTo(2);
    }

    @Test
    void a_thread_that_is_held_up_between_two_looks_at_the_clock_leaves_nothing_waiting(Vertx vertx) {
        AtomicLong held = new AtomicLong();
        Probe probe = Probe.open(
                vertx, TestStore.freshConfig("probe"), CommitLimits.USUAL, () -> held.addAndGet(HELD_UP_NANOS));
        for (int unit = 0; unit < 50; unit++) await(probe.commit(Probe.thing(Id.next())));
    }

    @Test
    void a_closed_store_waits_for_no_pace(Vertx vertx) {
        Probe probe =
                Probe.open(vertx, TestStore.freshConfig("probe"), new CommitLimits(10_000, 5_000, 100, 32, 60_000));
        await(probe.commit(Probe.thing(Id.next())));
        Future<Void> paced = probe.commit(Probe.thing(Id.next()));
        await(probe.store.close());
        await(paced);
    }

    @Test
    void whoever_falls_silent_in_a_transaction_soon_holds_his_rows_no_more(Vertx vertx) {
        StoreConfig config = TestStore.freshConfig("probe");
        Probe probe = Probe.open(vertx, config, Probe.TWO_LINES);
        UUID thing = Id.next();
        await(probe.commit(Probe.thing(thing)));
        Line line = new Line(vertx, MySQLConnectOptions.fromUri(config.url()).setDatabase(config.schema()));
        for (Future<SqlConnection> opened : List.of(probe.store.pool().getConnection(), line.connection())) {
            SqlConnection silent = await(opened);
            await(silent.query("BEGIN").execute());
            await(silent.preparedQuery("SELECT id FROM thing WHERE id = ? FOR UPDATE")
                    .execute(Rows.tuple(thing)));
            await(probe.commit(Unit.of().run("UPDATE thing SET version = version + 1 WHERE id = ?", thing)));
        }
        assertThat(probe.version(thing)).isEqualTo(3);
    }

    @Test
    void a_slow_line_holds_nobody_up(Vertx vertx) {
        Probe probe = Probe.open(vertx, TestStore.freshConfig("probe"), CommitLimits.USUAL);
        UUID locked = Id.next();
        UUID other = Id.next();
        await(probe.commit(Probe.thing(locked)));
        SqlConnection rival = await(probe.store.pool().getConnection());
        await(rival.begin());
        await(rival.preparedQuery(Probe.CHANGE).execute(Rows.tuple(locked, 1)));
        Future<Void> held = probe.commit(Unit.of().run("UPDATE thing SET version = 9 WHERE id = ?", locked));
        await(probe.commit(Probe.thing(other)));
        assertThat(held.isComplete()).isFalse();
        await(rival.query("COMMIT").execute());
        await(rival.close());
        await(held);
        assertThat(probe.isThere(other)).isTrue();
    }

    @Test
    void a_change_of_a_version_that_is_gone_fails_alone(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID thing = Id.next();
        await(probe.commit(Probe.thing(thing)));
        Unit stale = Unit.of().change(Probe.CHANGE, thing, 5).build();
        assertThat(failsAlone(probe, stale)).isInstanceOf(CommitFailed.Stale.class);
        assertThat(probe.version(thing)).isEqualTo(1);
    }

    @Test
    void of_two_changes_of_one_version_in_one_commit_one_is_written(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID thing = Id.next();
        await(probe.commit(Probe.thing(thing)));
        Unit change = Unit.of().change(Probe.CHANGE, thing, 1).build();
        List<Future<Void>> ends = probe.together(List.of(change, change));
        await(Future.join(ends).otherwiseEmpty());
        assertThat(ends.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(ends.stream().filter(Future::failed).map(Future::cause))
                .allMatch(CommitFailed.Stale.class::isInstance);
        assertThat(probe.version(thing)).isEqualTo(2);
    }

    @Test
    void a_taken_unique_key_fails_alone_and_is_named(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID owner = Id.next();
        await(probe.commit(Unit.of().insert(Probe.THING, Id.next(), 1, owner)));
        Unit taken = Unit.of().insert(Probe.THING, Id.next(), 1, owner).build();
        Throwable failure = failsAlone(probe, taken);
        assertThat(failure).isInstanceOf(CommitFailed.Duplicate.class);
        assertThat(((CommitFailed.Duplicate) failure).key()).isEqualTo("thing_owner");
    }

    @Test
    void a_row_that_is_not_the_first_of_its_key_fails_alone_as_stale(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID thing = Id.next();
        await(probe.commit(Unit.of().insertOnce(Probe.THING, thing, 1, null)));
        Throwable failure = failsAlone(
                probe, Unit.of().insertOnce(Probe.THING, thing, 2, null).build());
        assertThat(failure).isInstanceOf(CommitFailed.Stale.class);
        assertThat(((CommitFailed.Stale) failure).isFence()).isFalse();
        assertThat(probe.version(thing)).isEqualTo(1);
    }

    @Test
    void a_first_row_that_takes_a_taken_key_of_another_kind_is_no_late_comer(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID owner = Id.next();
        await(probe.commit(Unit.of().insertOnce(Probe.THING, Id.next(), 1, owner)));
        Throwable failure = failsAlone(
                probe, Unit.of().insertOnce(Probe.THING, Id.next(), 1, owner).build());
        assertThat(failure).isInstanceOf(CommitFailed.Duplicate.class);
        assertThat(((CommitFailed.Duplicate) failure).key()).isEqualTo("thing_owner");
    }

    @Test
    void of_two_first_rows_of_one_key_in_one_commit_one_is_written(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID thing = Id.next();
        List<Unit> units = new ArrayList<>();
        for (UUID id : companions())
            units.add(Unit.of().insertOnce(Probe.THING, id, 1, null).build());
        for (int version : List.of(5, 6))
            units.add(Unit.of().insertOnce(Probe.THING, thing, version, null).build());
        List<Future<Void>> ends = probe.together(units);
        await(Future.join(ends).otherwiseEmpty());
        assertThat(ends.subList(0, COMPANIONS)).allMatch(Future::succeeded);
        assertThat(ends.stream().filter(Future::failed).map(Future::cause))
                .singleElement()
                .isInstanceOf(CommitFailed.Stale.class);
        assertThat(probe.version(thing)).isIn(5, 6);
    }

    @Test
    void a_first_row_and_any_other_of_one_table_fail_each_in_its_own_way(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID thing = Id.next();
        await(probe.commit(Probe.thing(thing)));
        List<Future<Void>> ends = probe.together(List.of(
                Unit.of().insertOnce(Probe.THING, thing, 2, null).build(),
                Probe.thing(thing).build(),
                Unit.of().insertOnce(Probe.THING, Id.next(), 1, null).build()));
        await(Future.join(ends).otherwiseEmpty());
        assertThat(ends.get(0).cause()).isInstanceOf(CommitFailed.Stale.class);
        assertThat(ends.get(1).cause()).isInstanceOf(CommitFailed.Duplicate.class);
        assertThat(ends.get(2).succeeded()).isTrue();
    }

    @Test
    void a_unique_key_taken_by_an_update_fails_alone_and_is_named(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID owner = Id.next();
        UUID thing = Id.next();
        await(probe.commit(Unit.of().insert(Probe.THING, Id.next(), 1, owner).insert(Probe.THING, thing, 1, null)));
        Unit taken = Unit.of()
                .change("UPDATE thing SET owner = ? WHERE id = ?", owner, thing)
                .build();
        Throwable failure = failsAlone(probe, taken);
        assertThat(failure).isInstanceOf(CommitFailed.Duplicate.class);
        assertThat(((CommitFailed.Duplicate) failure).key()).isEqualTo("thing_owner");
    }

    @Test
    void a_command_repeated_within_one_commit_takes_effect_once(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        CommandId id = CommandId.next();
        List<Unit> units = new ArrayList<>();
        List<UUID> things = companions();
        for (UUID thing : things) {
            units.add(Probe.command(id, "\"" + thing + "\"")
                    .insert(Probe.THING, thing, 1, null)
                    .build());
        }
        List<Future<Void>> ends = probe.together(units);
        await(Future.join(ends).otherwiseEmpty());
        assertThat(things.stream().filter(probe::isThere)).hasSize(1);
        assertThat(ends.stream().filter(Future::succeeded)).hasSize(1);
        String answer = await(probe.store.replyTo(id)).orElseThrow().json();
        assertThat(ends.stream().filter(Future::failed).map(Future::cause))
                .allSatisfy(failure -> assertThat(
                                ((CommitFailed.AlreadyDone) failure).reply().json())
                        .isEqualTo(answer));
    }

    @Test
    void commands_that_another_process_did_before_cost_their_companions_one_rollback(Vertx vertx) {
        StoreConfig config = TestStore.freshConfig("probe");
        Probe rival = Probe.open(vertx, config, Probe.TWO_LINES);
        Probe probe = Probe.open(vertx, config, Probe.TWO_LINES);
        List<UUID> things = companions();
        List<Unit> units = new ArrayList<>();
        for (UUID thing : things) units.add(Probe.thing(thing).build());
        for (int at : List.of(0, 7, 13)) {
            CommandId id = CommandId.next();
            await(rival.commit(Probe.command(id, "\"" + at + "\"")));
            units.add(at, Probe.command(id, "\"again\"").build());
        }
        List<Future<Void>> ends = probe.together(units);
        await(Future.join(ends).otherwiseEmpty());
        assertThat(things).allMatch(probe::isThere);
        assertThat(ends.stream().filter(Future::failed).map(Future::cause))
                .hasSize(3)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(CommitFailed.AlreadyDone.class));
        assertThat(((CommitFailed.AlreadyDone) ends.getFirst().cause()).reply())
                .isEqualTo(new StoredReply("fingerprint", "\"0\""));
        assertThat(probe.splits()).isEqualTo(1);
    }

    @Test
    void after_a_command_that_another_process_did_the_next_is_found_before_it_costs_a_rollback(Vertx vertx) {
        StoreConfig config = TestStore.freshConfig("probe");
        Probe rival = Probe.open(vertx, config, Probe.TWO_LINES);
        Probe probe = Probe.open(vertx, config, Probe.TWO_LINES);
        for (int round = 0; round < 3; round++) {
            CommandId id = CommandId.next();
            await(rival.commit(Probe.command(id, "\"then\"")));
            List<UUID> things = companions();
            List<Unit> units = new ArrayList<>();
            for (UUID thing : things) units.add(Probe.thing(thing).build());
            units.add(Probe.command(id, "\"again\"").build());
            List<Future<Void>> ends = probe.together(units);
            await(Future.join(ends).otherwiseEmpty());
            assertThat(things).allMatch(probe::isThere);
            assertThat(((CommitFailed.AlreadyDone) ends.getLast().cause()).reply())
                    .isEqualTo(new StoredReply("fingerprint", "\"then\""));
        }
        assertThat(probe.splits()).isEqualTo(1);
    }

    @Test
    void a_command_that_this_process_did_before_is_answered_as_then_and_costs_no_rollback(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        CommandId id = CommandId.next();
        await(probe.commit(Probe.command(id, "\"first\"")));
        List<Unit> units = new ArrayList<>();
        for (UUID thing : companions()) units.add(Probe.thing(thing).build());
        units.add(5, Probe.command(id, "\"second\"").build());
        List<Future<Void>> ends = probe.together(units);
        await(Future.join(ends).otherwiseEmpty());
        assertThat(((CommitFailed.AlreadyDone) ends.get(5).cause()).reply())
                .isEqualTo(new StoredReply("fingerprint", "\"first\""));
        assertThat(ends.stream().filter(Future::succeeded)).hasSize(COMPANIONS);
        assertThat(probe.splits()).isZero();
    }

    @Test
    void a_repetition_takes_the_place_of_a_first_that_failed(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        CommandId id = CommandId.next();
        UUID thing = Id.next();
        List<Future<Void>> ends = probe.together(List.of(
                Probe.command(id, "1").change(Probe.CHANGE, thing, 1).build(),
                Probe.command(id, "2").insert(Probe.THING, thing, 1, null).build(),
                Probe.command(id, "3").build()));
        await(Future.join(ends).otherwiseEmpty());
        assertThat(ends.get(0).cause()).isInstanceOf(CommitFailed.Stale.class);
        assertThat(ends.get(1).succeeded()).isTrue();
        assertThat(((CommitFailed.AlreadyDone) ends.get(2).cause()).reply().json())
                .isEqualTo("2");
        assertThat(probe.isThere(thing)).isTrue();
    }

    @Test
    void a_version_that_is_taken_in_the_journal_fails_alone(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID id = Id.next();
        await(probe.commit(Probe.event(Unit.of(), id, 0)));
        Throwable failure = failsAlone(probe, Probe.event(Unit.of(), id, 0).build());
        assertThat(failure).isInstanceOf(CommitFailed.Stale.class);
        assertThat(((CommitFailed.Stale) failure).isFence()).isFalse();
    }

    @Test
    void a_statement_that_is_wrong_fails_alone_as_a_bug(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        assertThat(failsAlone(
                        probe, Unit.of().run("UPDATE nothing SET x = ?", 1).build()))
                .isInstanceOf(CommitFailed.Invalid.class);
        Unit tooLong = Unit.of()
                .insert(Insert.into("thing", "id", "version", "note"), Id.next(), 1, "x".repeat(201))
                .build();
        assertThat(failsAlone(probe, tooLong)).isInstanceOf(CommitFailed.Invalid.class);
    }

    @Test
    void every_kind_of_failure_in_one_commit_meets_its_own_unit_only(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID id = Id.next();
        UUID owner = Id.next();
        CommandId command = CommandId.next();
        await(probe.commit(Probe.event(Probe.command(command, "1").insert(Probe.THING, id, 1, owner), id, 0)));
        List<UUID> companions = companions();
        List<Unit> units = new ArrayList<>();
        for (UUID companion : companions) units.add(Probe.thing(companion).build());
        units.add(3, Unit.of().change(Probe.CHANGE, id, 9).build());
        units.add(6, Unit.of().insert(Probe.THING, Id.next(), 1, owner).build());
        units.add(9, Probe.command(command, "2").build());
        units.add(12, Probe.event(Unit.of(), id, 0).build());
        List<Future<Void>> ends = probe.together(units);
        await(Future.join(ends).otherwiseEmpty());
        assertThat(companions).allMatch(probe::isThere);
        assertThat(ends.stream().filter(Future::succeeded)).hasSize(COMPANIONS);
        assertThat(ends.get(3).cause()).isInstanceOf(CommitFailed.Stale.class);
        assertThat(ends.get(6).cause()).isInstanceOf(CommitFailed.Duplicate.class);
        assertThat(ends.get(9).cause()).isInstanceOf(CommitFailed.AlreadyDone.class);
        assertThat(ends.get(12).cause()).isInstanceOf(CommitFailed.Stale.class);
    }

    @Test
    void nothing_of_a_failed_unit_is_there(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID thing = Id.next();
        CommandId command = CommandId.next();
        Unit.Builder unit = Probe.command(command, "1")
                .insert(Probe.THING, thing, 1, null)
                .deadline(thing, "search", Probe.AT)
                .change(Probe.CHANGE, Id.next(), 1);
        assertThat(failureOf(probe.commit(Probe.event(unit, thing, 0)))).isInstanceOf(CommitFailed.Stale.class);
        assertThat(probe.isThere(thing)).isFalse();
        for (String table : List.of("event", "outbox", "command", "deadline"))
            assertThat(probe.count(table)).as(table).isZero();
    }

    @Test
    void a_fence_lets_each_version_through_once_and_in_order(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID id = Id.next();
        assertThat(isFenced(probe, id, 2)).as("a gap").isTrue();
        await(probe.commit(Unit.of().fence("a<-b", id, 0, 1)));
        assertThat(isFenced(probe, id, 1)).isTrue();
        await(probe.commit(Unit.of().fence("a<-b", id, 1, 2)));
        await(probe.commit(Unit.of().fence("a<-b", id, 2, 3)));
        assertThat(isFenced(probe, id, 2)).isTrue();
        assertThat(isFenced(probe, id, 3)).isTrue();
        assertThat(isFenced(probe, id, 5)).as("a gap").isTrue();
        await(probe.commit(Unit.of().fence("c<-b", id, 0, 1)));
    }

    @Test
    void fences_that_others_moved_fail_alone_and_cost_their_companions_one_rollback(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        List<UUID> followed = companions();
        await(Future.all(followed.stream()
                .map(id -> probe.commit(Unit.of().fence("a<-b", id, 0, 1)))
                .toList()));
        UUID moved = followed.get(3);
        await(probe.commit(Unit.of().fence("a<-b", moved, 1, 2)));
        UUID known = Id.next();
        await(probe.commit(Unit.of().fence("a<-b", known, 0, 1)));
        List<UUID> things = new ArrayList<>();
        List<Unit> units = new ArrayList<>();
        for (UUID id : followed) {
            things.add(Id.next());
            units.add(Unit.of()
                    .fence("a<-b", id, 1, 2)
                    .insert(Probe.THING, things.getLast(), 1, null)
                    .build());
        }
        units.add(Unit.of().fence("a<-b", known, 0, 1).build());
        List<Future<Void>> ends = probe.together(units);
        await(Future.join(ends).otherwiseEmpty());
        assertThat(ends.stream().filter(Future::failed))
                .containsExactly(ends.get(3), ends.getLast())
                .allSatisfy(end ->
                        assertThat(((CommitFailed.Stale) end.cause()).isFence()).isTrue());
        for (UUID thing : things) assertThat(probe.isThere(thing)).isEqualTo(!thing.equals(things.get(3)));
        assertThat(probe.splits()).isEqualTo(1);
    }

    @Test
    void a_stale_fence_is_told_from_a_stale_effect(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID id = Id.next();
        Throwable effect =
                failureOf(probe.commit(Unit.of().change(Probe.CHANGE, id, 1).fence("a<-b", id, 0, 1)));
        assertThat(((CommitFailed.Stale) effect).isFence()).isFalse();
        await(probe.commit(Unit.of().fence("a<-b", id, 0, 1)));
        Throwable both =
                failureOf(probe.commit(Unit.of().change(Probe.CHANGE, id, 1).fence("a<-b", id, 0, 1)));
        assertThat(((CommitFailed.Stale) both).isFence()).isTrue();
    }

    @Test
    void a_units_statements_run_in_the_order_they_were_added(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        List<Unit> units = new ArrayList<>();
        List<UUID> things = companions();
        await(Future.all(
                things.stream().map(id -> probe.commit(Probe.thing(id))).toList()));
        for (int i = 0; i < things.size(); i++) {
            UUID id = things.get(i);
            Unit.Builder unit = Unit.of();
            if (i % 2 == 0) unit.change("DELETE FROM thing WHERE id = ?", id).insert(Probe.THING, id, 40, null);
            unit.run("UPDATE thing SET version = version * 10 WHERE id = ?", id);
            unit.run("UPDATE thing SET version = version + 2 WHERE id = ?", id);
            units.add(unit.build());
        }
        await(Future.all(probe.together(units)));
        for (int i = 0; i < things.size(); i++)
            assertThat(probe.version(things.get(i))).isEqualTo(i % 2 == 0 ? 402 : 12);
    }

    @Test
    void a_deadline_is_set_moved_and_removed_by_the_last_word(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID one = Id.next();
        UUID two = Id.next();
        Instant later = Probe.AT.plusSeconds(60);
        await(probe.commit(Unit.of().deadline(one, "search", Probe.AT).deadline(two, "search", Probe.AT)));
        await(Future.all(probe.together(List.of(
                Unit.of().deadline(one, "search", later).build(),
                Unit.of().noDeadline(two, "search").build(),
                Unit.of().deadline(two, "ride", later).noDeadline(two, "ride").build()))));
        List<Instant> due = new ArrayList<>();
        for (Row row : await(probe.store.query("SELECT due_at FROM deadline"))) due.add(Rows.instant(row, "due_at"));
        assertThat(due).containsExactly(later);
    }

    @Test
    void a_listener_hears_of_the_events_as_the_journal_has_them_and_nudges_run_after_the_commit(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        ConcurrentLinkedQueue<Recorded> heard = new ConcurrentLinkedQueue<>();
        probe.store.onCommitted(heard::addAll);
        UUID id = Id.next();
        Promise<Boolean> nudge = Promise.promise();
        BookingEvent finer = new BookingEvent.SearchDelayed(new RideId(id), Probe.AT.plusNanos(789));
        await(probe.commit(Unit.of()
                .events(BookingEvent.TOPIC, 0, List.of(finer), Actor.SYSTEM, "00-trace")
                .afterwards(() -> probe.store
                        .journal(List.of(new Journal.After(id, 0)))
                        .map(found -> found.size() == 1)
                        .onComplete(nudge))));
        assertThat(await(nudge.future())).isTrue();
        assertThat(heard).containsExactlyElementsOf(await(probe.store.journal(List.of(new Journal.After(id, 0)))));
        AtomicInteger nudged = new AtomicInteger();
        failureOf(probe.commit(Probe.event(Unit.of(), id, 0).afterwards(nudged::incrementAndGet)));
        assertThat(nudged).hasValue(0);
        assertThat(heard).hasSize(1);
    }

    @Test
    void futures_complete_on_the_callers_context(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        Context caller = vertx.getOrCreateContext();
        Promise<Context> completed = Promise.promise();
        caller.runOnContext(now -> probe.commit(Probe.thing(Id.next()))
                .onComplete((done, failure) -> completed.complete(Vertx.currentContext())));
        assertThat(await(completed.future())).isSameAs(caller);
    }

    @Test
    void a_unit_that_is_chosen_as_a_deadlocks_victim_is_tried_again(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        UUID low = new UUID(1, 1);
        UUID high = new UUID(2, 2);
        UUID heavy = new UUID(3, 3);
        await(Future.all(
                probe.commit(Probe.thing(low)), probe.commit(Probe.thing(high)), probe.commit(Probe.thing(heavy))));
        SqlConnection rival = await(probe.store.pool().getConnection());
        await(rival.begin());
        // The server gives up the transaction that wrote less: the rival writes more.
        for (int i = 0; i < 50; i++)
            await(rival.query("INSERT INTO thing (id, version) VALUES (UNHEX(MD5(" + i + ")), 1)")
                    .execute());
        await(rival.preparedQuery(Probe.CHANGE).execute(Rows.tuple(high, 1)));
        Future<Void> unit = probe.commit(Unit.of()
                .run("UPDATE thing SET version = version + 10 WHERE id = ?", low)
                .run("UPDATE thing SET version = version + 10 WHERE id = ? ", high));
        awaitLockWait(probe);
        await(rival.preparedQuery(Probe.CHANGE).execute(Rows.tuple(low, 1)));
        await(rival.query("COMMIT").execute());
        await(unit);
        await(rival.close());
        assertThat(probe.version(low)).isEqualTo(12);
        assertThat(probe.version(high)).isEqualTo(12);
    }

    @Test
    void one_unit_more_than_may_wait_is_refused_and_those_that_wait_are_written(Vertx vertx) {
        StoreConfig fresh = TestStore.freshConfig("probe");
        Probe probe = Probe.open(vertx, new StoreConfig(fresh.url(), fresh.schema(), 4, 64, 16), Probe.TWO_LINES);
        UUID locked = Id.next();
        await(probe.commit(Probe.thing(locked)));
        SqlConnection rival = await(probe.store.pool().getConnection());
        await(rival.begin());
        await(rival.preparedQuery(Probe.CHANGE).execute(Rows.tuple(locked, 1)));
        List<Future<Void>> held = new ArrayList<>();
        for (int line = 0; line < CommitQueue.LINES; line++)
            held.add(probe.commit(Unit.of().run("UPDATE thing SET version = version + 10 WHERE id = ?", locked)));
        List<UUID> things = IntStream.range(0, 100).mapToObj(i -> Id.next()).toList();
        List<Future<Void>> ends =
                things.stream().map(id -> probe.commit(Probe.thing(id))).toList();
        await(rival.query("COMMIT").execute());
        await(rival.close());
        await(Future.join(ends).otherwiseEmpty());
        await(Future.all(held));
        long refused = ends.stream().filter(Future::failed).count();
        assertThat(refused).isBetween(100L - 64, 100L - 60);
        for (int i = 0; i < ends.size(); i++) {
            assertThat(probe.isThere(things.get(i))).isEqualTo(ends.get(i).succeeded());
            if (ends.get(i).failed()) assertThat(ends.get(i).cause()).isInstanceOf(CommitFailed.Overloaded.class);
        }
    }

    @Test
    void many_writers_of_few_rows_lose_no_update(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        int rows = 5;
        int writers = 40;
        int rounds = 10;
        List<UUID> things = IntStream.range(0, rows).mapToObj(i -> Id.next()).toList();
        for (UUID thing : things) await(probe.commit(Probe.event(Probe.thing(thing), thing, 0)));
        AtomicInteger written = new AtomicInteger();
        List<Future<Void>> ends = IntStream.range(0, writers)
                .mapToObj(writer -> write(probe, things, writer, rounds, written))
                .toList();
        await(Future.all(ends));
        int sum = 0;
        for (UUID thing : things) {
            int version = Objects.requireNonNull(probe.version(thing));
            sum += version - 1;
            assertThat(await(probe.store.journal(List.of(new Journal.After(thing, 0)))))
                    .extracting(Recorded::version)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, version).boxed().toList());
        }
        assertThat(written.get()).isGreaterThan(writers * rounds / 2);
        assertThat(sum).isEqualTo(written.get());
    }

    @Test
    void the_journal_is_read_for_many_aggregates_at_once(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        List<UUID> ids = IntStream.range(0, 130).mapToObj(i -> Id.next()).toList();
        await(Future.all(ids.stream()
                .map(id -> probe.commit(Probe.event(Probe.event(Unit.of(), id, 0), id, 1)))
                .toList()));
        List<Recorded> found = await(probe.store.journal(
                ids.stream().map(id -> new Journal.After(id, 1)).toList()));
        assertThat(found).hasSize(ids.size()).allMatch(event -> event.version() == 2);
        assertThat(new TreeSet<>(found.stream().map(Recorded::aggregate).toList()))
                .isEqualTo(new TreeSet<>(ids));
    }

    @Test
    void a_closed_store_refuses_and_what_it_took_before_is_written(Vertx vertx) {
        Probe probe = Probe.open(vertx);
        Probe other = Probe.open(vertx);
        List<Future<Void>> ends = probe.together(
                companions().stream().map(id -> Probe.thing(id).build()).toList());
        await(probe.store.close());
        assertThat(ends).allMatch(Future::succeeded);
        assertThat(failureOf(probe.commit(Probe.thing(Id.next())))).isInstanceOf(CommitFailed.Unavailable.class);
        await(other.commit(Probe.thing(Id.next())));
    }

    private static Future<Void> write(Probe probe, List<UUID> things, int seed, int rounds, AtomicInteger written) {
        if (rounds == 0) return Future.succeededFuture();
        UUID thing = things.get((seed * 31 + rounds * 17) % things.size());
        return Attempts.whileStale(() -> probe.store
                        .query("SELECT version FROM thing WHERE id = ?", thing)
                        .compose(rows -> {
                            int version = rows.iterator().next().getInteger(0);
                            return probe.commit(
                                    Probe.event(Unit.of().change(Probe.CHANGE, thing, version), thing, version));
                        }))
                .onSuccess(done -> written.incrementAndGet())
                .recover(failure ->
                        failure instanceof CommitFailed.Stale ? Future.succeededFuture() : Future.failedFuture(failure))
                .compose(done -> write(probe, things, seed, rounds - 1, written));
    }

    private static boolean isFenced(Probe probe, UUID id, int version) {
        Throwable failure = failureOf(probe.commit(Unit.of().fence("a<-b", id, version - 1, version)));
        return failure instanceof CommitFailed.Stale stale && stale.isFence();
    }

    private static void awaitLockWait(Probe probe) {
        // Not innodb_trx: its cache is not renewed while it is read more often than every 100 ms.
        String sql = "SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'";
        TestStore.until(() ->
                !await(probe.store.query(sql)).iterator().next().getString(1).equals("0"));
    }

    private static List<UUID> companions() {
        return IntStream.range(0, COMPANIONS).mapToObj(i -> Id.next()).toList();
    }

    /** The unit's failure; its companions in the same transaction are written. */
    private static Throwable failsAlone(Probe probe, Unit unit) {
        List<UUID> companions = companions();
        List<Unit> units = new ArrayList<>();
        for (UUID id : companions) units.add(Probe.event(Probe.thing(id), id, 0).build());
        units.add(COMPANIONS / 2, unit);
        double splits = probe.splits();
        List<Future<Void>> ends = probe.together(units);
        await(Future.join(ends).otherwiseEmpty());
        assertThat(probe.splits()).as("they shared a transaction").isGreaterThan(splits);
        assertThat(companions).allMatch(probe::isThere);
        for (int i = 0; i < ends.size(); i++)
            assertThat(ends.get(i).succeeded()).isEqualTo(i != COMPANIONS / 2);
        return ends.get(COMPANIONS / 2).cause();
    }
}
