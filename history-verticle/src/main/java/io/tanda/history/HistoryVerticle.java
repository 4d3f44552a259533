package io.tanda.history;

import io.tanda.contract.bus.Addresses;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.contract.event.Topics;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Registration;
import io.tanda.platform.events.EventHandler;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.OrderedConsumer;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What history listens to and how it stops. */
public final class HistoryVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(HistoryVerticle.class);
    private static final String CAPTURED = "payment.charge-captured.v1";

    private final Kit kit;
    /** How to stop what was started, last first. */
    private final Deque<Supplier<Future<Void>>> undo = new ArrayDeque<>();

    public HistoryVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        KafkaConfig kafka = KafkaConfig.of(kit.settings());
        StoreConfig storeConfig = StoreConfig.of(kit.settings(), "history");
        kit.settings().check();
        return Store.open(vertx, storeConfig, "history", kit.meters())
                .compose(store -> {
                    undo.push(store::close);
                    return startOn(store, kafka);
                })
                .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
    }

    /** Follows no more, then answers no more, then lets go of the database. */
    @Override
    public Future<Void> stop() {
        Supplier<Future<Void>> last = undo.poll();
        if (last == null) return Future.succeededFuture();
        return last.get()
                .onFailure(failure -> log.warn("history did not stop cleanly", failure))
                .transform(done -> stop());
    }

    private Future<Void> startOn(Store store, KafkaConfig kafka) {
        Questions questions = new Questions(new Rides(store), new Notifications(store));
        return registered(kit.bus().serve(Addresses.HISTORY_RIDES, questions::rides))
                .compose(v -> registered(kit.bus().serve(Addresses.HISTORY_NOTIFICATIONS, questions::notifications)))
                .compose(v -> follow(store, kafka, Topics.BOOKING, new BookingEvents()))
                .compose(v -> follow(store, kafka, Topics.DISPATCH, new DispatchEvents(CAPTURED)))
                .compose(v -> follow(store, kafka, Topics.PAYMENT, new PaymentEvents()));
    }

    private <E extends Event> Future<Void> follow(
            Store store, KafkaConfig kafka, Topic<E> topic, EventHandler<E> handler) {
        OrderedConsumer<E> consumer = new OrderedConsumer<>(vertx, kit, kafka, store, "history", topic, handler);
        undo.push(consumer::stop);
        return consumer.start();
    }

    private Future<Void> registered(Future<Registration> registration) {
        return registration.map(done -> {
            undo.push(done::stop);
            return (@Nullable Void) null;
        });
    }
}
