package io.tanda.contract.catalogue;

import io.tanda.contract.ProductId;
import java.time.Instant;

/**
 * A product as the catalogue has it.
 *
 * @param quantity items that there are altogether, in stock and out
 * @param updatedAt domain time of its registration or of the last change
 */
public record ProductView(ProductId id, String name, int quantity, Instant updatedAt) {}
