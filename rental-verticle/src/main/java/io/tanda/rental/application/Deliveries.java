package io.tanda.rental.application;

import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.delivery.DeliveryView;
import io.tanda.rental.domain.Order;
import io.vertx.core.Future;

/** Port: what delivery is asked. */
public interface Deliveries {
    /**
     * Nothing of the order leaves the stock any more, and what had left it is back. Asked again by the same request it says the same.
     *
     * @return fails as {@link io.tanda.platform.bus.AskFailed} where it is not known whether that is so, or delivery cannot be asked now
     */
    Future<Reply<DeliveryView>> cancel(Request<?> because, Order order);
}
