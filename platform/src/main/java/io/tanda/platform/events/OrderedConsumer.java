package io.tanda.platform.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.Kit;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.AggregateQueue.Next;
import io.tanda.platform.events.Followed.Seen;
import io.tanda.platform.events.PollingThread.Polled;
import io.tanda.platform.flow.Backoff;
import io.tanda.platform.ops.FailureClass;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a context's events: each event's effects and fence are one unit of work, committed before the event's offset. A version seen
 * before is dropped; a gap waits and after 5 s is mended from the owner's journal; an event that cannot be handled parks its aggregate
 * alone.
 *
 * <pre>
 *   PollingThread --&gt; queue of each aggregate, in order of version      64 aggregates side by side
 *                       seen before   drop
 *                       the next      handler -&gt; Unit + fence -&gt; commit; stale fence: look again; stale effect: ask again
 *                       later         wait 5 s, then read the owner's journal over the bus
 *                       outage        wait and try again until it is over
 *                       bug, 5 times  park: remembered in the database, tried again every minute from the journal
 *                     offset of a partition = its first event that is none of these ends
 * </pre>
 *
 * <p>Nothing waits for a whole batch: an aggregate that has to wait holds its partition's offset back and nothing else, and after a
 * crash what comes behind that offset is read again and dropped by the fence.
 *
 * <p>Why the plain Kafka client on a thread of its own rather than Vert.x's: partitions are taken away inside {@code poll}, and there
 * the thread can wait until what is being handled has ended and commit its offsets. Vert.x's client tells of it afterwards, when the
 * next owner is at work already; and it hands records out of a buffer of its own, which pausing does not empty.
 *
 * <p>Meters, by consumer: {@code tanda_consumer_handled_total, _skipped_total, _dropped_total, _early_total, _mended_total, _retries_total,
 * _waits_total, _polls_total, _poisoned_total, tanda_consumer_parked, tanda_consumer_in_hand, tanda_consumer_delay_seconds} (from Kafka to committed).
 */
public final class OrderedConsumer<E extends Event> {
    private static final Logger log = LoggerFactory.getLogger(OrderedConsumer.class);

    /** Aggregates being handled at once: as many units as share a commit well, few enough to leave the database to others. */
    private static final int MAX_SIDE_BY_SIDE = 64;
    /** Tries of an event that fails as a bug; with the pauses between them about 1.5 s. */
    private static final int BUG_TRIES = 5;
    /** Tries of a unit whose effects are stale, without a pause; after that the pauses of an outage. */
    private static final int STALE_TRIES = 8;

    private static final Backoff BACKOFF = new Backoff(100, 5_000);
    private static final long STOP_LIMIT_MILLIS = 5_000;

