package io.tanda.platform.store;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.testing.TcpProxy;
import io.tanda.platform.testing.TcpProxy.Fate;
import io.tanda.platform.testing.TestStore;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of units when the network between store and database fails. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
@Tag("B3")
class LostConnectionIT {
    private static final CommitLimits SHORT = new CommitLimits(1_500, 2_000, 50, 1, 0);
    private static final int UNITS = 10;

    /** As a client sends it: the command "query", then its text. */
    private static final String COMMIT = "\3COMMIT";

    private TcpProxy proxy;
    private StoreConfig direct;
    private StoreConfig throughProxy;

    @BeforeEach
    void startProxy() {
        int port = TestServers.mariaDb().port();
        proxy = TcpProxy.to(port);
        direct = TestStore.freshConfig("probe");
        throughProxy =
                new StoreConfig(direct.url().replace(":" + port, ":" + proxy.port()), direct.schema(), 4, 1_000, 128);
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
    }

    @Test
    void when_the_answer_to_commit_is_lost_and_it_happened_the_units_succeed(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        proxy.next(COMMIT, Fate.ANSWER_LOST);
        List<UUID> things = things();
        await(Future.all(things.stream()
                .map(id -> probe.commit(
                        Probe.event(Probe.command(CommandId.next(), "1").insert(Probe.THING, id, 1, null), id, 0)))
                .toList()));
        assertThat(proxy.sprung()).isTrue();
        assertThat(things).allMatch(probe::isThere);
        assertThat(probe.count("event")).isEqualTo(UNITS);
    }

    @Test
    void when_commit_is_lost_on_its_way_there_the_units_are_written_again_once(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        proxy.next(COMMIT, Fate.LOST);
        List<UUID> things = things();
        await(Future.all(things.stream()
                .map(id -> probe.commit(
                        Probe.event(Probe.command(CommandId.next(), "1").insert(Probe.THING, id, 1, null), id, 0)))
                .toList()));
        assertThat(proxy.sprung()).isTrue();
        assertThat(things).allMatch(probe::isThere);
        assertThat(probe.count("event")).isEqualTo(UNITS);
    }

    @Test
    void a_unit_without_a_command_is_read_back_by_its_event(Vertx vertx) {
        for (Fate fate : List.of(Fate.ANSWER_LOST, Fate.LOST)) {
            Probe probe = Probe.open(vertx, throughProxy, SHORT);
            UUID id = Id.next();
            proxy.next(COMMIT, fate);
            await(probe.commit(Probe.event(Probe.thing(id), id, 0)));
            assertThat(proxy.sprung()).isTrue();
            assertThat(probe.version(id)).isEqualTo(1);
        }
    }

    @Test
    void a_followed_event_without_effects_is_read_back_by_its_fence(Vertx vertx) {
        for (Fate fate : List.of(Fate.ANSWER_LOST, Fate.LOST)) {
            Probe probe = Probe.open(vertx, throughProxy, SHORT);
            UUID id = Id.next();
            await(probe.commit(Unit.of().fence("a<-b", id, 0, 1)));
            proxy.next(COMMIT, fate);
            await(probe.commit(Unit.of().fence("a<-b", id, 1, 2)));
            assertThat(proxy.sprung()).isTrue();
            assertThat(await(probe.store.query("SELECT version FROM fence"))
                            .iterator()
                            .next()
                            .getInteger(0))
                    .isEqualTo(2);
        }
    }

    @Test
    void another_writer_of_the_same_version_meanwhile_makes_the_unit_stale_and_not_done(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        Probe rival = Probe.open(vertx, direct, SHORT);
        UUID id = Id.next();
        await(probe.commit(Probe.thing(Id.next())));
        proxy.next(COMMIT, Fate.LOST);
        proxy.refuse(true);
        Future<Void> mine = probe.commit(Probe.event(Unit.of(), id, 0));
        TestStore.until(proxy::sprung);
        await(rival.commit(Unit.of()
                .events(
                        BookingEvent.TOPIC,
                        0,
                        List.of(new BookingEvent.RideExpired(new RideId(id), Probe.AT)),
                        Actor.SYSTEM,
                        null)));
        proxy.refuse(false);
        assertThat(failureOf(mine)).isInstanceOf(CommitFailed.Stale.class);
    }

