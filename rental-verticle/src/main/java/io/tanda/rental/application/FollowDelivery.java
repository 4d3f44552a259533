package io.tanda.rental.application;

import io.tanda.contract.catalogue.CatalogueEvent.ProductRegistered;
import io.tanda.contract.delivery.DeliveryEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.Effects;
import io.tanda.rental.domain.Order;
import io.tanda.rental.domain.OrderDecider;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The order follows its delivery; products get their names. */
public final class FollowDelivery {
    private final Orders orders;
    private final InstantSource clock;

    public FollowDelivery(Orders orders, InstantSource clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /** @return fails where there is no such order: delivery knows of none that rental did not tell it */
    public Future<Effects<Change>> told(DeliveryEvent event, Recorded recorded) {
        return orders.find(event.order(), null).map(found -> {
            Order before = found.orElseThrow(() -> new IllegalStateException("ALERT no order " + event.order()));
            return Effects.of(Change.Moved.of(
                    before,
                    OrderDecider.told(before, event, clock.instant().truncatedTo(ChronoUnit.MICROS)),
                    recorded.actor(),
                    recorded.trace()));
        });
    }

    public Future<Effects<Change>> registered(ProductRegistered product, Recorded recorded) {
        return Future.succeededFuture(Effects.of(new Change.Named(product.product(), product.label())));
    }
}
