package io.tanda.contract.delivery;

import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.event.Aggregate;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import java.time.Instant;

/** What became of an order's items. */
public sealed interface DeliveryEvent extends Event {
    Topic<DeliveryEvent> TOPIC = Topic.of("delivery", DeliveryEvent.class)
            .event("delivered", Delivered.class)
            .event("delivery-refused", DeliveryRefused.class)
            .event("delivery-canceled", DeliveryCanceled.class)
            .event("items-taken-back", ItemsTakenBack.class);

    OrderId order();

    ProductId product();

    /** Items. */
    int quantity();

    @Override
    default Aggregate aggregate() {
        return Aggregate.of("delivery", order());
    }

    /** They left the stock. */
    record Delivered(OrderId order, ProductId product, int quantity, Instant at) implements DeliveryEvent {}

    /** @param status why: out of stock, or nobody registered the product */
    record DeliveryRefused(OrderId order, ProductId product, int quantity, DeliveryStatus status, Instant at)
            implements DeliveryEvent {}

    /** Nothing of it leaves the stock any more, and what had left it is back. */
    record DeliveryCanceled(OrderId order, ProductId product, int quantity, Instant at) implements DeliveryEvent {}

    /** What the driver returned is in stock again. */
    record ItemsTakenBack(OrderId order, ProductId product, int quantity, Instant at) implements DeliveryEvent {}
}
