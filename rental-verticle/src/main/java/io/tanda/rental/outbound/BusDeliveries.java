package io.tanda.rental.outbound;

import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.delivery.CancelDelivery;
import io.tanda.contract.delivery.DeliveryAddresses;
import io.tanda.contract.delivery.DeliveryView;
import io.tanda.platform.bus.Breaker;
import io.tanda.platform.bus.Bus;
import io.tanda.rental.application.Deliveries;
import io.tanda.rental.domain.Order;
import io.vertx.core.Future;

/** Delivery over the bus, through a breaker: a driver waits for the answer. */
public final class BusDeliveries implements Deliveries {
    private final Bus bus;
    private final Breaker breaker;

    public BusDeliveries(Bus bus, Breaker breaker) {
        this.bus = bus;
        this.breaker = breaker;
    }

    @Override
    public Future<Reply<DeliveryView>> cancel(Request<?> because, Order order) {
        Request<CancelDelivery> question = new Request<>(
                because.id(),
                because.actor(),
                because.at(),
                null,
                because.trace(),
                new CancelDelivery(order.id(), order.product(), order.quantity()));
        return breaker.call(() -> bus.ask(DeliveryAddresses.CANCEL, question));
    }
}