    @Test
    void a_unit_that_nothing_tells_of_is_unknown(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        UUID id = Id.next();
        proxy.next(COMMIT, Fate.ANSWER_LOST);
        assertThat(failureOf(probe.commit(Probe.thing(id)))).isInstanceOf(CommitFailed.Unknown.class);
        assertThat(probe.isThere(id)).isTrue();
    }

    @Test
    void a_command_in_the_same_transaction_tells_of_the_unit_that_has_none(Vertx vertx) {
        for (Fate fate : List.of(Fate.ANSWER_LOST, Fate.LOST)) {
            Probe probe = Probe.open(vertx, throughProxy, SHORT);
            UUID plain = Id.next();
            UUID lock = Id.next();
            await(probe.commit(Probe.thing(lock)));
            // Both lines wait for a row, so that the two units share the next transaction.
            SqlConnection rival = await(probe.store.pool().getConnection());
            await(rival.begin());
            await(rival.preparedQuery(Probe.CHANGE).execute(Rows.tuple(lock, 1)));
            List<Future<Void>> ends = new ArrayList<>();
            for (int line = 0; line < CommitQueue.LINES; line++)
                ends.add(probe.commit(Unit.of().run("UPDATE thing SET version = 9 WHERE id = ?", lock)));
            Future<Void> one = probe.commit(Probe.thing(plain));
            Future<Void> two = probe.commit(Probe.command(CommandId.next(), "\"marked\""));
            proxy.nextAfter("marked", COMMIT, fate);
            await(rival.query("COMMIT").execute());
            await(rival.close());
            await(Future.all(ends));
            await(one);
            await(two);
            assertThat(proxy.sprung()).isTrue();
            assertThat(probe.isThere(plain)).isTrue();
        }
    }

    @Test
    void while_the_database_cannot_be_reached_a_lost_commit_is_unknown_in_time(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        await(probe.commit(Probe.thing(Id.next())));
        proxy.next(COMMIT, Fate.ANSWER_LOST);
        proxy.refuse(true);
        CommandId command = CommandId.next();
        assertThat(failureOf(probe.commit(Probe.command(command, "1")))).isInstanceOf(CommitFailed.Unknown.class);
        proxy.refuse(false);
        assertThat(failureOf(probe.commit(Probe.command(command, "1"))))
                .as("the asker's retry with the same id")
                .isInstanceOf(CommitFailed.AlreadyDone.class);
    }

    @Test
    void a_refused_connection_is_an_outage_and_passes(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        UUID before = Id.next();
        await(probe.commit(Probe.thing(before)));
        proxy.refuse(true);
        proxy.cut();
        assertThat(failureOf(probe.commit(Probe.thing(Id.next())))).isInstanceOf(CommitFailed.Unavailable.class);
        assertThat(failureOf(probe.store.query("SELECT 1"))).isInstanceOf(CommitFailed.Unavailable.class);
        proxy.refuse(false);
        UUID after = Id.next();
        await(probe.commit(Probe.thing(after)));
        assertThat(probe.isThere(before)).isTrue();
        assertThat(probe.isThere(after)).isTrue();
    }

    @Test
    void a_connection_lost_before_commit_is_made_again_and_nobody_notices(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        proxy.next("thing", Fate.LOST);
        List<UUID> things = things();
        await(Future.all(probe.together(things.stream()
                .map(id -> Probe.event(Probe.thing(id), id, 0).build())
                .toList())));
        assertThat(proxy.sprung()).isTrue();
        assertThat(things).allMatch(probe::isThere);
        assertThat(probe.count("event")).isEqualTo(UNITS);
    }

