package io.tanda.dispatch;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.dispatch.application.DispatchMeters;
import io.tanda.dispatch.inbound.DispatchRequests;
import io.tanda.dispatch.inbound.PositionStream;
import io.tanda.dispatch.outbound.H3Positions;
import io.tanda.dispatch.outbound.KafkaPositionLog;
import io.tanda.platform.Kit;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.events.OrderedConsumer;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.store.Store;
import io.tanda.platform.time.Sweeper;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dispatch's life: what it listens to, and how it stops. Decides nothing. */
public final class DispatchVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchVerticle.class);
    private static final long HOUSEKEEPING_MILLIS = 10_000;

    private final Kit kit;
    private final DispatchConfig config;
    /** The undo of each step of the start, the last first. */
    private final Deque<Supplier<Future<Void>>> stops = new ArrayDeque<>();

    public DispatchVerticle(Kit kit) {
        this.kit = kit;
        this.config = DispatchConfig.of(kit.settings());
    }

    @Override
    public Future<?> start() {
        DispatchMeters meters = new DispatchMeters(kit.meters());
        return vertx.executeBlocking(() -> H3Positions.load(config.maxTaxis()))
                .compose(index -> Store.open(vertx, config.store(), "dispatch", kit.meters())
                        .compose(store -> start(meters, index, store)))
                .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
    }

    private Future<Void> start(DispatchMeters meters, H3Positions index, Store store) {
        stops.push(store::close);
        DispatchMeters.index(kit.meters(), index::size);
        kit.health().ready("dispatch.store", () -> store.query("SELECT 1").mapEmpty());
        return vertx.executeBlocking(() -> new KafkaPositionLog(config.kafka().bootstrap(), meters))
                .compose(log -> {
                    stops.push(() -> blocking(log::close));
                    PositionStream stream = new PositionStream(config.kafka(), kit.clock(), index);
                    stops.push(() -> blocking(stream::close));
                    return listen(new DispatchModule(vertx, kit, config, store, index, log, meters), store, index);
                });
    }

    private Future<Void> listen(DispatchModule module, Store store, H3Positions index) {
        OutboxRelay relay = DispatchModule.relay(vertx, kit, config, store);
        Sweeper sweeper = module.sweeper(vertx, kit, store);
        OrderedConsumer<BookingEvent> bookings = module.bookings(vertx, kit, config, store);
        DispatchRequests requests = new DispatchRequests(kit.bus());
        stops.push(relay::stop);
        return relay.start()
                .compose(started -> JournalService.serve(kit.bus(), store))
                .compose(journal -> {
                    stops.push(journal::stop);
                    stops.push(requests::stop);
                    return module.serve(requests);
                })
                .compose(serving -> {
                    stops.push(sweeper::stop);
                    return sweeper.start();
                })
                .compose(sweeping -> {
                    stops.push(bookings::stop);
                    return bookings.start();
                })
                .map(following -> {
                    long timer = vertx.setPeriodic(HOUSEKEEPING_MILLIS, tick -> keepHouse(module, index));
                    stops.push(() -> {
                        vertx.cancelTimer(timer);
                        module.rounds.stop();
                        return Future.succeededFuture();
                    });
                    return null;
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
        Future<Void> stopped = Future.succeededFuture();
        while (!stops.isEmpty()) {
            Supplier<Future<Void>> next = stops.pop();
            stopped = stopped.transform(done -> next.get());
        }
        return stopped;
    }
}
