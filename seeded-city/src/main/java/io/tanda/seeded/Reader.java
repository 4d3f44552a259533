package io.tanda.seeded;

import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.ops.FailureClass;
import io.tanda.platform.testing.FakeCommits;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one partition for one life of an instance: each event in turn, its effect and its fence in one commit, then the offset. */
final class Reader<E extends Event, C> {
    private static final long PAUSE_MICROS = 200_000;
    /** The offset is not told after each event. */
    private static final int TOLD_EVERY = 4;

    private final City city;
    private final Group<E, C> group;
    private final SlowCommits<C> commits;
    private final Life life;
    private final int partition;
    private final Life.Followed<E, ?, C> followed;
    private final Map<UUID, Integer> fences = new HashMap<>();
    private int position;
    private boolean reading;
    private boolean revoked;

    @SuppressWarnings("unchecked")
    Reader(City city, Group<E, C> group, SlowCommits<C> commits, Life life, int partition) {
        this.city = city;
        this.group = group;
        this.commits = commits;
        this.life = life;
        this.partition = partition;
        this.position = group.offset(partition);
        Life.Followed<?, ?, ?> followed = life.followed(group.topic());
        if (followed == null) throw new IllegalStateException(life + " does not follow " + group.topic());
        this.followed = (Life.Followed<E, ?, C>) followed;
    }

    Life life() {
        return life;
    }

    void revoke() {
        revoked = true;
    }

    private List<Recorded> log() {
        return group.other().log().partition(partition);
    }

    void wake() {
        if (reading || revoked || position >= log().size()) return;
        reading = true;
        life.after(city.trip(), "reads " + group.name(), log().get(position).aggregate(), this::next);
    }

    private void next() {
        if (revoked) return;
        Recorded event = log().get(position);
        if (city.has(Flaw.OFFSET_BEFORE_EFFECT)) group.read(partition, position + 1);
        follow(event).onComplete(done -> {
            if (done.succeeded()) went();
            else failed(event, done.cause());
        });
    }

    private void went() {
        position++;
        reading = false;
        if (revoked) return;
        int reached = position;
        if (position % TOLD_EVERY == 0 || position == log().size())
            life.after(city.trip(), "tells the offset of " + group.name(), life.toString(), () -> {
                if (!revoked) group.read(partition, reached);
            });
        if (city.chance().happens(city.weather().redelivered())) position = group.offset(partition);
        if (city.chance().happens(city.weather().handedOver())) group.handOver(partition);
        wake();
    }

    private void failed(Recorded event, Throwable failure) {
        fences.remove(event.aggregate());
        if (FailureClass.of(failure) == FailureClass.BUG)
            city.promises().stuck(group.name() + " at " + event.type(), failure);
        life.after(PAUSE_MICROS, "reads " + group.name() + " again", event.aggregate(), this::next);
    }

    private Future<Void> follow(Recorded event) {
        return stands(event.aggregate()).compose(stands -> {
            if (group.site().skipsFences()) return effect(event, event.version() - 1);
            if (event.version() <= stands) return Future.succeededFuture();
            return event.version() == stands + 1 ? effect(event, stands) : mend(event, stands);
        });
    }

    private Future<Integer> stands(UUID aggregate) {
        Integer known = fences.get(aggregate);
        return known != null
                ? Future.succeededFuture(known)
                : commits.read(
                        aggregate, Future.succeededFuture(group.site().store().followed(group.name(), aggregate)));
    }

    /** What did not come is read from its owner's journal. */
    private Future<Void> mend(Recorded event, int stands) {
        if (group.other().anyLife().isEmpty())
            return Future.failedFuture(new CommitFailed.Unavailable("the journal does not answer", null));
        Future<Void> mended = Future.succeededFuture();
        for (FakeCommits.Journaled missing : group.other().store().journalOf(event.aggregate()))
            if (missing.version() > stands && missing.version() <= event.version())
                mended = mended.compose(before -> effect(group.other().recorded(missing), missing.version() - 1));
        return mended;
    }

    private Future<Void> effect(Recorded event, int stands) {
        Commits.Step step = new Commits.Step(group.name(), event.aggregate(), stands, event.version());
        return city.tried(() -> city.has(Flaw.WITHDRAW_FORGOTTEN) && withdraws(event)
                ? commit(null, () -> {}, step)
                : followed.takeEffect(
                        city.asTold(group, event), (change, afterwards) -> commit(change, afterwards, step)));
    }

    private Future<Void> commit(@Nullable C change, Runnable afterwards, Commits.Step step) {
        return commits.commit(change, step).onSuccess(committed -> {
            fences.put(step.aggregate(), step.version());
            afterwards.run();
        });
    }

    /** {@link Flaw#WITHDRAW_FORGOTTEN} */
    private boolean withdraws(Recorded event) {
        return group.name().equals("dispatch<-booking") && !event.type().equals("booking.ride-requested.v1");
    }
}
