package io.tanda.platform.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Address;
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
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus with types. One for the whole process; safe for use from any context, and answers on the asker's.
 *
 * <p>A question goes to this process when somebody here serves its address, else over the cluster. In this process the request is
 * handed over as it is (requests are immutable); over the cluster as the contract's JSON.
 */
public final class Bus {
    /** Tries of one question, each with the address's own limit; the same command id every time. */
    public static final int TRIES = 6;
    /** All tries together; past it the asker's own client has given up. */
    public static final Duration ASK_LIMIT = Duration.ofSeconds(8);
    /** Between tries when nobody serves the address: as long as a registration takes to spread in the cluster. */
    private static final long NOBODY_PAUSE_MILLIS = 200;
    /** Requests of one address being handled in this process; one more is refused as overloaded. */
    public static final int MAX_IN_FLIGHT_PER_ADDRESS = 4_096;
    /** How long {@link Registration#stop} waits for what is being handled. */
    private static final long STOP_LIMIT_MILLIS = 5_000;

    private static final Logger log = LoggerFactory.getLogger(Bus.class);

    private final Vertx vertx;
    private final BusMeters meters;
    private final Map<String, AtomicInteger> servedHere = new ConcurrentHashMap<>();
    private final Map<Address<?, ?>, WireForm<?, ?>> forms = new ConcurrentHashMap<>();
    private final Map<String, Set<UUID>> pendingNudges = new LinkedHashMap<>();

    /** One that nobody measures. */
    public Bus(Vertx vertx) {
        this(vertx, new CompositeMeterRegistry());
    }

    public Bus(Vertx vertx, MeterRegistry meters) {
        this.vertx = vertx;
        this.meters = new BusMeters(meters);
        vertx.eventBus().registerCodec(new Envelope.Codec());
    }

    /** Fails with {@link AskFailed} only. */
    public <C, R> Future<Reply<R>> ask(Address<C, R> address, Request<C> request) {
        long beganNanos = System.nanoTime();
        return tryAsking(address, request, TRIES, beganNanos + ASK_LIMIT.toNanos())
                .onComplete((reply, failure) -> meters.asked(address, reply, failure, System.nanoTime() - beganNanos));
    }

    /**
     * Within the process nothing is lost, and whoever is slow has the question already: it is asked once, and waited for as long as
     * other tries would take.
     */
    private <C, R> Future<Reply<R>> tryAsking(
            Address<C, R> address, Request<C> request, int triesLeft, long giveUpNanos) {
        boolean here = address.localOnly() || servedHere.containsKey(address.name());
        int tries = here ? 1 : triesLeft;
        DeliveryOptions options = new DeliveryOptions()
                .setCodecName(Envelope.Codec.NAME)
                .setLocalOnly(here)
                .setSendTimeout(here ? ASK_LIMIT.toMillis() : address.tryLimitMillis());
        return vertx.eventBus()
                .<Envelope>request(address.name(), form(address).envelope(request), options)
                .map(answer ->
                        answer.body().<Reply<R>>open(json -> form(address).reply(json)))
                .recover(failure -> {
                    AskFailed failed = failed(address, failure);
                    boolean mayRepeat = tries > 1 && System.nanoTime() < giveUpNanos;
                    return switch (failed.kind()) {
                        case UNKNOWN ->
                            mayRepeat && isSilence(failure)
                                    ? tryAsking(address, request, tries - 1, giveUpNanos)
                                    : Future.failedFuture(failed);
                        case NOBODY_THERE ->
                            mayRepeat && !address.localOnly()
                                    ? vertx.timer(NOBODY_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                                            .compose(elapsed -> tryAsking(address, request, tries - 1, giveUpNanos))
                                    : Future.failedFuture(failed);
                        case OVERLOADED, CONFLICT, UNAVAILABLE, BUG -> Future.failedFuture(failed);
                    };
                });
    }

    /** Nobody answered at all: another process may. Who answered that nobody knows would say so again. */
    private static boolean isSilence(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT;
    }

    private static AskFailed failed(Address<?, ?> address, Throwable failure) {
        if (!(failure instanceof ReplyException reply))
            return new AskFailed(AskFailed.Kind.BUG, address + ": " + failure.getMessage());
        AskFailed.Kind kind = switch (reply.failureType()) {
            case TIMEOUT -> AskFailed.Kind.UNKNOWN;
            case NO_HANDLERS -> AskFailed.Kind.NOBODY_THERE;
            case RECIPIENT_FAILURE -> AskFailed.Kind.of(reply.failureCode());
            case ERROR -> AskFailed.Kind.UNKNOWN;
        };
        return new AskFailed(kind, address + ": " + reply.getMessage());
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
            return () -> {
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
        DeliveryOptions options = new DeliveryOptions().setCodecName(Envelope.Codec.NAME);
        nudges.forEach(nudge -> vertx.eventBus().publish(Nudge.ADDRESS, Envelope.of(nudge, Wire::encode), options));
    }

    public Future<Registration> onNudge(Consumer<Nudge> listener) {
        MessageConsumer<Envelope> consumer = vertx.eventBus().consumer(Nudge.ADDRESS);
        consumer.handler(message -> listener.accept(message.body().open(json -> Wire.decode(json, Nudge.class))));
        return consumer.completion().map(registered -> consumer::unregister);
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
