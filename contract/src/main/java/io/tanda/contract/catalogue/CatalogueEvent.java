package io.tanda.contract.catalogue;

import io.tanda.contract.ProductId;
import io.tanda.contract.event.Aggregate;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import java.time.Instant;

/** What became of the depot's products. */
public sealed interface CatalogueEvent extends Event {
    Topic<CatalogueEvent> TOPIC = Topic.of("catalogue", CatalogueEvent.class)
            .event("product-registered", ProductRegistered.class)
            .event("quantity-changed", QuantityChanged.class);

    ProductId product();

    /** Items that there are altogether from then on, in stock and out. */
    int quantity();

    @Override
    default Aggregate aggregate() {
        return Aggregate.of("product", product());
    }

    /** @param label what the product is called */
    record ProductRegistered(ProductId product, String label, int quantity, Instant at) implements CatalogueEvent {}

    record QuantityChanged(ProductId product, int quantity, Instant at) implements CatalogueEvent {}
}
