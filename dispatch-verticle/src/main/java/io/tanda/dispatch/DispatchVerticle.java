package io.tanda.dispatch;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.dispatch.call.application.DispatchMeters;
import io.tanda.dispatch.call.inbound.DispatchRequests;
import io.tanda.dispatch.position.H3Positions;
import io.tanda.dispatch.position.KafkaPositionLog;
import io.tanda.dispatch.position.PositionStream;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.events.OrderedConsumer;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.store.Store;
import io.tanda.platform.time.Sweeper;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dispatch's life: what it listens to, and how it stops. Decides nothing. */
public final class DispatchVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchVerticle.class);
    private static final long HOUSEKEEPING_MILLIS = 10_000;

    private final Kit kit;
    private final DispatchConfig config;
    private final Stops stops = new Stops("dispatch");

    public DispatchVerticle(Kit kit) {
        this.kit = kit;
        this.config = DispatchConfig.of(kit.settings());
    }

    @Override
    public Future<?> start() {
        DispatchMeters meters = new DispatchMeters(kit.meters());
        return stops.orStop(vertx.executeBlocking(() -> H3Positions.load(config.maxTaxis()))
                .compose(index -> Store.open(vertx, config.store(), "dispatch", kit.meters())
                        .compose(store -> start(meters, index, store))));
    }

    private Future<Void> start(DispatchMeters meters, H3Positions index, Store store) {
        stops.add(store::close);
        DispatchMeters.index(kit.meters(), index::size);
        kit.health().ready("dispatch.store", () -> store.query("SELECT 1").mapEmpty());
        return vertx.executeBlocking(() -> new KafkaPositionLog(config.kafka().bootstrap(), meters))
                .compose(log -> {
                    stops.add(() -> blocking(log::close));
                    PositionStream stream = new PositionStream(config.kafka(), kit.clock(), index);
                    stops.add(() -> blocking(stream::close));
                    return listen(new DispatchModule(vertx, kit, config, store, index, log, meters), store, index);
                });
    }

    private Future<Void> listen(DispatchModule module, Store store, H3Positions index) {
        OutboxRelay relay = DispatchModule.relay(vertx, kit, config, store);
        Sweeper sweeper = module.sweeper(vertx, kit, store);
        OrderedConsumer<BookingEvent> bookings = module.bookings(vertx, kit, config, store);
        DispatchRequests requests = new DispatchRequests(kit.bus());
        return stops.starting(relay::start, relay::stop)
                .compose(relaying -> stops.serving(JournalService.serve(kit.bus(), store)))
                .compose(journal -> stops.starting(() -> module.serve(requests), requests::stop))
                .compose(serving -> stops.starting(sweeper::start, sweeper::stop))
                .compose(sweeping -> stops.starting(bookings::start, bookings::stop))
                .onSuccess(following -> {
                    long timer = vertx.setPeriodic(HOUSEKEEPING_MILLIS, tick -> keepHouse(module, index));
                    stops.add(() -> {
                        vertx.cancelTimer(timer);
                        module.rounds.stop();
                        return Future.succeededFuture();
                    });
                });
    }

    private void keepHouse(DispatchModule module, H3Positions index) {
        blocking(() -> index.evict(kit.clock().instant()))
                .compose(evicted -> module.purge.run())
                .onFailure(failure -> LOG.debug("Housekeeping waits for better times: {}", failure.getMessage()));
    }

    private Future<Void> blocking(Runnable work) {
        return vertx.executeBlocking(() -> {
            work.run();
            return null;
        });
    }

    @Override
    public Future<?> stop() {
        return stops.run();
    }
}
