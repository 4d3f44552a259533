package io.tanda.contract.rental;

import io.tanda.contract.OrderId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next ask with it as {@code before} for the following page; absent on the last */
public record OrderPage(List<OrderView> items, @Nullable OrderId next) {}
