package io.tanda.delivery.application;

import io.tanda.contract.Actor;
import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.catalogue.CatalogueEvent.ProductRegistered;
import io.tanda.contract.catalogue.CatalogueEvent.QuantityChanged;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.rental.RentalEvent.ItemsReturned;
import io.tanda.contract.rental.RentalEvent.OrderPlaced;
import io.tanda.delivery.domain.Decision;
import io.tanda.delivery.domain.Delivery;
import io.tanda.delivery.domain.DeliveryDecider;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Effects;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows rental and the catalogue: what is ordered leaves the stock, what is returned comes back. */
public final class DeliverOrders {
    private static final Logger log = LoggerFactory.getLogger(DeliverOrders.class);
    /** Orders that are looked at when their product comes; those past it are by their deadlines. */
    private static final int MOST_LOOKED_AT = 1_000;

    private final Deliveries deliveries;
    private final Commits<Change> commits;
    private final InstantSource clock;

    public DeliverOrders(Deliveries deliveries, Commits<Change> commits, InstantSource clock) {
        this.deliveries = deliveries;
        this.commits = commits;
        this.clock = clock;
    }

    public Future<Effects<Change>> placed(OrderPlaced order, Recorded recorded) {
        return deliveries
                .find(order.order())
                .compose(before -> deliveries
                        .inStock(order.product())
                        .map(inStock -> effects(
                                before.orElse(null),
                                DeliveryDecider.placed(
                                        before.orElse(null),
                                        order.order(),
                                        order.product(),
                                        order.quantity(),
                                        inStock.orElse(null),
                                        now()),
                                recorded)));
    }

    /** @return fails where the order was never delivered: rental lets only items be returned that were */
    public Future<Effects<Change>> returned(ItemsReturned items, Recorded recorded) {
        return deliveries.find(items.order()).map(found -> {
            Delivery before =
                    found.orElseThrow(() -> new IllegalStateException("ALERT no delivery of " + items.order()));
            return effects(before, DeliveryDecider.returned(before, now()), recorded);
        });
    }

    /** What waits for it is looked at; where that is lost, its deadline comes. */
    public Future<Effects<Change>> registered(ProductRegistered product, Recorded recorded) {
        return Future.succeededFuture(Effects.<Change>of(new Change.Stocked(product.product(), product.quantity()))
                .afterwards(() -> awaited(product.product())));
    }

    public Future<Effects<Change>> recounted(QuantityChanged product, Recorded recorded) {
        return Future.succeededFuture(Effects.of(new Change.Recounted(product.product(), product.quantity())));
    }

    private void awaited(ProductId product) {
        deliveries
                .waitingFor(product, MOST_LOOKED_AT)
                .compose(orders -> Future.join(
                        orders.stream().map(order -> look(order, false)).toList()))
                .onFailure(failure -> log.warn("orders of product {} wait on: {}", product, failure.getMessage()));
    }

    /** The stored deadline of one that waits has come. */
    public Future<Void> due(OrderId order) {
        return look(order, true);
    }

    private Future<Void> look(OrderId order, boolean over) {
        return Attempts.whileStale(() -> deliveries.find(order).compose(found -> {
            Delivery before = found.orElseThrow(() -> new IllegalStateException("no delivery of " + order));
            return deliveries
                    .inStock(before.product())
                    .compose(inStock ->
                            commit(before, DeliveryDecider.looked(before, inStock.orElse(null), over, now())));
        }));
    }

    private Future<Void> commit(Delivery before, Decision decision) {
        return switch (decision) {
            case Decision.Accepted accepted -> commits.commit(Change.Moved.of(before, accepted, Actor.SYSTEM, null));
            case Decision.Unchanged unchanged -> Future.succeededFuture();
            case Decision.Refused refused -> throw new IllegalStateException(refused.detail());
        };
    }

    private static Effects<Change> effects(@Nullable Delivery before, Decision decision, Recorded recorded) {
        return switch (decision) {
            case Decision.Accepted accepted ->
                Effects.of(Change.Moved.of(before, accepted, recorded.actor(), recorded.trace()));
            case Decision.Unchanged unchanged -> Effects.none();
            case Decision.Refused refused -> throw new IllegalStateException(refused.detail());
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
