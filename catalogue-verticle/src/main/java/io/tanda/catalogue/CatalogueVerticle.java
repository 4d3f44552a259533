package io.tanda.catalogue;

import io.tanda.contract.Contexts;
import io.tanda.contract.catalogue.CatalogueAddresses;
import io.tanda.contract.catalogue.CatalogueEvent;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.platform.bus.Breaker;
import io.tanda.platform.commit.Commits;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Set;

/** The catalogue's life. */
public final class CatalogueVerticle extends VerticleBase {
    /**
     * Registrations at once: a depot has hundreds of products and not thousands, and a list that is read in from elsewhere comes one after
     * the other. A commit takes some 5 ms; one that takes as long as a call to the gateway may is an outage.
     */
    static final Breaker.Limits REGISTRATIONS = new Breaker.Limits(32, 610, 5, 2_000);

    private final Kit kit;
    private final Stops stops = new Stops(Contexts.CATALOGUE.name());

    public CatalogueVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        return BoundedContext.open(vertx, kit, Contexts.CATALOGUE, stops)
                .compose(context -> wire(context).start());
    }

    private static BoundedContext wire(BoundedContext context) {
        Breaker registrations = new Breaker(
                context.vertx(),
                "catalogue.registrations",
                REGISTRATIONS,
                context.kit().meters());
        MySqlProducts products = new MySqlProducts(context.store());
        Commits<Change> commits = context.store().commits(MySqlProducts::write, Set.of());
        KeepProducts keep = new KeepProducts(products, commits, registrations);
        return context.publishes(CatalogueEvent.TOPIC)
                .runs(Future::succeededFuture, () -> {
                    registrations.close();
                    return Future.succeededFuture();
                })
                .answers(CatalogueAddresses.COMMANDS, keep::handle)
                .answers(CatalogueAddresses.PRODUCTS, keep::list);
    }

    @Override
    public Future<?> stop() {
        return stops.run();
    }
}
