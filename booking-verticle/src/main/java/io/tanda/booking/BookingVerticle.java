package io.tanda.booking;

import io.tanda.contract.Contexts;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The rider's booking. Needs MySQL to start; Kafka may come later (B1). */
public final class BookingVerticle extends VerticleBase {
    private final Kit kit;
    private final Stops stops = new Stops("booking");

    public BookingVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        BookingConfig config = BookingConfig.of(kit.settings());
        return BoundedContext.open(vertx, kit, Contexts.BOOKING, stops)
                .compose(context -> BookingModule.wire(context, config).start());
    }

    @Override
    public Future<?> stop() {
        return stops.run();
    }
}
