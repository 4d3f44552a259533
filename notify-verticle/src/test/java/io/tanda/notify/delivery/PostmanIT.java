package io.tanda.notify.delivery;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Id;
import io.tanda.contract.notify.Language;
import io.tanda.notify.notice.Notice;
import io.tanda.notify.words.Words;
import io.tanda.platform.flow.Backoff;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each notice is handed to its channel once, whatever becomes of calls and processes. */
@Tag("A12")
@SuppressWarnings("NullAway.Init")
final class PostmanIT {
    private static final Insert NOTICE = Insert.into("notice", "receiver_id", "role", "ride_id", "kind", "at");
    private static final Insert RECEIVER = Insert.into("receiver", "receiver_id");
    private static final Insert CONTACT = Insert.into("contact", "receiver_id", "channel", "address");
    private static final Insert DELIVERY = Insert.selected(
            "delivery",
            List.of("number", "channel", "made_at", "due_at"),
            "SELECT number, 'test', 0, 0 FROM notice WHERE ride_id = ?");
    private static final Tries TRIES = new Tries(3, Duration.ofHours(1), new Backoff(50, 100));

    private final Vertx vertx = Vertx.vertx();
    private final List<Postman> postmen = new ArrayList<>();
    private Store store;

    @BeforeEach
    void open() {
        store = TestStore.open(vertx, "notify");
    }

    @AfterEach
    void close() {
        for (Postman postman : postmen) await(postman.stop(vertx));
        await(store.close());
        await(vertx.close());
    }

    /** Answers as it is told, then takes all. */
    private static final class FakeChannel implements Channel {
        final List<Message> calls = new CopyOnWriteArrayList<>();
        final Queue<Future<Handed>> answers = new ConcurrentLinkedQueue<>();
        private final boolean knowsKeys;

