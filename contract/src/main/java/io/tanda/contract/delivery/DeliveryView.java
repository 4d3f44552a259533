package io.tanda.contract.delivery;

import io.tanda.contract.OrderId;

/** What became of an order's items. */
public record DeliveryView(OrderId order, DeliveryStatus status) {}
