package io.tanda.delivery.domain;

import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.contract.delivery.DeliveryView;
import java.time.Instant;

/**
 * An order's items.
 *
 * @param version of the journal: 1 for the first event, 0 while nothing was told
 * @param since domain time
 */
public record Delivery(
        OrderId order, ProductId product, int quantity, DeliveryStatus status, int version, Instant since) {

    Delivery told(DeliveryStatus next, Instant at) {
        return new Delivery(order, product, quantity, next, version + 1, at);
    }

    public DeliveryView view() {
        return new DeliveryView(order, status);
    }
}
