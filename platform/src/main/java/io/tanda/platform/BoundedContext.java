package io.tanda.platform;

import io.tanda.contract.Context;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Broadcast;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.AuditService;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.events.follow.OrderedConsumer;
import io.tanda.platform.store.Purge;
import io.tanda.platform.store.Purger;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.time.DeadlineHandler;
import io.tanda.platform.time.Sweeper;
import io.tanda.platform.trace.TracedAnswers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One way to be a verticle with a memory. A context says in its own words what it publishes, follows, wakes up for and answers; here is
 * the one order in which all of that comes up and goes down.
 *
 * <pre>
 *   settings checked -&gt; store open, readiness registered
 *     -&gt; relay -&gt; journal -&gt; its own parts -&gt; answers -&gt; follows, wakes and purges, side by side
 *   and down in reverse: nothing new is begun, what is under way ends, what is written is published, the database is let go
 * </pre>
 *
 * <p>Used on the verticle's context. Needs MySQL to start; Kafka may come later (B1).
 */
public final class BoundedContext {
    private final Vertx vertx;
    private final Kit kit;
    private final Context context;
    private final Store store;
    private final KafkaConfig kafka;
    private final Stops stops;

    private final List<Part> publishing = new ArrayList<>();
    private final List<Part> own = new ArrayList<>();
    private final List<Supplier<Future<Void>>> answering = new ArrayList<>();
    private final List<Part> following = new ArrayList<>();
    private final Map<String, DeadlineHandler> deadlines = new HashMap<>();
    private final List<OrderedConsumer> consumers = new ArrayList<>();
    private final Set<Topic<?>> followed = new HashSet<>();
    private final List<Purge> purges = new ArrayList<>(List.of(Store.COMMANDS));
    private @Nullable String over;
    private boolean needsKafka = true;

    private record Part(Supplier<Future<Void>> start, Supplier<Future<Void>> stop) {}

    private BoundedContext(Vertx vertx, Kit kit, Context context, Store store, KafkaConfig kafka, Stops stops) {
        this.vertx = vertx;
        this.kit = kit;
        this.context = context;
        this.store = store;
        this.kafka = kafka;
        this.stops = stops;
    }

    /**
     * Checks the settings, opens the context's schema and says by {@code <context>.store} whether it can be written, by
     * {@code <context>.loop} whether its event loop turns.
     *
     * @param stops how everything ends that is started here, for the verticle's {@code stop}
     * @return fails with an {@link IllegalStateException} that names every problem of the settings, whoever has read them so far
     */
    public static Future<BoundedContext> open(Vertx vertx, Kit kit, Context context, Stops stops) {
        StoreConfig config = StoreConfig.of(kit.settings(), context);
        KafkaConfig kafka = KafkaConfig.of(kit.settings());
        return Future.succeededFuture(kit.settings())
                .compose(settings -> {
                    settings.check();
                    return Store.open(vertx, config, context.name(), kit.meters());
                })
                .map(store -> {
                    stops.add(store::close);
                    kit.health().ready(context, context.name() + ".store", store::writable);
                    kit.health().liveLoop(context.name() + ".loop", vertx);
                    return new BoundedContext(vertx, kit, context, store, kafka, stops);
                });
    }

    public Vertx vertx() {
        return vertx;
    }

    public Kit kit() {
        return kit;
    }

    public Store store() {
        return store;
    }

    public KafkaConfig kafka() {
        return kafka;
    }

    /** Its events go to this topic; its journal, and what operators did in it, can be asked for. */
    public BoundedContext publishes(Topic<?> topic) {
        if (topic != context.topic()) throw new IllegalArgumentException(context + " does not publish to " + topic);
        OutboxRelay relay = new OutboxRelay(vertx, kit, kafka, store, topic);
        publishing.add(new Part(relay::start, relay::stop));
        publishing.add(new Part(() -> stops.serving(JournalService.serve(kit.bus(), store)), Future::succeededFuture));
        publishing.add(new Part(() -> stops.serving(AuditService.serve(kit.bus(), store)), Future::succeededFuture));
        return this;
    }

    /** A part of its own, with a life. @param stop called also where the start failed half-way */
    public BoundedContext runs(Supplier<Future<Void>> start, Supplier<Future<Void>> stop) {
        own.add(new Part(start, stop));
        return this;
    }

