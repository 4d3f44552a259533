package io.tanda.payment;

import io.tanda.contract.Contexts;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Payment's life: one per process, because its breakers count every call of it. */
public final class PaymentVerticle extends VerticleBase {
    private final Kit kit;
    private final Stops stops = new Stops(Contexts.PAYMENT.name());

    public PaymentVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        PaymentConfig config = PaymentConfig.of(kit.settings());
        return BoundedContext.open(vertx, kit, Contexts.PAYMENT, stops)
                .compose(context -> PaymentModule.wire(context, config).start());
    }

    @Override
    public Future<Void> stop() {
        return stops.run();
    }
}
