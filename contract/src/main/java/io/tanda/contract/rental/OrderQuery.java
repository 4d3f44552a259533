package io.tanda.contract.rental;

import io.tanda.contract.DriverId;
import io.tanda.contract.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * A driver's orders, newest first.
 *
 * @param before only those older than this one
 * @param limit 1 to {@link #MAX_LIMIT}
 */
public record OrderQuery(DriverId driver, @Nullable OrderId before, int limit) {
    public static final int MAX_LIMIT = 100;
}
