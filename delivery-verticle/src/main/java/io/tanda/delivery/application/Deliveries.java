package io.tanda.delivery.application;

import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.delivery.StockView;
import io.tanda.delivery.domain.Delivery;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Port: deliveries and stock as they are kept. */
public interface Deliveries {
    Future<Optional<Delivery>> find(OrderId order);

    /** Items that can be ordered; empty where nobody has told of the product. */
    Future<Optional<Integer>> inStock(ProductId product);

    /** Empty where nobody has told of the product. */
    Future<Optional<StockView>> stock(ProductId product);

    /** Orders that wait for this product, at most so many. */
    Future<List<OrderId>> waitingFor(ProductId product, int limit);
}
