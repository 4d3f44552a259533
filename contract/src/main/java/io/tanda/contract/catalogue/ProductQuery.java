package io.tanda.contract.catalogue;

import io.tanda.contract.ProductId;
import org.jspecify.annotations.Nullable;

/**
 * The products, in the order of their registration.
 *
 * @param after only those behind this one
 * @param limit 1 to {@link #MAX_LIMIT}
 */
public record ProductQuery(@Nullable ProductId after, int limit) {
    public static final int MAX_LIMIT = 100;
}
