package io.tanda.catalogue;

import io.tanda.contract.catalogue.ProductView;

/**
 * A product as it is kept.
 *
 * @param version of its journal: 1 for its registration
 */
record Product(ProductView view, int version) {}
