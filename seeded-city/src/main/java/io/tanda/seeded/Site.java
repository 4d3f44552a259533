package io.tanda.seeded;

import io.tanda.contract.Actor;
import io.tanda.contract.Wire;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.testing.FakeCommits;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One context: its store, which outlives its instances, and what goes out of it.
 *
 * @param <C> its change
 */
abstract class Site<C> {
    private final City city;
    private final Topic<? extends Event> topic;
    private final String commits;
    private final FakeCommits<C> store;
    private final FakeTopic log;
    private final Relay relay;
    private final Sweep sweep;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Group<?, C>> groups = new ArrayList<>();
    private final IdentityHashMap<FakeCommits.Journaled, Recorded> written = new IdentityHashMap<>();
    private int alive;
    /** Since when somebody, or nobody, is there. */
    private long aliveSince;

    private long away;

    Site(City city, Topic<? extends Event> topic, FakeCommits<C> store) {
        this.city = city;
        this.topic = topic;
        this.commits = topic.context() + " commits";
        this.store = store;
        this.log = new FakeTopic(topic);
        this.relay = new Relay(city, this);
        this.sweep = new Sweep(city, this);
        store.afterEach(this::committed);
    }

    /** The real handlers, for one life of an instance. */
    abstract void wire(Life life, SlowCommits<C> commits);

    /** Which ride or charge it is about. */
    abstract UUID about(C change);

    /** The events that it would journal. */
    abstract List<FakeCommits.Journaled> news(C change);

    /** What follows from a change that has become true, apart from what every context does. */
    abstract void followed(C change);

    /** Whether it only sets or deletes deadlines: nobody waits for that, and it may come late. */
    boolean onlyWaits(C change) {
        return false;
    }

    /** How long a deadline of this kind is left to a timer of whoever stored it. */
    Duration leaves(String kind) {
        return Duration.ZERO;
    }

    /** Whom it follows; before the instances start. */
    <E extends Event> void follows(Site<?> other, Topic<E> topic) {
        Group<E, C> group = new Group<>(city, this, other, topic);
        groups.add(group);
        other.log().tell(group::appended);
    }

    void populate(int count) {
        for (int i = 1; i <= count; i++) instances.add(new Instance(city, this, i));
        instances.forEach(Instance::start);
    }

    void opened(Life life) {
        if (alive == 0) {
            away = away();
            aliveSince = city.agenda().now();
        }
        alive++;
        wire(life, new SlowCommits<>(city, this, life));
        groups.forEach(Group::assign);
        relay.kick();
        sweep.look();
    }

    void closed(Life life) {
        if (--alive == 0) aliveSince = city.agenda().now();
        groups.forEach(group -> group.lost(life));
        relay.lost(life);
        sweep.lost(life);
    }

    private void committed(C change) {
        relay.kick();
        sweep.look();
        followed(change);
    }

    /** Any of those that live. */
    Optional<Life> anyLife() {
        if (alive == 0) return Optional.empty();
        List<Life> living =
                instances.stream().flatMap(instance -> instance.life().stream()).toList();
        return Optional.of(city.chance().one(living));
    }

    /** As the journal says it and Kafka carries it. */
    Recorded recorded(FakeCommits.Journaled journaled) {
        return written.computeIfAbsent(journaled, this::write);
    }

    private Recorded write(FakeCommits.Journaled journaled) {
        Event event = journaled.event();
        return new Recorded(
                event.aggregate().id(),
                journaled.version(),
                typeOf(topic, event),
                event.at(),
                Actor.SYSTEM,
                null,
                Wire.encodeText(event));
    }

    static <E extends Event> String typeOf(Topic<E> topic, Event event) {
        return topic.typeOf(topic.family().cast(event));
    }

    /** {@link Flaw#PUBLISH_BEFORE_COMMIT} */
    void publishEarly(C change) {
        for (FakeCommits.Journaled early : news(change)) {
            city.promises().published(this, early);
            log.append(write(early));
        }
    }

    /** {@link Flaw#FENCE_SKIPPED}: the fence moves, and nobody looks where it was. */
    Future<Void> unfenced(@Nullable C change, Commits.Step event) {
        Future<Void> done = change == null ? Future.succeededFuture() : store.commit(change);
        int stands = store.followed(event.consumer(), event.aggregate());
        return done.compose(committed -> event.version() <= stands
                ? Future.succeededFuture()
                : store.commit(null, new Commits.Step(event.consumer(), event.aggregate(), stands, event.version())));
    }

    /** How long nobody has been there so far, in microseconds. */
    long away() {
        return alive == 0 ? away + city.agenda().now() - aliveSince : away;
    }

    /** Since when somebody has been there; absent: nobody is. */
    Optional<Long> aliveSince() {
        return alive == 0 ? Optional.empty() : Optional.of(aliveSince);
    }

    String name() {
        return topic.context();
    }

    Topic<? extends Event> topic() {
        return topic;
    }

    /** What a step is called. */
    String commits() {
        return commits;
    }

    FakeCommits<C> store() {
        return store;
    }

    FakeTopic log() {
        return log;
    }

    Relay relay() {
        return relay;
    }

    Sweep sweep() {
        return sweep;
    }

    List<Instance> instances() {
        return instances;
    }

    List<Group<?, C>> groups() {
        return groups;
    }
}
