package io.tanda.rental.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.contract.rental.OrderStatus;
import io.tanda.contract.rental.OrderView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A driver's order.
 *
 * @param productName as the catalogue told it; absent while it has not
 * @param delivery as delivery told it last; absent while it has not
 * @param version of the journal: 1 for the first event
 */
public record Order(
        OrderId id,
        DriverId driver,
        ProductId product,
        @Nullable String productName,
        int quantity,
        OrderStatus status,
        @Nullable DeliveryStatus delivery,
        int version,
        Instant orderedAt,
        Instant updatedAt) {

    Order becoming(OrderStatus next, Instant at) {
        return new Order(id, driver, product, productName, quantity, next, delivery, version + 1, orderedAt, at);
    }

    Order told(DeliveryStatus of) {
        return new Order(id, driver, product, productName, quantity, status, of, version, orderedAt, updatedAt);
    }

    public OrderView view() {
        return new OrderView(id, product, productName, quantity, status, delivery, orderedAt, updatedAt);
    }
}
