package io.tanda.contract.delivery;

import io.tanda.contract.ProductId;

/** How much of a product is in stock. */
public record StockQuery(ProductId product) {}