    /** @param commits where the effects of what is followed go */
    public <E extends Event, C> BoundedContext follows(Interest<E, C> interest, Commits<C> commits) {
        if (!context.follows().contains(interest.topic()))
            throw new IllegalArgumentException(context + " does not follow " + interest.topic());
        followed.add(interest.topic());
        OrderedConsumer consumer = new OrderedConsumer(vertx, kit, kafka, store, context.name(), interest, commits);
        following.add(new Part(consumer::start, consumer::stop));
        consumers.add(consumer);
        return this;
    }

    /** B1: it is what it is there for while it follows nobody. Where this is not said, it is ready when it has its part of each topic. */
    public BoundedContext readyWithoutKafka() {
        needsKafka = false;
        return this;
    }

    /** @param kind of deadline, as a change stores it */
    public BoundedContext wakes(String kind, DeadlineHandler handler) {
        if (deadlines.put(kind, handler) != null) throw new IllegalArgumentException("twice: " + kind);
        return this;
    }

    /** Old rows of its own tables go. The platform's own go by themselves. */
    public BoundedContext purges(Purge... tables) {
        purges.addAll(List.of(tables));
        return this;
    }

    /**
     * How far an aggregate was followed is forgotten 30 days after its id was made, where this holds. Not for aggregates that live on: an
     * event of one whose fence is gone parks it.
     *
     * @param condition on its row {@code t} of the table {@code fence}: that it needs nothing more, by the context's own tables
     */
    public BoundedContext forgetsFencesWhere(String condition) {
        over = condition;
        return this;
    }

    /** What is decided is decided at this process's time, whatever clock the asker has. */
    public <C, R> BoundedContext answers(Address<C, R> address, Function<Request<C>, Future<Reply<R>>> handler) {
        Function<Request<C>, Future<Reply<R>>> now =
                request -> handler.apply(request.takenAt(kit.clock().instant()));
        answering.add(() ->
                stops.serving(kit.bus().serve(address, TracedAnswers.of(kit.traces(), context.name(), address, now))));
        return this;
    }

    /** What some process tells all of them, without promise. */
    public <T> BoundedContext hears(Broadcast<T> broadcast, Consumer<T> listener) {
        answering.add(() -> stops.serving(kit.bus().hear(broadcast, listener)));
        return this;
    }

    /**
     * Everything that was said, in order. Where it fails, what had begun is stopped before the failure is told.
     *
     * @throws IllegalStateException when it follows less than the contract says of it
     */
    public Future<Void> start() {
        if (!followed.equals(context.follows()))
            throw new IllegalStateException(context + " follows " + followed + " and not " + context.follows());
        if (!deadlines.isEmpty()) {
            Sweeper sweeper = new Sweeper(vertx, kit, store, deadlines);
            following.add(new Part(sweeper::start, sweeper::stop));
        }
        if (over != null) for (OrderedConsumer consumer : consumers) purges.add(consumer.oldFences(over));
        if (needsKafka)
            for (OrderedConsumer consumer : consumers) kit.health().ready(context, consumer.name(), consumer::assigned);
        Purger purger = new Purger(vertx, store, kit.clock(), kit.meters(), purges);
        following.add(new Part(purger::start, purger::stop));
        kit.health().note(context.name() + ".purge", purger::health);
        return stops.orStop(inOrder(publishing)
                .compose(published -> inOrder(own))
                .compose(parts -> answer())
                .compose(answering ->
                        stops.starting(() -> all(following, Part::start), () -> all(following, Part::stop))));
    }

    private Future<Void> inOrder(List<Part> parts) {
        Future<Void> started = Future.succeededFuture();
        for (Part part : parts) started = started.compose(before -> stops.starting(part.start(), part.stop()));
        return started;
    }

    private Future<Void> answer() {
        return Future.all(answering.stream().map(Supplier::get).toList()).mapEmpty();
    }

    /** Side by side: each may take 5 s to stop, and a pod has not that long several times. */
    private static Future<Void> all(List<Part> parts, Function<Part, Supplier<Future<Void>>> what) {
        return Future.join(parts.stream().map(part -> what.apply(part).get()).toList())
                .mapEmpty();
    }
}
