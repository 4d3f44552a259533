package io.tanda.contract.catalogue;

import io.tanda.contract.ProductId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next ask with it as {@code after} for the following page; absent on the last */
public record ProductPage(List<ProductView> items, @Nullable ProductId next) {}
