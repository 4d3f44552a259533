package io.tanda.contract.delivery;

import io.tanda.contract.ProductId;

/**
 * Where a product's items are.
 *
 * @param registered items that there are altogether, as the catalogue told it last: {@code inStock + out}
 * @param inStock what can be ordered; below zero where fewer are registered than are out
 * @param out with drivers
 */
public record StockView(ProductId product, int registered, int inStock, int out) {}
