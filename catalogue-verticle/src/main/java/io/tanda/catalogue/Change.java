package io.tanda.catalogue;

import io.tanda.contract.Actor;
import io.tanda.contract.catalogue.CatalogueEvent;
import org.jspecify.annotations.Nullable;

/**
 * What becomes true together.
 *
 * @param after what the product is then; new where its version is 1
 * @param actor who did it
 * @param trace of the request behind it, where it is known
 */
record Change(
        Product after,
        CatalogueEvent event,
        Actor actor,
        @Nullable String trace) {}
