package io.tanda.invariants;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the depot's three contexts have, of all products and of the orders of the run.
 *
 * @param stocks of every product that the catalogue or delivery knows
 * @param orders as rental and delivery have them
 */
public record Depot(List<Stock> stocks, List<Rented> orders) {
    static final Depot EMPTY = new Depot(List.of(), List.of());

    /**
     * @param inCatalogue items that the catalogue has registered; absent: it does not know the product
     * @param registered as delivery knows it; absent, with the others: it does not know the product
     * @param out items of all that is delivered
     */
    public record Stock(
            UUID product,
            @Nullable Integer inCatalogue,
            @Nullable Integer registered,
            int inStock,
            int out) {}

    /** @param status rental's @param delivery delivery's own; absent: it knows no such order */
    public record Rented(
            UUID order, String status, @Nullable String delivery) {}
}
