package io.tanda.platform.events.follow;

import io.tanda.contract.bus.Journal;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.follow.Followed.Seen;
import io.tanda.platform.events.follow.JournalHeads.Head;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Follows a topic without Kafka: from its owner's journal, up to where that is. All that an aggregate lacks is one commit with its fence,
 * so whoever is interrupted goes on where he was.
 *
 * @param <C> our own change
 */
public final class CatchUp<C> {
    private final String consumer;
    private final Store journal;
    private final Interest<?, C> interest;
    private final Commits<C> commits;
    private final BinaryOperator<C> both;
    private final Followed followed;

    /**
     * @param name who follows, such as {@code history}: part of the fence
     * @param journal the owner's store
     * @param into where the fences are
     * @param interest whose meanings look nothing up: what came before may not be committed yet
     * @param both one change after another, as one
     */
    public CatchUp(
            String name,
            Store journal,
            Store into,
            Interest<?, C> interest,
            Commits<C> commits,
            BinaryOperator<C> both) {
        this.consumer = name + "<-" + interest.topic().context();
        this.journal = journal;
        this.interest = interest;
        this.commits = commits;
        this.both = both;
        this.followed = new Followed(into, consumer, interest.topic().context());
    }

    /** Who follows whom, such as {@code history<-booking}. */
    public String consumer() {
        return consumer;
    }

    /**
     * What these aggregates lack takes effect.
     *
     * @param heads at most {@link Journal#MAX_AGGREGATES}
     * @return how many events that were. Fails where the journal lacks one, where an event cannot be read, and as {@link Commits#commit}
     */
    public Future<Integer> upTo(List<Head> heads) {
        if (heads.isEmpty()) return Future.succeededFuture(0);
        return followed.seen(heads.stream().map(Head::aggregate).toList()).compose(seen -> {
            List<Journal.After> behind = new ArrayList<>();
            for (Head head : heads) {
                int version = seen.getOrDefault(head.aggregate(), Seen.NOTHING).version();
                if (version < head.version()) behind.add(new Journal.After(head.aggregate(), version));
            }
            return behind.isEmpty()
                    ? Future.succeededFuture(0)
                    : journal.journal(behind).compose(events -> takeEffect(behind, events));
        });
    }

    private Future<Integer> takeEffect(List<Journal.After> behind, List<Recorded> events) {
        Map<UUID, List<Recorded>> byAggregate = new LinkedHashMap<>();
        for (Recorded event : events)
            byAggregate
                    .computeIfAbsent(event.aggregate(), aggregate -> new ArrayList<>())
                    .add(event);
        List<Future<Void>> committed = new ArrayList<>();
        for (Journal.After after : behind)
            committed.add(takeEffect(after, byAggregate.getOrDefault(after.aggregate(), List.of())));
        return Future.all(committed).map(events.size());
    }

    private Future<Void> takeEffect(Journal.After after, List<Recorded> events) {
        List<C> changes = new ArrayList<>();
        int version = after.version();
        Future<Void> meant = Future.succeededFuture();
        for (Recorded event : events) {
            version++;
            if (event.version() != version) return missing(after, version);
            meant = meant.compose(before -> interest.takeEffect(event, effects -> {
                C change = effects.change();
                if (change != null) changes.add(change);
                return Future.succeededFuture();
            }));
        }
        if (events.isEmpty()) return missing(after, version + 1);
        Commits.Step step = new Commits.Step(consumer, after.aggregate(), after.version(), version);
        return meant.compose(all -> commits.commit(together(changes), step));
    }

    private @Nullable C together(List<C> changes) {
        C all = null;
        for (C change : changes) all = all == null ? change : both.apply(all, change);
        return all;
    }

    private <T> Future<T> missing(Journal.After after, int version) {
        return Future.failedFuture(new IllegalStateException(
                consumer + ": version " + version + " of " + after.aggregate() + " is not in its owner's journal"));
    }
}
