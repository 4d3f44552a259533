package io.tanda.seeded;

import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.testing.FakeCommits;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One context: its store, which outlives its instances, and whom it follows.
 *
 * @param <C> its change
 */
abstract class Site<C> {
    private final City city;
    private final String name;
    private final String commits;
    private final FakeCommits<C> store;
    private final Sweep sweep;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Group<?, C>> groups = new ArrayList<>();
    private int alive;
    /** Since when somebody, or nobody, is there. */
    private long aliveSince;

    private long away;

    Site(City city, String name, FakeCommits<C> store) {
        this.city = city;
        this.name = name;
        this.commits = name + " commits";
        this.store = store;
        this.sweep = new Sweep(city, this);
        store.afterEach(this::committed);
    }

    /** The real handlers, for one life of an instance. */
    abstract void wire(Life life, SlowCommits<C> commits);

    /** Which ride or charge it is about. */
    abstract UUID about(C change);

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
    <E extends Event> void follows(Owner<?> other, Topic<E> topic) {
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
        sweep.look();
    }

    void closed(Life life) {
        if (--alive == 0) aliveSince = city.agenda().now();
        groups.forEach(group -> group.lost(life));
        sweep.lost(life);
    }

    /** Of this change, which may not become true. */
    void attempted(C change) {}

    void committed(C change) {
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

    /** Whether an event takes effect here without a look at its fence. */
    boolean skipsFences() {
        return city.has(Flaw.FENCE_SKIPPED);
    }

    /** {@link Flaw#FENCE_SKIPPED}, {@link Flaw#OLDER_OVER_NEWER}: the fence moves on, and nobody looks where it was. */
    Future<Void> unfenced(@Nullable C change, Commits.Step event) {
        int stands = store.followed(event.consumer(), event.aggregate());
        Future<Void> fenced = event.version() <= stands
                ? Future.succeededFuture()
                : store.commit(null, new Commits.Step(event.consumer(), event.aggregate(), stands, event.version()));
        return fenced.compose(moved -> change == null ? Future.succeededFuture() : store.commit(change));
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
        return name;
    }

    /** What a step is called. */
    String commits() {
        return commits;
    }

    FakeCommits<C> store() {
        return store;
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
