package io.tanda.history;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Contexts;
import io.tanda.contract.event.Topic;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.follow.CatchUp;
import io.tanda.platform.events.follow.JournalHeads;
import io.tanda.platform.events.follow.JournalHeads.Head;
import io.tanda.platform.flow.Repeat;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * History built anew from the journals of those it follows, while the one that is there is read and written as ever.
 *
 * <pre>
 *   a second schema   the journals, a span of time after the other: what each event means, with fences of its own
 *   again             what came meanwhile, until it is little
 *   writers wait      the rest: now the second schema is nowhere behind the first
 *   swap              tables and fences change places in one statement; followers go on from the new fences
 * </pre>
 *
 * <p>Whoever dies in the middle has changed nothing, and the next one begins from nothing.
 */
public final class Rebuild {
    /** Rides of a span, and aggregates that are read at once. */
    private static final int TOGETHER = 500;

    /** Read in a blink while writers wait. */
    private static final int LITTLE = 500;

    /** Some 200,000 events. */
    private static final int SAID_EVERY_SPANS = 20;

    /** Writers wait for so long at most, and then the rebuild has failed. */
    private static final int HOLD_SECONDS = 20;

    private record Line(CatchUp<Change> topic, Store journal) {}

    private final Vertx vertx;
    private final StoreConfig config;
    private final Function<Topic<?>, Store> journals;
    private final Instant realNow;
    private final Consumer<String> said;
    private final List<Line> lines = new ArrayList<>();
    private long events;
    private int spans;

    /**
     * @param config of the schema that is there
     * @param journals the store of a topic's owner; only read
     * @param realNow when it begins
     * @param said told how it goes on
     */
    public Rebuild(
            Vertx vertx,
            StoreConfig config,
            Function<Topic<?>, Store> journals,
            Instant realNow,
            Consumer<String> said) {
        this.vertx = vertx;
        this.config = config;
        this.journals = journals;
        this.realNow = realNow;
        this.said = said;
    }

    /** Once. @return how many events took effect; where it fails, nothing has changed */
    public Future<Long> run() {
        return open(config)
                .compose(there -> Tables.take(vertx, there, config.schema(), realNow)
                        .compose(tables -> tables.clear()
                                .compose(cleared -> beside(tables))
                                .eventually(tables::clear)
                                .eventually(tables::release))
                        .eventually(there::close))
                .map(done -> events);
    }

    private Future<Void> beside(Tables tables) {
        StoreConfig second = new StoreConfig(
                config.url(),
                config.tls(),
                tables.second(),
                config.poolSize(),
                config.maxWaiting(),
                config.maxUnitsPerCommit());
        return open(second).compose(store -> {
            Commits<Change> commits = RideRows.commits(store);
            for (Interest<?, Change> interest : Interests.ALL) lines.add(line(interest, store, commits));
            return tables.begin()
                    .compose(begun -> spans(tables))
                    .compose(read -> again(tables))
                    .compose(little ->
                            tables.hold().compose(held -> rest(tables)).timeout(HOLD_SECONDS, TimeUnit.SECONDS))
                    .compose(nothing -> tables.swap())
                    .eventually(store::close);
        });
    }

    private Line line(Interest<?, Change> interest, Store into, Commits<Change> commits) {
        Store journal = journals.apply(interest.topic());
        return new Line(new CatchUp<>(Contexts.HISTORY.name(), journal, into, interest, commits, Change::and), journal);
    }

    private Future<Store> open(StoreConfig schema) {
        return Store.open(vertx, schema, Contexts.HISTORY.name(), new SimpleMeterRegistry());
    }

    /** What began in each span: of the first topic, then of the others in their order. */
    private Future<Void> spans(Tables tables) {
        UUID[] from = {JournalHeads.FIRST};
        return Repeat.whileMore(() -> nextSpan(tables, from[0]).map(upTo -> {
            from[0] = upTo;
            if (++spans % SAID_EVERY_SPANS == 0) said.accept(events + " events");
            return !upTo.equals(JournalHeads.LAST);
        }));
    }

    /** @return where it ends */
    private Future<UUID> nextSpan(Tables tables, UUID after) {
        Line first = lines.getFirst();
        return JournalHeads.page(first.journal(), after, JournalHeads.LAST, TOGETHER)
                .compose(heads -> {
                    UUID upTo = heads.size() < TOGETHER
                            ? JournalHeads.LAST
                            : heads.getLast().aggregate();
                    Future<Void> read = read(first, heads).mapEmpty();
                    for (Line line : lines.subList(1, lines.size()))
                        read = read.compose(before -> span(line, after, upTo));
                    return read.compose(all -> tables.settle(after, upTo)).map(upTo);
                });
    }

    private Future<Void> span(Line line, UUID after, UUID upTo) {
        UUID[] from = {after};
        return Repeat.whileMore(() -> JournalHeads.page(line.journal(), from[0], upTo, TOGETHER)
                .compose(heads -> {
                    if (!heads.isEmpty()) from[0] = heads.getLast().aggregate();
                    return read(line, heads).map(heads.size() == TOGETHER);
                }));
    }

    private Future<Integer> read(Line line, List<Head> heads) {
        return line.topic().upTo(heads).onSuccess(some -> events += some);
    }

    /** While less comes than was read: the rest is what came during the last and shortest time. */
    private Future<Void> again(Tables tables) {
        long[] last = {Long.MAX_VALUE};
        return Repeat.whileMore(() -> {
            long before = events;
            return rest(tables).map(read -> {
                long now = events - before;
                boolean shrinks = now > LITTLE && now < last[0] / 2;
                last[0] = now;
                return shrinks;
            });
        });
    }

    /** All that the first schema was told and the second was not. */
    private Future<Void> rest(Tables tables) {
        Future<Void> read = Future.succeededFuture();
        for (Line line : lines) read = read.compose(before -> rest(tables, line));
        return read;
    }

    private Future<Void> rest(Tables tables, Line line) {
        return Repeat.whileMore(() -> tables.behind(line.topic().consumer(), TOGETHER)
                .compose(heads -> read(line, heads).map(!heads.isEmpty())));
    }
}
