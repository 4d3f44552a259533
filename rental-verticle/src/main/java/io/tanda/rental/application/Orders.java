package io.tanda.rental.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OrderId;
import io.tanda.contract.rental.OrderPage;
import io.tanda.contract.rental.OrderQuery;
import io.tanda.rental.domain.Order;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: orders as they are kept. */
public interface Orders {
    /** @param driver whose it must be; null = anybody's */
    Future<Optional<Order>> find(OrderId order, @Nullable DriverId driver);

    /** @param query with a limit that is within bounds */
    Future<OrderPage> page(OrderQuery query);
}
