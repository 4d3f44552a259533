package io.tanda.notify.notice;

import io.tanda.contract.Contexts;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.follow.JournalHeads;
import io.tanda.platform.events.follow.JournalHeads.Head;
import io.tanda.platform.flow.Repeat;
import io.tanda.platform.store.Places;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The inbox as the journals tell, beside notify at its work: what is missing is put in, and nothing goes out, neither by a channel nor by a
 * stream. Only what was followed is told of, by the fences: the rest is the follower's, who sends it. Whoever dies in the middle is begun
 * again, for a notice that is there stays as it is.
 */
public final class Rebuild {
    /** Aggregates that are read at once. */
    private static final int TOGETHER = 500;
    /** What is older is in no topic any more, and no follower comes to it. */
    private static final Duration IN_TOPICS = Duration.ofDays(7);
    /** Some 200,000 events. */
    private static final int SAID_EVERY_PAGES = 50;

    private final Store notify;
    private final Function<Topic<?>, Store> journals;
    private final Instant realNow;
    private final Consumer<String> said;
    private final Commits<Change> commits;
    private long events;
    private int pages;

    /**
     * @param notify the schema that is written
     * @param journals the store of a topic's owner; only read
     * @param realNow when it begins
     * @param said told how it goes on
     */
    public Rebuild(Store notify, Function<Topic<?>, Store> journals, Instant realNow, Consumer<String> said) {
        this.notify = notify;
        this.journals = journals;
        this.realNow = realNow;
        this.said = said;
        this.commits = NoticeRows.commits(notify);
    }

    /** @return how many events were read */
    public Future<Long> run() {
        Future<Void> read = Future.succeededFuture();
        for (Interest<?, Change> interest : Notices.interests(Telling.silent()))
            read = read.compose(before -> all(interest));
        return read.map(all -> events);
    }

    private Future<Void> all(Interest<?, Change> interest) {
        Store journal = journals.apply(interest.topic());
        UUID[] from = {JournalHeads.since(realNow.minus(NoticeSql.KEPT))};
        return Repeat.whileMore(() -> JournalHeads.page(journal, from[0], JournalHeads.LAST, TOGETHER)
                .compose(heads -> {
                    if (heads.isEmpty()) return Future.succeededFuture(false);
                    from[0] = heads.getLast().aggregate();
                    return page(interest, journal, heads).map(told -> {
                        if (++pages % SAID_EVERY_PAGES == 0) said.accept(events + " events");
                        return heads.size() == TOGETHER;
                    });
                }));
    }

    private Future<Void> page(Interest<?, Change> interest, Store journal, List<Head> heads) {
        return followed(interest, heads).compose(upTo -> {
            if (upTo.isEmpty()) return Future.succeededFuture();
            return journal.journal(upTo.keySet().stream()
                            .map(aggregate -> new Journal.After(aggregate, 0))
                            .toList())
                    .compose(all -> {
                        Map<UUID, List<Recorded>> byAggregate = new HashMap<>();
                        for (Recorded event : all)
                            if (event.version() <= upTo.getOrDefault(event.aggregate(), 0))
                                byAggregate
                                        .computeIfAbsent(event.aggregate(), one -> new ArrayList<>())
                                        .add(event);
                        return Future.all(byAggregate.values().stream()
                                        .map(ofOne -> tell(interest, ofOne))
                                        .toList())
                                .mapEmpty();
                    });
        });
    }

    /** How far the follower came, for those where he came anywhere or never will. */
    private Future<Map<UUID, Integer>> followed(Interest<?, Change> interest, List<Head> heads) {
        List<Head> places = Places.filled(heads);
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(Contexts.NOTIFY.name() + "<-" + interest.topic().context());
        for (Head head : places) arguments.add(head.aggregate());
        return notify.query(
                        "SELECT aggregate_id, version FROM fence WHERE consumer = ? AND aggregate_id IN ("
                                + Places.text("?", ", ", places.size()) + ")",
                        arguments.toArray())
                .map(rows -> {
                    Map<UUID, Integer> upTo = new HashMap<>();
                    UUID inTopics = JournalHeads.since(realNow.minus(IN_TOPICS));
                    for (Head head : heads)
                        if (head.aggregate().toString().compareTo(inTopics.toString()) < 0)
                            upTo.put(head.aggregate(), head.version());
                    for (Row row : rows) upTo.put(Rows.uuid(row, "aggregate_id"), row.getInteger("version"));
                    return upTo;
                });
    }

    private Future<Void> tell(Interest<?, Change> interest, List<Recorded> ofOne) {
        List<Change> changes = new ArrayList<>();
        Future<Void> meant = Future.succeededFuture();
        for (Recorded event : ofOne)
            meant = meant.compose(before -> interest.takeEffect(event, effects -> {
                Change change = effects.change();
                if (change != null) changes.add(change);
                return Future.succeededFuture();
            }));
        return meant.compose(all -> {
            events += ofOne.size();
            return changes.stream().reduce(Change::and).map(commits::commit).orElseGet(Future::succeededFuture);
        });
    }
}
