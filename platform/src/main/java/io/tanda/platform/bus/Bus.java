package io.tanda.platform.bus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Broadcast;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.ops.FailureClass;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus with types. One for the whole process; safe for use from any context, and answers on the asker's.
 *
 * <p>A question goes to this process when somebody here serves its address, else over the cluster. In this process the request is
 * handed over as it is (requests are immutable); over the cluster as the contract's JSON.
 */
public final class Bus {
    /** Tries of one question, the same command id every time. */
    public static final int TRIES = 6;
    /** All tries together; past it the asker's own client has given up. */
    public static final Duration ASK_LIMIT = Duration.ofSeconds(8);
    /** Requests of one address being handled in this process; one more is refused as overloaded. */
    public static final int MAX_IN_FLIGHT_PER_ADDRESS = 4_096;
    /** How long {@link Registration#stop} waits for what is being handled. */
    private static final long STOP_LIMIT_MILLIS = 5_000;

    private static final Broadcast<Nudge> NUDGES = new Broadcast<>(Nudge.ADDRESS, Nudge.class);

    private static final Logger log = LoggerFactory.getLogger(Bus.class);

    private final Vertx vertx;
    private final AskLimits limits;
    private final MeterRegistry meters;
    private final BusMeters asked;
    private final Map<String, Downstream> downstreams = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> servedHere = new ConcurrentHashMap<>();
    private final Map<Address<?, ?>, WireForm<?, ?>> forms = new ConcurrentHashMap<>();
    private final Map<String, Set<UUID>> pendingNudges = new LinkedHashMap<>();
    private final @Nullable Presence presence;

    /** With the usual limits, and nobody who measures. */
    public Bus(Vertx vertx) {
        this(vertx, AskLimits.USUAL, new CompositeMeterRegistry());
    }

    /**
     * Meters, by the context that is asked in other processes: {@code tanda_bus_questions, tanda_bus_questions_refused_total,
     * tanda_bus_questions_repeated_total}; by address, {@link BusMeters}'; and {@code tanda_bus_members}, how many processes this one can
     * ask: where two say different numbers for long, the cluster is split.
     */
    public Bus(Vertx vertx, AskLimits limits, MeterRegistry meters) {
        this.vertx = vertx;
        this.limits = limits;
        this.meters = meters;
        this.asked = new BusMeters(meters);
        vertx.eventBus().registerCodec(new Envelope.Codec());
        this.presence = Presence.of(vertx);
        Gauge.builder("tanda_bus_members", this, Bus::members).register(meters);
    }

    private int members() {
        return presence == null ? 1 : presence.members();
    }

    /** What is served here is known in the cluster to be; so it is where there is none. */
    public Future<Void> presence() {
        return presence == null ? Future.succeededFuture() : presence.check();
    }

    /** Fails with {@link AskFailed} only. */
    public <C, R> Future<Reply<R>> ask(Address<C, R> address, Request<C> request) {
        long beganNanos = System.nanoTime();
        return send(address, form(address), request)
                .onComplete((reply, failure) -> asked.asked(address, reply, failure, System.nanoTime() - beganNanos));
    }

    private <C, R> Future<Reply<R>> send(Address<C, R> address, WireForm<C, R> form, Request<C> request) {
        if (address.localOnly() || servedHere.containsKey(address.name())) return askHere(address, form, request);
        Downstream to =
                downstreams.computeIfAbsent(context(address), context -> new Downstream(context, limits, meters));
        return to.ask(() -> new Question<>(vertx, address, form, request, to).ask());
    }

    /**
     * Within the process nothing is lost, and whoever is slow has the question already: it is asked once, and waited for as long as
     * other tries would take.
     */
    private <C, R> Future<Reply<R>> askHere(Address<C, R> address, WireForm<C, R> form, Request<C> request) {
        return Question.send(vertx, address, form, request, true, ASK_LIMIT.toMillis())
                .recover(failure -> Future.failedFuture(Question.failed(address, failure)));
    }

    /** Every address begins with its context's name. */
    private static String context(Address<?, ?> address) {
        int dot = address.name().indexOf('.');
        return dot < 0 ? address.name() : address.name().substring(0, dot);
    }

    /**
     * Serves an address on the calling verticle's context. A handler whose future fails makes the asker's fail with an
     * {@link AskFailed} of the same class, wherever the asker is; it is logged here, once.
     */
    public <C, R> Future<Registration> serve(Address<C, R> address, Function<Request<C>, Future<Reply<R>>> handler) {
        InFlight inFlight = new InFlight();
        WireForm<C, R> form = form(address);
        MessageConsumer<Envelope> consumer = address.localOnly()
                ? vertx.eventBus().localConsumer(address.name())
                : vertx.eventBus().consumer(address.name());
        consumer.handler(message -> {
            if (!inFlight.enter()) {
                message.fail(
                        AskFailed.Kind.OVERLOADED.code(),
                        "more than " + MAX_IN_FLIGHT_PER_ADDRESS + " requests are being handled");
                return;
            }
            handle(message, form, handler).onComplete(done -> {
                inFlight.leave();
                if (done.succeeded()) reply(message, form, done.result());
                else fail(address, message, done.cause());
            });
        });
        return consumer.completion().map(registered -> {
            servedHere
                    .computeIfAbsent(address.name(), name -> new AtomicInteger())
                    .incrementAndGet();
            if (!address.localOnly()) entered(address.name());
            return () -> {
                if (!address.localOnly()) leaving(address.name());
                servedHere.computeIfPresent(
                        address.name(), (name, count) -> count.decrementAndGet() == 0 ? null : count);
                return consumer.unregister().compose(gone -> inFlight.idle());
            };
        });
    }

