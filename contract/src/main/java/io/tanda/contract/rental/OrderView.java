package io.tanda.contract.rental;

import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.delivery.DeliveryStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order with what is known of its delivery (E4).
 *
 * @param productName as the catalogue told it; absent while it has not
 * @param delivery as delivery told it; absent while it has not
 * @param orderedAt domain time
 * @param updatedAt of the order's last change, domain time
 */
public record OrderView(
        OrderId id,
        ProductId product,
        @Nullable String productName,
        int quantity,
        OrderStatus status,
        @Nullable DeliveryStatus delivery,
        Instant orderedAt,
        Instant updatedAt) {}