    @Test
    void a_database_that_falls_silent_is_given_up_in_time(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        await(probe.commit(Probe.thing(Id.next())));
        UUID id = Id.next();
        proxy.next("a note", Fate.SILENCE);
        Insert into = Insert.into("thing", "id", "version", "note");
        await(probe.commit(Unit.of().insert(into, id, 1, "a note")));
        assertThat(proxy.sprung()).isTrue();
        assertThat(probe.version(id)).as("at the second try").isEqualTo(1);
    }

    @Test
    void silence_while_connecting_is_given_up_in_time(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        proxy.next("autocommit", Fate.SILENCE);
        assertThat(failureOf(probe.commit(Probe.thing(Id.next())))).isInstanceOf(CommitFailed.Unavailable.class);
        assertThat(proxy.sprung()).isTrue();
        await(probe.commit(Probe.thing(Id.next())));
    }

    @Test
    void silence_in_answer_to_commit_is_read_back(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        CommandId command = CommandId.next();
        proxy.next(COMMIT, Fate.SILENCE);
        await(probe.commit(Probe.command(command, "1")));
        assertThat(proxy.sprung()).isTrue();
        assertThat(await(probe.store.replyTo(command))).isPresent();
    }

    @Test
    void of_a_commit_whose_outcome_stays_unknown_nobody_is_told(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        List<Recorded> told = new CopyOnWriteArrayList<>();
        probe.store.onCommitted(told::addAll);
        await(probe.commit(Probe.thing(Id.next())));
        proxy.next(COMMIT, Fate.LOST);
        proxy.refuse(true);
        UUID id = Id.next();
        assertThat(failureOf(probe.commit(Probe.event(Probe.thing(id), id, 0))))
                .isInstanceOf(CommitFailed.Unknown.class);
        proxy.refuse(false);
        UUID later = Id.next();
        await(probe.commit(Probe.event(Probe.thing(later), later, 0)));
        TestStore.until(() -> !told.isEmpty());
        assertThat(told).extracting(Recorded::aggregate).containsExactly(later);
    }

    @Test
    void silence_after_a_taken_key_holds_no_line_for_ever(Vertx vertx) {
        Probe rival = Probe.open(vertx, direct, SHORT);
        for (String silentAt : List.of("\3ROLLBACK", "SELECT id, fingerprint")) {
            Probe probe = Probe.open(vertx, throughProxy, SHORT);
            CommandId known = CommandId.next();
            await(rival.commit(Probe.command(known, "1")));
            proxy.next(silentAt, Fate.SILENCE);
            Throwable failure = failureOf(probe.commit(Probe.command(known, "2")));
            assertThat(proxy.sprung()).isTrue();
            assertThat(failure).isInstanceOfAny(CommitFailed.AlreadyDone.class, CommitFailed.Unavailable.class);
            await(Future.all(
                    things().stream().map(id -> probe.commit(Probe.thing(id))).toList()));
        }
    }

    @Test
    void silence_while_a_lost_commit_is_read_back_holds_no_line_for_ever(Vertx vertx) {
        Probe probe = Probe.open(vertx, throughProxy, SHORT);
        await(probe.commit(Probe.thing(Id.next())));
        CommandId command = CommandId.next();
        proxy.next(COMMIT, Fate.LOST);
        Future<Void> lost = probe.commit(Probe.command(command, "1"));
        TestStore.until(proxy::sprung);
        proxy.next("\3ROLLBACK", Fate.SILENCE);
        await(lost.otherwiseEmpty());
        await(Future.all(
                things().stream().map(id -> probe.commit(Probe.thing(id))).toList()));
    }

    private static List<UUID> things() {
        return IntStream.range(0, UNITS).mapToObj(i -> Id.next()).toList();
    }
}