    /** Real time. @param gap until a missing event is read from the journal @param retryParked between tries of what is parked */
    record Pace(Duration gap, Duration retryParked) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(60));
    }

    private final Vertx vertx;
    private final Kit kit;
    private final Topic<E> topic;
    private final Meaning meaning;
    private final String consumer;
    private final Address<Journal.Read, Journal.Events> journal;
    private final Followed followed;
    private final SkippedFences skipped;
    private final Store store;
    private final PollingThread polling;
    private final Pace pace;

    private final Counter handled;
    private final Counter passedOver;
    private final Counter dropped;
    private final Counter early;
    private final Counter mended;
    private final Counter retries;
    private final Counter waits;
    private final Counter poisoned;
    private final Timer delay;
    private volatile int parked;

    // From here on: touched on the context only.
    private @Nullable Context context;
    private final Map<UUID, AggregateQueue> queues = new HashMap<>();
    private final Deque<Runnable> waitingForTurn = new ArrayDeque<>();
    private int beingHandled;
    private long retryTimer = -1;
    private boolean stopping;
    private boolean outage;
    private @Nullable Promise<Void> idle;

    /** What events mean, and where that is committed. */
    interface Meaning {
        /** Whether events of this type mean anything. */
        boolean includes(String type);

        /** Commits what the event means, and the fence with it. */
        Future<Void> apply(Recorded recorded, Commits.Step step);
    }

    private static <E extends Event, C> Meaning meaning(Interest<E, C> interest, Commits<C> commits) {
        return new Meaning() {
            @Override
            public boolean includes(String type) {
                return interest.includes(type);
            }

            @Override
            public Future<Void> apply(Recorded recorded, Commits.Step step) {
                return interest.meaning(recorded)
                        .compose(effects -> commits.commit(effects.change(), step)
                                .onSuccess(committed -> effects.afterwards().run()));
            }
        };
    }

    /**
     * @param name who follows, such as {@code dispatch}: part of the consumer group and of the fence
     * @param store where fences and what is parked are kept
     * @param commits where effects go
     */
    public <C> OrderedConsumer(
            Vertx vertx,
            Kit kit,
            KafkaConfig kafka,
            Store store,
            String name,
            Interest<E, C> interest,
            Commits<C> commits) {
        this(vertx, kit, kafka, store, name, name, interest, commits, Pace.USUAL);
    }

    <C> OrderedConsumer(
            Vertx vertx,
            Kit kit,
            KafkaConfig kafka,
            Store store,
            String name,
            String group,
            Interest<E, C> interest,
            Commits<C> commits,
            Pace pace) {
        this(vertx, kit, kafka, store, name, group, interest.topic(), meaning(interest, commits), pace);
    }

    /** @param name who follows, such as {@code dispatch}: part of the consumer group and of the fence @param store where effects go */
    public OrderedConsumer(
            Vertx vertx,
            Kit kit,
            KafkaConfig kafka,
            Store store,
            String name,
            Topic<E> topic,
            EventHandler<E> handler) {
        this(vertx, kit, kafka, store, name, topic, handler, Pace.USUAL);
    }

    OrderedConsumer(
            Vertx vertx,
            Kit kit,
            KafkaConfig kafka,
            Store store,
            String name,
            Topic<E> topic,
            EventHandler<E> handler,
            Pace pace) {
        this(vertx, kit, kafka, store, name, name, topic, handler, pace);
    }

    OrderedConsumer(
            Vertx vertx,
            Kit kit,
            KafkaConfig kafka,
            Store store,
            String name,
            String group,
            Topic<E> topic,
            EventHandler<E> handler,
            Pace pace) {
        this(vertx, kit, kafka, store, name, group, topic, meaning(topic, store, handler), pace);
    }

    private static <E extends Event> Meaning meaning(Topic<E> topic, Store store, EventHandler<E> handler) {
        Commits<Unit.Builder> commits = store.commits((unit, more) -> {}, Set.of());
        return new Meaning() {
            @Override
            public boolean includes(String type) {
                return true;
            }

            @Override
            public Future<Void> apply(Recorded recorded, Commits.Step step) {
                return handler.handle(Undecodable.decode(topic, recorded), recorded)
                        .compose(unit ->
                                store.commit(unit.fence(step.consumer(), step.aggregate(), step.from(), step.version())
                                        .build()))
                        .recover(failure -> failure instanceof CommitFailed.AlreadyDone
                                ? commits.commit(null, step)
                                : Future.failedFuture(failure));
            }
        };
    }

    OrderedConsumer(
            Vertx vertx,
            Kit kit,
            KafkaConfig kafka,
            Store store,
            String name,
            String group,
            Topic<E> topic,
            Meaning meaning,
            Pace pace) {
        this.vertx = vertx;
        this.kit = kit;
        this.topic = topic;
        this.meaning = meaning;
        this.consumer = name + "<-" + topic.context();
        this.journal = Journal.of(topic.context());
        this.store = store;
        this.followed = new Followed(store, consumer, topic.context());
        this.skipped = new SkippedFences(vertx, followed, this::go);
        this.pace = pace;
        this.polling = new PollingThread(kafka, "tanda-" + group + "-" + topic.context(), topic.name(), this::handOver);
        MeterRegistry meters = kit.meters();
        this.handled = counter(meters, "handled", "events whose effects were committed");
        this.passedOver = counter(meters, "skipped", "events that mean nothing here");
        this.dropped = counter(meters, "dropped", "events that were seen before");
        this.early = counter(meters, "early", "events that came before the one before them");
        this.mended = counter(meters, "mended", "gaps filled from the owner's journal");
        this.retries = counter(meters, "retries", "tries that failed and are made again");
        this.waits =
                counter(meters, "waits", "times that the database could not say how far an aggregate was followed");
        this.poisoned = counter(meters, "poisoned", "events that could not be handled: their aggregate was parked");
        this.delay = Timer.builder("tanda.consumer.delay")
                .description("from Kafka's time of an event to its effects being committed")
                .tag("consumer", consumer)
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(meters);
        Gauge.builder("tanda.consumer.parked", this, it -> it.parked)
                .description("aggregates that are not followed until they are mended: an operator's work")
                .tag("consumer", consumer)
                .register(meters);
        Gauge.builder("tanda.consumer.in.hand", polling, PollingThread::inHand)
                .description("events read and not finished")
                .tag("consumer", consumer)
                .register(meters);
        kit.health()
                .note(
                        "consumer-" + name + "-" + topic.context(),
                        () -> parked == 0
                                ? Future.succeededFuture()
                                : Future.failedFuture(parked + " aggregates are parked"));
    }

    private Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("tanda.consumer." + name)
                .description(description)
                .tag("consumer", consumer)
                .register(meters);
    }

    /** Completes at once: it follows from now on, also through outages of Kafka and of the database. */
    public Future<Void> start() {
        Context mine = vertx.getOrCreateContext();
        context = mine;
        mine.runOnContext(started -> {
            polling.start();
            retryParked();
            retryTimer = vertx.setPeriodic(pace.retryParked().toMillis(), again -> retryParked());
        });
        return Future.succeededFuture();
    }

    /** Finishes what is being handled (at most 5 s) and leaves the group; what was not begun is the next member's. */
    public Future<Void> stop() {
        Context mine = context;
        if (mine == null) return Future.succeededFuture();
        Promise<Void> stopped = Promise.promise();
        mine.runOnContext(stop -> {
            stopping = true;
            vertx.cancelTimer(retryTimer);
            skipped.stop()
                    .timeout(STOP_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                    .transform((written, late) -> polling.stop())
                    .onComplete(left -> mine.runOnContext(done -> finishRest().onComplete(stopped)));
        });
        return stopped.future();
    }

    /** What came from the journal is in no partition that the polling thread waited for. */
    private Future<Void> finishRest() {
        for (AggregateQueue queue : List.copyOf(queues.values())) cancelGap(queue);
        Promise<Void> quiet = Promise.promise();
        idle = quiet;
        if (beingHandled == 0) quiet.tryComplete();
        return quiet.future().timeout(STOP_LIMIT_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
    }

    /** On the polling thread. */
    private void handOver(List<Polled> polled) {
        Context mine = context;
        if (mine != null) mine.runOnContext(here -> take(polled));
    }

    // Into the queues ------------------------------------------------------------------------------------------------

    private void take(List<Polled> polled) {
        Map<UUID, AggregateQueue> unknown = new HashMap<>();
        List<AggregateQueue> known = new ArrayList<>();
        for (Polled each : polled) {
            switch (CloudEvent.read(each.record())) {
                case CloudEvent.Foreign foreign -> {
                    log.error(
                            "{}: offset {} of {} is no event of ours and is passed over: {}",
                            consumer,
                            each.record().offset(),
                            topic,
                            foreign.why());
                    each.finish();
                }
                case CloudEvent.About event -> {
                    AggregateQueue queue = queues.get(event.aggregate());
                    if (queue == null) {
                        queue = new AggregateQueue(event.aggregate(), this::means);
                        queues.put(event.aggregate(), queue);
                        unknown.put(event.aggregate(), queue);
                    } else known.add(queue);
                    if (!queue.add(new Item(event, each))) dropped.increment();
                }
            }
        }
        if (!unknown.isEmpty()) load(unknown, 0);
        known.forEach(this::go);
    }

    private boolean means(CloudEvent.About event) {
        String type = event.type();
        return type == null || meaning.includes(type);
    }

    /** Looks up how far new queues' aggregates were followed; until that is known they are busy. */
    private void load(Map<UUID, AggregateQueue> unknown, int failures) {
        followed.seen(unknown.keySet()).onComplete(seen -> {
            if (stopping) return;
            if (seen.succeeded()) {
                unknown.forEach(
                        (aggregate, queue) -> known(queue, seen.result().getOrDefault(aggregate, Seen.NOTHING)));
                return;
            }
            waits.increment();
            outage(seen.cause());
            vertx.setTimer(BACKOFF.millis(failures + 1), again -> load(unknown, failures + 1));
        });
    }

    private void known(AggregateQueue queue, Seen seen) {
        queue.fencedAt(seen.version());
        if (seen.parked() && !queue.wasParked) {
            // What comes is in the journal, from where the next try reads it.
            drop(queue);
            return;
        }
        queue.busy = false;
        go(queue);
    }

    private void drop(AggregateQueue queue) {
        cancelGap(queue);
        skipped.remove(queue);
        queue.finishAll();
        queues.remove(queue.aggregate);
    }

    // Out of the queues ----------------------------------------------------------------------------------------------

    /** Does the next thing that can be done for this aggregate, unless something is being done already. */
    private void go(AggregateQueue queue) {
        if (queue.busy) return;
        while (true) {
            switch (queue.next()) {
                case Next.Abandon(Item item) -> item.abandon();
                case Next.Drop(Item item) -> {
                    dropped.increment();
                    item.finish();
                }
                case Next.Hold held -> dropped.increment();
                case Next.Skip passed -> {
                    passedOver.increment();
                    cancelGap(queue);
                }
                case Next.Handle(Item item) -> {
                    cancelGap(queue);
                    begin(queue);
                    whenItsTurn(() -> handle(queue, item));
                    return;
                }
                case Next.Wait(Item item) -> {
                    if (queue.hasSkipped()) skipped.add(queue);
                    waitForGap(queue, item);
                    return;
                }
                case Next.Nothing nothing -> {
                    cancelGap(queue);
                    if (queue.wasParked) unpark(queue);
                    else if (queue.hasSkipped()) skipped.add(queue);
                    else queues.remove(queue.aggregate);
                    return;
                }
            }
        }
    }

    private void begin(AggregateQueue queue) {
        skipped.remove(queue);
        queue.busy = true;
    }

    private void whenItsTurn(Runnable work) {
        if (beingHandled < MAX_SIDE_BY_SIDE) {
            beingHandled++;
            work.run();
        } else waitingForTurn.add(work);
    }

    private void nextTurn() {
        Runnable next = waitingForTurn.poll();
        if (next != null) {
            next.run();
            return;
        }
        beingHandled--;
        Promise<Void> waiting = idle;
        if (waiting != null && beingHandled == 0) waiting.tryComplete();
    }

    private void handle(AggregateQueue queue, Item item) {
        if (stopping || !item.begin()) {
            queue.busy = false;
            nextTurn();
            if (!stopping) go(queue);
            return;
        }
        apply(queue, item).onComplete(applied -> {
            item.end();
            nextTurn();
            if (applied.succeeded()) {
                applied(queue, item);
            } else failed(queue, item, applied.cause());
        });
    }

    private Future<Void> apply(AggregateQueue queue, Item item) {
        Commits.Step step = new Commits.Step(consumer, queue.aggregate, queue.fenced(), item.version());
        return Future.succeededFuture().compose(begun -> meaning.apply(recorded(item.event()), step));
    }

    private static Recorded recorded(CloudEvent.About event) {
        return switch (event) {
            case CloudEvent.Intact intact -> intact.recorded();
            case CloudEvent.Damaged damaged -> throw new Undecodable(damaged.why());
        };
    }

    private void applied(AggregateQueue queue, Item item) {
        handled.increment();
        Polled polled = item.polled();
        if (polled != null)
            delay.record(Duration.ofMillis(
                    Math.max(0, System.currentTimeMillis() - polled.record().timestamp())));
        queue.tookEffect(item.version());
        if (outage) log.info("{}: goes on", consumer);
        outage = false;
        queue.busy = false;
        go(queue);
    }

    private void failed(AggregateQueue queue, Item item, Throwable failure) {
        retries.increment();
        if (failure instanceof CommitFailed.Stale stale && queue.stales < STALE_TRIES) {
            queue.stales++;
            if (stale.isFence()) {
                look(queue);
            } else {
                queue.busy = false;
                go(queue);
            }
            return;
        }
        switch (FailureClass.of(failure)) {
            case BUG -> {
                queue.bugs++;
                log.warn(
                        "{}: {}:{} failed, try {} of {}",
                        consumer,
                        queue.aggregate,
                        item.version(),
                        queue.bugs,
                        BUG_TRIES,
                        failure);
                if (failure instanceof Undecodable || queue.bugs >= BUG_TRIES || queue.wasParked)
                    park(queue, item, failure, 0);
                else vertx.setTimer(BACKOFF.millis(queue.bugs), over -> look(queue));
            }
            // An outage is no poison, however long it takes. It may have happened (UNKNOWN): the fence tells.
            case CONFLICT, UNKNOWN, UNAVAILABLE, OVERLOADED -> {
                queue.outages++;
                outage(failure);
                queue.stales = 0;
                vertx.setTimer(BACKOFF.millis(queue.outages), over -> look(queue));
            }
        }
    }

    /** Told once, however many events wait for its end. */
    private void outage(Throwable failure) {
        if (!outage) log.warn("{}: has to wait: {}", consumer, failure.toString());
        else log.debug("{}: has to wait: {}", consumer, failure.toString());
        outage = true;
    }

    /** Reads the fence again, then goes on. */
    private void look(AggregateQueue queue) {
        load(Map.of(queue.aggregate, queue), 0);
    }

    // Gaps -----------------------------------------------------------------------------------------------------------

    private void waitForGap(AggregateQueue queue, Item next) {
        if (queue.gapIsOver) {
            mend(queue);
            return;
        }
        if (queue.gapTimer != -1) return;
        early.increment();
        log.debug("{}: {}:{} came after {}", consumer, queue.aggregate, next.version(), queue.seen());
        queue.gapTimer = vertx.setTimer(pace.gap().toMillis(), over -> {
            queue.gapTimer = -1;
            if (stopping) return;
            if (queue.busy) queue.gapIsOver = true;
            else mend(queue);
        });
    }

    private void cancelGap(AggregateQueue queue) {
        if (queue.gapTimer != -1) vertx.cancelTimer(queue.gapTimer);
        queue.gapTimer = -1;
        queue.gapIsOver = false;
    }

    private void mend(AggregateQueue queue) {
        begin(queue);
        queue.gapIsOver = false;
        int before = queue.seen();
        readJournal(queue).onComplete(read -> {
            if (read.failed())
                log.warn(
                        "{}: a gap of {} after {} cannot be mended yet: {}",
                        consumer,
                        queue.aggregate,
                        before,
                        read.cause().toString());
            else if (queue.isWaitingFor(before + 1)) {
                mended.increment();
                log.info("{}: {}:{} did not come and was read from the journal", consumer, queue.aggregate, before + 1);
            } else log.error("{}: {}:{} is not in the owner's journal", consumer, queue.aggregate, before + 1);
            queue.busy = false;
            go(queue);
        });
    }

    /** Puts what the owner's journal has past what was seen into the queue. */
    private Future<Void> readJournal(AggregateQueue queue) {
        Request<Journal.Read> question = new Request<>(
                new CommandId(Id.next()),
                Actor.SYSTEM,
                kit.clock().instant(),
                null,
                null,
                new Journal.Read(List.of(new Journal.After(queue.aggregate, queue.seen()))));
        return kit.bus().ask(journal, question).compose(reply -> switch (reply) {
            case Reply.Done<Journal.Events> done -> {
                for (Recorded event : done.value().events())
                    queue.addIfMissing(new Item(new CloudEvent.Intact(event), null));
                yield Future.succeededFuture();
            }
            case Reply.Refused<Journal.Events> refused ->
                Future.failedFuture(new IllegalStateException("the journal refuses: " + refused.detail()));
        });
    }

    // Parking --------------------------------------------------------------------------------------------------------

    /** Remembered in the database before the offsets go on; then its waiting events are none of ours any more. */
    private void park(AggregateQueue queue, Item item, Throwable failure, int failures) {
        if (failures == 0) {
            poisoned.increment();
            log.error(
                    "{}: {}:{} cannot be handled; this ride is parked until that is mended",
                    consumer,
                    queue.aggregate,
                    item.version(),
                    failure);
        }
        followed.park(queue.aggregate, item.version(), String.valueOf(failure)).onComplete(noted -> {
            if (noted.succeeded()) {
                drop(queue);
                count();
            } else if (!stopping)
                vertx.setTimer(BACKOFF.millis(failures + 1), again -> park(queue, item, failure, failures + 1));
        });
    }

    private void count() {
        followed.parked().onSuccess(all -> parked = all.size());
    }

    private void retryParked() {
        followed.parked().onComplete(found -> {
            if (found.failed()) {
                log.debug("{}: cannot look for what is parked", consumer, found.cause());
                return;
            }
            parked = found.result().size();
            found.result().stream()
                    .filter(aggregate -> !queues.containsKey(aggregate))
                    .forEach(this::retry);
        });
    }

    /** From the owner's journal: what came meanwhile was not kept. */
    private void retry(UUID aggregate) {
        AggregateQueue queue = new AggregateQueue(aggregate, this::means);
        queue.wasParked = true;
        queues.put(aggregate, queue);
        readPastFence(queue).onComplete(read -> {
            if (read.failed()) {
                log.debug("{}: {} stays parked for now", consumer, aggregate, read.cause());
                drop(queue);
                return;
            }
            queue.busy = false;
            go(queue);
        });
    }

    private Future<Void> readPastFence(AggregateQueue queue) {
        return followed.seen(List.of(queue.aggregate)).compose(seen -> {
            // Of a parked one only the fence says what took effect: the parked version may have been mended elsewhere.
            queue.fencedAt(seen.getOrDefault(queue.aggregate, Seen.NOTHING).version());
            return readJournal(queue);
        });
    }

    /**
     * All that was known went through. An event that another process dropped as parked meanwhile is in the journal: so it is read once
     * more after the row is gone.
     */
    private void unpark(AggregateQueue queue) {
        begin(queue);
        int version = queue.seen();
        followed.unpark(queue.aggregate, version)
                .onSuccess(gone -> {
                    queue.wasParked = false;
                    queue.fencedAt(version);
                    log.info("{}: {} is mended and followed again from version {}", consumer, queue.aggregate, version);
                })
                .compose(gone -> readJournal(queue))
                .onComplete(read -> {
                    if (read.failed()) {
                        // Whether the row is gone may be unknown, and what came meanwhile waits here: so to the end.
                        if (!stopping) vertx.setTimer(BACKOFF.longestMillis(), again -> unpark(queue));
                        return;
                    }
                    queue.busy = false;
                    go(queue);
                    count();
                });
    }
}
