package io.tanda.contract.rental;

import io.tanda.contract.DriverId;
import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.event.Aggregate;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import java.time.Instant;

/** What became of drivers' orders. */
public sealed interface RentalEvent extends Event {
    Topic<RentalEvent> TOPIC = Topic.of("rental", RentalEvent.class)
            .event("order-placed", OrderPlaced.class)
            .event("order-delivered", OrderDelivered.class)
            .event("order-canceled", OrderCanceled.class)
            .event("items-returned", ItemsReturned.class);

    OrderId order();

    @Override
    default Aggregate aggregate() {
        return Aggregate.of("order", order());
    }

    /** @param quantity items */
    record OrderPlaced(OrderId order, DriverId driver, ProductId product, int quantity, Instant at)
            implements RentalEvent {}

    record OrderDelivered(OrderId order, Instant at) implements RentalEvent {}

    /** @param status which of the ways to be canceled it was */
    record OrderCanceled(OrderId order, OrderStatus status, Instant at) implements RentalEvent {}

    /** The driver brought all of it back. */
    record ItemsReturned(OrderId order, Instant at) implements RentalEvent {}
}