        FakeChannel(boolean knowsKeys) {
            this.knowsKeys = knowsKeys;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public boolean knowsKeys() {
            return knowsKeys;
        }

        @Override
        public Future<Handed> hand(Message message) {
            calls.add(message);
            Future<Handed> answer = answers.poll();
            return answer == null ? Future.succeededFuture(Handed.TAKEN) : answer;
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    @Test
    void what_two_postmen_see_one_of_them_hands_over() {
        FakeChannel channel = new FakeChannel(true);
        List<UUID> rides = Stream.generate(() -> due(Instant.now())).limit(300).toList();
        start(channel);
        start(channel);
        Eventually.holds(this::outcomes, () -> outcomes().size() == rides.size());
        assertThat(outcomes()).containsOnly("TAKEN");
        assertThat(channel.calls.stream().map(Message::key))
                .doesNotHaveDuplicates()
                .hasSize(rides.size());
    }

    @Test
    void what_was_not_taken_is_tried_again_under_the_same_key_until_the_limit() {
        FakeChannel channel = new FakeChannel(true);
        channel.answers.addAll(List.of(
                Future.succeededFuture(Handed.NOT_NOW),
                Future.failedFuture("broken"),
                Future.succeededFuture(Handed.TAKEN)));
        due(Instant.now());
        start(channel);
        Eventually.holds(this::outcomes, () -> outcomes().equals(List.of("TAKEN")));
        assertThat(channel.calls).hasSize(3);
        assertThat(keys(channel)).hasSize(1);

        for (int i = 0; i < 3; i++) channel.answers.add(Future.succeededFuture(Handed.NOT_NOW));
        due(Instant.now());
        Eventually.holds(this::outcomes, () -> outcomes().contains("GIVEN_UP"));
        assertThat(channel.calls).hasSize(6);
    }

    @Test
    void one_that_died_before_it_wrote_what_became_is_followed_by_one_that_calls_under_the_same_key() {
        FakeChannel silent = new FakeChannel(true);
        silent.answers.add(Promise.<Handed>promise().future());
        due(Instant.now());
        start(silent);
        Eventually.holds(() -> silent.calls, () -> silent.calls.size() == 1);
        leaseEnds();
        FakeChannel next = new FakeChannel(true);
        start(next);
        Eventually.holds(this::outcomes, () -> outcomes().equals(List.of("TAKEN")));
        assertThat(Stream.concat(silent.calls.stream(), next.calls.stream()).map(Message::key))
                .hasSize(2)
                .containsOnly(silent.calls.getFirst().key());
    }

    @Test
    void where_no_keys_are_known_what_may_have_been_taken_is_not_sent_again() {
        FakeChannel channel = new FakeChannel(false);
        channel.answers.add(Future.failedFuture("broken"));
        due(Instant.now());
        start(channel);
        Eventually.holds(this::outcomes, () -> outcomes().equals(List.of("UNCERTAIN")));

        channel.answers.add(Promise.<Handed>promise().future());
        due(Instant.now());
        Eventually.holds(() -> channel.calls, () -> channel.calls.size() == 2);
        leaseEnds();
        Eventually.holds(this::outcomes, () -> outcomes().equals(List.of("UNCERTAIN", "UNCERTAIN")));
        assertThat(channel.calls).hasSize(2);
    }

    @Test
    void what_is_too_old_or_whose_address_was_taken_away_is_not_handed_over() {
        FakeChannel channel = new FakeChannel(true);
        due(Instant.now().minus(Duration.ofHours(2)));
        UUID ride = due(Instant.now());
        await(store.query(
                "DELETE FROM contact WHERE receiver_id = (SELECT receiver_id FROM notice WHERE ride_id = ?)", ride));
        start(channel);
        Eventually.holds(this::outcomes, () -> outcomes().size() == 2);
        assertThat(outcomes()).containsExactlyInAnyOrder("TOO_LATE", "WITHDRAWN");
        assertThat(channel.calls).isEmpty();
    }

    @Test
    void a_key_is_of_what_is_told_and_not_of_its_number() {
        due(Instant.now());
        Row row = await(store.query("SELECT " + Notice.COLUMNS + " FROM notice n"))
                .iterator()
                .next();
        Notice notice = Notice.read(row);
        Notice rebuilt = new Notice(
                -7, notice.receiver(), notice.role(), notice.ride(), notice.kind(), notice.at(), notice.details());
        assertThat(Postman.key(rebuilt, "sms")).isEqualTo(Postman.key(notice, "sms"));
        assertThat(Postman.key(notice, "mail")).isNotEqualTo(Postman.key(notice, "sms"));
    }

    /** A notice of what happened then, due now. @return its ride */
    private UUID due(Instant at) {
        UUID ride = Id.next();
        UUID receiver = Id.next();
        await(store.commit(Unit.of()
                .insert(RECEIVER, receiver)
                .insert(CONTACT, receiver, "test", "somewhere")
                .insert(NOTICE, receiver, "RIDER", ride, "booking.driver-arrived.v1", at)
                .build()));
        await(store.commit(Unit.of().insert(DELIVERY, ride).build()));
        return ride;
    }

    private void leaseEnds() {
        await(store.query("UPDATE delivery SET due_at = 0 WHERE due_at IS NOT NULL"));
    }

    private void start(Channel channel) {
        Postman postman = new Postman(
                RealTime.of(vertx),
                channel,
                new MySqlDeliveries(store),
                TRIES,
                Words.read(),
                Language.ENGLISH,
                DomainClock.real(),
                InstantSource.system(),
                new SimpleMeterRegistry());
        postmen.add(postman);
        vertx.getOrCreateContext().runOnContext(begin -> await(postman.start()));
    }

    private List<String> outcomes() {
        List<String> outcomes = new ArrayList<>();
        await(store.query("SELECT outcome FROM delivery WHERE outcome IS NOT NULL"))
                .forEach(row -> outcomes.add(row.getString("outcome")));
        return outcomes;
    }

    private static List<String> keys(FakeChannel channel) {
        return channel.calls.stream().map(Message::key).distinct().collect(Collectors.toList());
    }
}