    private static <C, R> Future<Reply<R>> handle(
            Message<Envelope> message, WireForm<C, R> form, Function<Request<C>, Future<Reply<R>>> handler) {
        try {
            Request<C> request = message.body().open(form::request);
            return handler.apply(request);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static void reply(Message<Envelope> message, WireForm<?, ?> form, Reply<?> reply) {
        message.reply(form.envelope(reply), new DeliveryOptions().setCodecName(Envelope.Codec.NAME));
    }

    private static void fail(Address<?, ?> address, Message<Envelope> message, Throwable failure) {
        FailureClass failureClass = FailureClass.of(failure);
        switch (failureClass) {
            case BUG -> log.error("{} failed", address, failure);
            case CONFLICT, UNKNOWN, UNAVAILABLE, OVERLOADED ->
                log.warn("{} failed: {}: {}", address, failureClass, failure.getMessage());
        }
        message.fail(kind(failureClass).code(), failureClass.name().toLowerCase(Locale.ROOT));
    }

    private static AskFailed.Kind kind(FailureClass failureClass) {
        return switch (failureClass) {
            case CONFLICT -> AskFailed.Kind.CONFLICT;
            case UNKNOWN -> AskFailed.Kind.UNKNOWN;
            case UNAVAILABLE -> AskFailed.Kind.UNAVAILABLE;
            case OVERLOADED -> AskFailed.Kind.OVERLOADED;
            case BUG -> AskFailed.Kind.BUG;
        };
    }

    /** Tells every web process to look again; may be lost. Nudges of one turn of the event loop travel together. */
    public void nudge(Nudge nudge) {
        boolean first;
        synchronized (pendingNudges) {
            first = pendingNudges.isEmpty();
            pendingNudges
                    .computeIfAbsent(nudge.stream(), stream -> new LinkedHashSet<>())
                    .addAll(nudge.keys());
        }
        if (first) vertx.runOnContext(turn -> publishNudges());
    }

    private void publishNudges() {
        List<Nudge> nudges = new ArrayList<>();
        synchronized (pendingNudges) {
            pendingNudges.forEach((stream, keys) -> nudges.add(new Nudge(stream, List.copyOf(keys))));
            pendingNudges.clear();
        }
        nudges.forEach(nudge -> tell(NUDGES, nudge));
    }

    public Future<Registration> onNudge(Consumer<Nudge> listener) {
        return hear(NUDGES, listener);
    }

    /** Tells every process that listens, this one too; may be lost. */
    public <T> void tell(Broadcast<T> to, T what) {
        DeliveryOptions options = new DeliveryOptions().setCodecName(Envelope.Codec.NAME);
        vertx.eventBus().publish(to.name(), Envelope.of(what, Wire::encode), options);
    }

    /** Listens on the calling verticle's context. */
    public <T> Future<Registration> hear(Broadcast<T> from, Consumer<T> listener) {
        MessageConsumer<Envelope> consumer = vertx.eventBus().consumer(from.name());
        consumer.handler(message -> listener.accept(message.body().open(json -> Wire.decode(json, from.type()))));
        return consumer.completion().map(registered -> {
            entered(from.name());
            return () -> {
                leaving(from.name());
                return consumer.unregister();
            };
        });
    }

    private void entered(String address) {
        if (presence != null) presence.entered(address);
    }

    private void leaving(String address) {
        if (presence != null) presence.leaving(address);
    }

    @SuppressWarnings("unchecked") // put under the address whose types it has
    private <C, R> WireForm<C, R> form(Address<C, R> address) {
        return (WireForm<C, R>) forms.computeIfAbsent(address, WireForm::new);
    }

    /** Counts what is being handled and says when nothing is. */
    private final class InFlight {
        private final AtomicInteger count = new AtomicInteger();
        private final Promise<Void> idle = Promise.promise();
        private volatile boolean stopping;

        boolean enter() {
            if (count.incrementAndGet() <= MAX_IN_FLIGHT_PER_ADDRESS) return true;
            count.decrementAndGet();
            return false;
        }

        void leave() {
            if (count.decrementAndGet() == 0 && stopping) idle.tryComplete();
        }

        Future<Void> idle() {
            stopping = true;
            if (count.get() == 0) idle.tryComplete();
            vertx.setTimer(STOP_LIMIT_MILLIS, elapsed -> idle.tryComplete());
            return idle.future();
        }
    }
}
