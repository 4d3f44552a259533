package io.tanda.platform.events.follow;

import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.CloudEvent;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.Undecodable;
import io.tanda.platform.events.follow.AggregateQueue.Next;
import io.tanda.platform.events.follow.Followed.Seen;
import io.tanda.platform.events.follow.PollingThread.Polled;
import io.tanda.platform.flow.Backoff;
import io.tanda.platform.flow.Drain;
import io.tanda.platform.flow.Turnstile;
import io.tanda.platform.ops.FailureClass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what comes into the queue of its aggregate, and does for each aggregate the next thing. Lives on the consumer's context.
 *
 * @param <C> our own change
 */
final class Follower<C> {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);

    /** Aggregates being handled at once: as many units as share a commit well, few enough to leave the database to others. */
    private static final int MAX_SIDE_BY_SIDE = 64;
    /** Tries of an event that fails as a bug; with the pauses between them about 1.5 s. */
    private static final int BUG_TRIES = 5;
    /** Tries of a unit whose effects are stale, without a pause; after that the pauses of an outage. */
    private static final int STALE_TRIES = 8;

    /** Aggregates whose fences are remembered after their queue has ended: about 100 bytes each. */
    private static final int MAX_REMEMBERED = 16_384;

    /** Far more than can be in hand. */
    private static final int MAX_IN_LINE = 100_000;

    static final Backoff BACKOFF = new Backoff(100, 5_000);
    private static final long STOP_LIMIT_MILLIS = 5_000;

    private final Vertx vertx;
    private final String consumer;
    private final Interest<?, C> interest;
    private final Commits<C> commits;
    private final TracedEffects steps;
    private final Followed followed;
    private final FollowerMeters meters;
    private final SkippedFences skipped;
    private final Gaps gaps;
    private final Parking parking;
    private final Turnstile turns = new Turnstile("aggregates", MAX_SIDE_BY_SIDE, MAX_IN_LINE);
    private final Drain drain = new Drain();
    private final Map<UUID, AggregateQueue> queues = new HashMap<>();
    /** Where the fences stood that this follower moved last. Only a start: where one has moved, the commit fails and it is looked up. */
    private final Map<UUID, Integer> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private boolean stopping;
    private boolean outage;

    Follower(
            Vertx vertx,
            String consumer,
            Interest<?, C> interest,
            Commits<C> commits,
            Followed followed,
            JournalReader journal,
            FollowerMeters meters,
            TracedEffects steps,
            OrderedConsumer.Pace pace) {
        this.vertx = vertx;
        this.consumer = consumer;
        this.interest = interest;
        this.commits = commits;
        this.followed = followed;
        this.meters = meters;
        this.steps = steps;
        this.skipped = new SkippedFences(vertx, followed, this);
        this.parking = new Parking(vertx, consumer, followed, journal, meters, this);
        this.gaps = new Gaps(vertx, consumer, pace.gap(), journal, parking, meters, this);
    }

    /** Begins nothing more. Completes when the fences of what was skipped are written, at most after 5 s. */
    Future<Void> stop() {
        stopping = true;
        return skipped.stop().timeout(STOP_LIMIT_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty();
    }

    /** What is being handled ends, at most after 5 s: also what came from the journal and is in no partition. */
    Future<Void> finish() {
        queues.values().forEach(gaps::cancel);
        return drain.empty(vertx, STOP_LIMIT_MILLIS).mapEmpty();
    }

    boolean isStopping() {
        return stopping;
    }

    void retryParked() {
        parking.retryAll();
    }

    // Into the queues ------------------------------------------------------------------------------------------------

    void take(List<Polled> polled) {
        Map<UUID, AggregateQueue> unknown = new HashMap<>();
        List<AggregateQueue> known = new ArrayList<>();
        for (Polled each : polled) {
            switch (CloudEvent.read(each.record())) {
                case CloudEvent.Foreign foreign -> {
                    log.error(
                            "{}: offset {} is no event of ours and is passed over: {}",
                            consumer,
                            each.record().offset(),
                            foreign.why());
                    each.finish();
                }
                case CloudEvent.About event -> {
                    AggregateQueue queue = queues.get(event.aggregate());
                    if (queue == null) {
                        queue = open(event.aggregate());
                        Integer fence = remembered.remove(event.aggregate());
                        if (fence == null) unknown.put(event.aggregate(), queue);
                        else {
                            queue.fencedAt(fence);
                            queue.busy = false;
                            known.add(queue);
                        }
                    } else known.add(queue);
                    if (!queue.add(new Item(event, each))) meters.dropped.increment();
                }
            }
        }
        if (!unknown.isEmpty()) load(unknown, 0);
        known.forEach(this::go);
    }

    boolean follows(UUID aggregate) {
        return queues.containsKey(aggregate);
    }

    /** A queue that is busy until it is said to {@link #goOn}. */
    AggregateQueue open(UUID aggregate) {
        AggregateQueue queue = new AggregateQueue(aggregate, this::means);
        queues.put(aggregate, queue);
        return queue;
    }

    /** What type it is of cannot always be read; then it may mean something. */
    private boolean means(CloudEvent.About event) {
        String type = event.type();
        return type == null || interest.includes(type);
    }

    /** Looks up how far these aggregates were followed; until that is known they are busy. */
    private void load(Map<UUID, AggregateQueue> unknown, int failures) {
        followed.seen(unknown.keySet()).onComplete(seen -> {
            if (stopping) return;
            if (seen.succeeded()) {
                unknown.forEach(
                        (aggregate, queue) -> known(queue, seen.result().getOrDefault(aggregate, Seen.NOTHING)));
                return;
            }
            meters.waits.increment();
            outage(seen.cause());
            vertx.setTimer(BACKOFF.millis(failures + 1), again -> load(unknown, failures + 1));
        });
    }

    private void known(AggregateQueue queue, Seen seen) {
        queue.fencedAt(seen.version());
        // What comes of a parked one is in the journal, from where the next try reads it.
        if (seen.parked() && !queue.wasParked()) drop(queue);
        else goOn(queue);
    }

    /** Nothing of it is ours any more. */
    void drop(AggregateQueue queue) {
        gaps.cancel(queue);
        skipped.remove(queue);
        queue.finishAll();
        queues.remove(queue.aggregate);
    }

    // Out of the queues ----------------------------------------------------------------------------------------------

    /** Something is under way with it from now on, until it is said to {@link #goOn}. */
    void begin(AggregateQueue queue) {
        skipped.remove(queue);
        queue.busy = true;
    }

    void goOn(AggregateQueue queue) {
        queue.busy = false;
        go(queue);
    }

    /** Does the next thing that can be done for this aggregate, unless something is being done already. */
    private void go(AggregateQueue queue) {
        while (!queue.busy) {
            switch (queue.next()) {
                case Next.Abandon(Item item) -> item.abandon();
                case Next.Drop(Item item) -> {
                    meters.dropped.increment();
                    item.finish();
                }
                case Next.Hold held -> meters.dropped.increment();
                case Next.Skip passedOver -> {
                    meters.skipped.increment();
                    gaps.cancel(queue);
                }
                case Next.Handle(Item item) -> {
                    gaps.cancel(queue);
                    begin(queue);
                    handle(queue, item);
                    return;
                }
                case Next.Wait(Item item) -> {
                    if (queue.hasSkipped()) skipped.add(queue);
                    gaps.await(queue, item);
                    return;
                }
                case Next.Nothing nothing -> {
                    gaps.cancel(queue);
                    if (queue.wasParked()) parking.unparkWhenReached(queue);
                    else if (queue.hasSkipped()) skipped.add(queue);
                    else {
                        queues.remove(queue.aggregate);
                        remembered.put(queue.aggregate, queue.fenced());
                    }
                    return;
                }
            }
        }
    }

    /** When its turn comes. Whoever stops begins nothing, and what is another's by then is left to it. */
    private void handle(AggregateQueue queue, Item item) {
        drain.enter();
        turns.pass(() -> stopping || !item.begin()
                        ? Future.succeededFuture(false)
                        : apply(queue, item).map(true).andThen(ended -> item.end()))
                .onComplete((begun, failure) -> {
                    drain.leave();
                    if (failure != null) failed(queue, item, failure);
                    else if (begun) applied(queue, item);
                    else if (!stopping) goOn(queue);
                });
    }

    /** The event's effects and the fence become true together. */
    private Future<Void> apply(AggregateQueue queue, Item item) {
        Commits.Step step = new Commits.Step(consumer, queue.aggregate, queue.fenced(), item.version());
        return Future.succeededFuture()
                .compose(begun -> steps.of(
                        recorded(item.event()),
                        recorded -> interest.takeEffect(
                                recorded,
                                effects -> commits.commit(effects.change(), step)
                                        .onSuccess(committed ->
                                                effects.afterwards().run()))));
    }

    private static Recorded recorded(CloudEvent.About event) {
        return switch (event) {
            case CloudEvent.Intact intact -> intact.recorded();
            case CloudEvent.Damaged damaged -> throw new Undecodable(damaged.why());
        };
    }

    private void applied(AggregateQueue queue, Item item) {
        meters.handled.increment();
        Polled polled = item.polled();
        if (polled != null) meters.delayed(polled.record().timestamp());
        queue.tookEffect(item.version());
        if (outage) log.info("{}: goes on", consumer);
        outage = false;
        goOn(queue);
    }

    private void failed(AggregateQueue queue, Item item, Throwable failure) {
        meters.retries.increment();
        if (failure instanceof CommitFailed.Stale stale && queue.stales < STALE_TRIES) {
            queue.stales++;
            if (stale.isFence()) look(queue);
            else goOn(queue);
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
                if (failure instanceof Undecodable || queue.bugs >= BUG_TRIES || queue.wasParked())
                    parking.park(queue, item.version(), failure);
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
}
