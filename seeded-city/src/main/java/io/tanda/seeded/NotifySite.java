package io.tanda.seeded;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tanda.contract.Contexts;
import io.tanda.contract.RideId;
import io.tanda.contract.notify.Language;
import io.tanda.notify.FakeTables;
import io.tanda.notify.delivery.Deliveries;
import io.tanda.notify.delivery.Post;
import io.tanda.notify.delivery.Tries;
import io.tanda.notify.notice.Change;
import io.tanda.notify.notice.News;
import io.tanda.notify.notice.Notices;
import io.tanda.notify.words.Words;
import io.tanda.platform.events.Interest;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Notify, wired as its module wires it, with a channel that knows keys and one that does not. */
final class NotifySite extends Site<Change> {
    private static final int TRIES = 5;
    private static final Duration TOO_OLD = Duration.ofMinutes(30);
    private static final Words WORDS = Words.read();

    private final City city;
    private final FakeTables tables;
    private final List<FakeChannel> channels;
    private final Naps naps;
    private final Map<UUID, Set<String>> wanted = new HashMap<>();

    NotifySite(City city) {
        this(city, new FakeTables());
    }

    private NotifySite(City city, FakeTables tables) {
        super(city, Contexts.NOTIFY.name(), tables.commits);
        this.city = city;
        this.tables = tables;
        this.channels = List.of(new FakeChannel(city, "webhook", true), new FakeChannel(city, "sms", false));
        this.naps = new Naps(city, this::firstDue);
    }

    /** Somebody says where he wants to be told, or that the inbox is enough. */
    void moveIn(UUID receiver) {
        Set<String> his = new LinkedHashSet<>();
        for (FakeChannel channel : channels)
            if (city.chance().happens(0.6)) {
                tables.wants(receiver, channel.name(), "somewhere");
                his.add(channel.name());
            }
        wanted.put(receiver, his);
    }

    Set<String> wantedBy(UUID receiver) {
        return wanted.getOrDefault(receiver, Set.of());
    }

    @Override
    void wire(Life life, SlowCommits<Change> commits) {
        for (Interest<?, Change> interest : Notices.sending(life, receiver -> {})) life.follows(interest);
        Post post = new Post(
                naps.of(life),
                new Slow(commits),
                channels.stream().map(channel -> channel.as(life)).toList(),
                TRIES,
                TOO_OLD,
                WORDS,
                Language.ENGLISH,
                DomainClock.anchored(life, Agenda.START, Agenda.START, 1),
                life,
                new CompositeMeterRegistry());
        Future<Void> started = post.start();
        if (started.failed()) throw new IllegalStateException(started.cause());
    }

    /** What is claimed and written takes its time; a claim is there before anybody hears of it. */
    private final class Slow implements Deliveries {
        private final SlowCommits<Change> store;

        private Slow(SlowCommits<Change> store) {
            this.store = store;
        }

        @Override
        public Future<List<Claimed>> claim(String channel, Instant now, int limit) {
            UUID claim = city.chance().id();
            if (!city.has(Flaw.HANDED_BEFORE_STORED))
                return store.write(channel, () -> stored(tables.claim(claim, tables.due(channel, now, limit), now)));
            List<FakeTables.Delivery> due = tables.due(channel, now, limit);
            return store.read(channel, Future.succeededFuture(tables.foreseen(claim, due, now)))
                    .onSuccess(read -> store.write(channel, () -> stored(tables.claim(claim, due, now)))
                            .onComplete(written -> {}));
        }

        @Override
        public Future<Void> over(String channel, Claimed delivery, Tries.Outcome outcome) {
            return store.write(channel, () -> tables.over(channel, delivery, outcome));
        }

        @Override
        public Future<Void> again(String channel, Claimed delivery, Instant due, int unanswered) {
            return store.write(channel, () -> {
                Future<Void> written = tables.again(channel, delivery, due, unanswered);
                naps.shift();
                return written;
            });
        }

        @Override
        public Future<Backlog> backlog(String channel) {
            return store.read(channel, tables.backlog(channel));
        }

        private <T> Future<T> stored(T what) {
            naps.shift();
            return Future.succeededFuture(what);
        }
    }

    private Optional<Instant> firstDue() {
        return channels.stream()
                .flatMap(channel -> tables.firstDue(channel.name()).stream())
                .min(Comparator.naturalOrder());
    }

    /** Nothing waits for a channel any more. */
    boolean isDone() {
        return firstDue().isEmpty();
    }

    @Override
    UUID about(Change change) {
        return ride(change.news().getFirst()).value();
    }

    @Override
    void followed(Change change) {
        Set<RideId> rides = new LinkedHashSet<>();
        for (News news : change.news()) rides.add(ride(news));
        for (RideId ride : rides) city.promises().notices().told(new ArrayList<>(tables.noticesOf(ride)));
        naps.shift();
    }

    private static RideId ride(News news) {
        return switch (news) {
            case News.Requested n -> n.ride();
            case News.DroppedOff n -> n.ride();
            case News.Captured n -> n.ride();
            case News.Tipped n -> n.ride();
            case News.Ended n -> n.ride();
            case News.ToRider n -> n.ride();
            case News.ToDriver n -> n.ride();
            case News.CaptureToDriver n -> n.ride();
            case News.TipToDriver n -> n.ride();
            case News.ToPerson n ->
                throw new IllegalStateException("nobody registers what he pays with, and nobody writes: " + n);
        };
    }

    FakeTables tables() {
        return tables;
    }
}
