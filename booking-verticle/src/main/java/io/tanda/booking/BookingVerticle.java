package io.tanda.booking;

import io.tanda.contract.booking.BookingAddresses;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** What booking listens to and in which order it starts and stops. Decides nothing. */
public final class BookingVerticle extends VerticleBase {
    private final Kit kit;
    private final Stops stops = new Stops("booking");

    public BookingVerticle(Kit kit) {
        this.kit = kit;
    }

    /** Needs MySQL; Kafka may come later (B1). */
    @Override
    public Future<?> start() {
        return stops.orStop(Future.succeededFuture(kit.settings())
                .map(BookingConfig::of)
                .compose(config -> Store.open(vertx, config.store(), "booking", kit.meters())
                        .compose(store -> serve(config, store))));
    }

    private Future<Void> serve(BookingConfig config, Store store) {
        stops.add(store::close);
        kit.health().ready("booking.store", () -> store.query("SELECT 1").mapEmpty());
        BookingModule module = BookingModule.wire(vertx, kit, config, store);
        return stops.starting(module.relay()::start, module.relay()::stop)
                .compose(relaying -> stops.starting(() -> startFollowing(module), () -> stopFollowing(module)))
                .compose(following -> stops.serving(JournalService.serve(kit.bus(), store)))
                .compose(reading -> stops.serving(kit.bus().serve(BookingAddresses.GET, module.commands()::get)))
                .compose(reading -> stops.serving(kit.bus().serve(BookingAddresses.LIST, module.commands()::list)))
                .compose(reading ->
                        stops.serving(kit.bus().serve(BookingAddresses.COMMANDS, module.commands()::command)));
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

    /** First no more commands, then what they leave behind, then the store. */
    @Override
    public Future<Void> stop() {
        return stops.run();
    }
}
