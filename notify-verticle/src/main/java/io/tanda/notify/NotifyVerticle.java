package io.tanda.notify;

import io.tanda.contract.Contexts;
import io.tanda.notify.words.Words;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Tells riders and drivers. Follows all and is waited for by nobody. */
public final class NotifyVerticle extends VerticleBase {
    private final Kit kit;
    private final Stops stops = new Stops(Contexts.NOTIFY.name());

    public NotifyVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        NotifyConfig config = NotifyConfig.of(kit.settings());
        return vertx.executeBlocking(Words::read)
                .compose(words -> BoundedContext.open(vertx, kit, Contexts.NOTIFY, stops)
                        .compose(context ->
                                NotifyModule.wire(context, config, words).start()));
    }

    @Override
    public Future<?> stop() {
        return stops.run();
    }
}
