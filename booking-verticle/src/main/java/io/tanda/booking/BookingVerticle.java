package io.tanda.booking;

import io.tanda.contract.bus.Addresses;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Registration;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What booking listens to and in which order it starts and stops. Decides nothing. */
public final class BookingVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(BookingVerticle.class);

    private final Kit kit;
    /** How to undo what has been started, the last one first. */
    private final Deque<Supplier<Future<Void>>> started = new ArrayDeque<>();

    public BookingVerticle(Kit kit) {
        this.kit = kit;
    }

    /** Needs MySQL; Kafka may come later (B1). */
    @Override
    public Future<?> start() {
        return Future.succeededFuture(kit.settings())
                .map(BookingConfig::of)
                .compose(config -> Store.open(vertx, config.store(), "booking", kit.meters())
                        .compose(store -> serve(config, store)))
                .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
    }

    private Future<Void> serve(BookingConfig config, Store store) {
        started.push(store::close);
        kit.health().ready("booking.store", () -> store.query("SELECT 1").mapEmpty());
        BookingModule module = BookingModule.wire(vertx, kit, config, store);
        return starting(module.relay()::stop, module.relay()::start)
                .compose(relaying -> starting(() -> stopFollowing(module), () -> startFollowing(module)))
                .compose(following -> registering(JournalService.serve(kit.bus(), store)))
                .compose(reading -> registering(kit.bus().serve(Addresses.BOOKING_GET, module.commands()::get)))
                .compose(reading -> registering(kit.bus().serve(Addresses.BOOKING_LIST, module.commands()::list)))
                .compose(reading ->
                        registering(kit.bus().serve(Addresses.BOOKING_COMMANDS, module.commands()::command)));
    }

    private Future<Void> starting(Supplier<Future<Void>> stop, Supplier<Future<Void>> start) {
        started.push(stop);
        return start.get();
    }

    private static Future<Void> startFollowing(BookingModule module) {
        return Future.join(
                        module.dispatchEvents().start(),
                        module.paymentEvents().start(),
                        module.sweeper().start())
                .mapEmpty();
    }

    /** Side by side: each may wait 5 s, and a pod has not that long three times. */
    private static Future<Void> stopFollowing(BookingModule module) {
        return Future.join(
                        module.dispatchEvents().stop(),
                        module.paymentEvents().stop(),
                        module.sweeper().stop())
                .mapEmpty();
    }

    private Future<Void> registering(Future<Registration> registration) {
        return registration.onSuccess(serving -> started.push(serving::stop)).mapEmpty();
    }

    /** First no more commands, then what they leave behind, then the store. */
    @Override
    public Future<Void> stop() {
        Supplier<Future<Void>> next = started.poll();
        if (next == null) return Future.succeededFuture();
        return next.get()
                .onFailure(failure -> log.warn("booking did not stop cleanly", failure))
                .transform(stopped -> stop());
    }
}
