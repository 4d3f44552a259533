package io.tanda.contract.delivery;

import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;

/**
 * Nothing of the order leaves the stock any more (E3). It carries the order, for it may come before what rental told of it: whoever
 * cancels first is believed.
 *
 * @param quantity items of the order
 */
public record CancelDelivery(OrderId order, ProductId product, int quantity) {}
