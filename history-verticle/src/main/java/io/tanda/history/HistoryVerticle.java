package io.tanda.history;

import io.tanda.contract.Contexts;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.contract.history.HistoryAddresses;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.platform.events.EventHandler;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.OrderedConsumer;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** What history listens to and how it stops. */
public final class HistoryVerticle extends VerticleBase {
    private static final String CAPTURED = "payment.charge-captured.v1";

    private final Kit kit;
    private final Stops stops = new Stops("history");

    public HistoryVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        KafkaConfig kafka = KafkaConfig.of(kit.settings());
        StoreConfig storeConfig = StoreConfig.of(kit.settings(), Contexts.HISTORY);
        kit.settings().check();
        return stops.orStop(
                Store.open(vertx, storeConfig, "history", kit.meters()).compose(store -> startOn(store, kafka)));
    }

    /** Follows no more, then answers no more, then lets go of the database. */
    @Override
    public Future<Void> stop() {
        return stops.run();
    }

    private Future<Void> startOn(Store store, KafkaConfig kafka) {
        stops.add(store::close);
        Questions questions = new Questions(new Rides(store), new Notifications(store));
        return stops.serving(kit.bus().serve(HistoryAddresses.RIDES, questions::rides))
                .compose(v -> stops.serving(kit.bus().serve(HistoryAddresses.NOTIFICATIONS, questions::notifications)))
                .compose(v -> follow(store, kafka, BookingEvent.TOPIC, new BookingEvents()))
                .compose(v -> follow(store, kafka, DispatchEvent.TOPIC, new DispatchEvents(CAPTURED)))
                .compose(v -> follow(store, kafka, PaymentEvent.TOPIC, new PaymentEvents()));
    }

    private <E extends Event> Future<Void> follow(
            Store store, KafkaConfig kafka, Topic<E> topic, EventHandler<E> handler) {
        OrderedConsumer<E> consumer = new OrderedConsumer<>(vertx, kit, kafka, store, "history", topic, handler);
        return stops.starting(consumer::start, consumer::stop);
    }
}
