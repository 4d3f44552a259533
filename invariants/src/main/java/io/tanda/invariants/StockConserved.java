package io.tanda.invariants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** No item of the depot is lost or made up, and each order is as its delivery (E2, E3). */
final class StockConserved {
    /** By an order's status, how its delivery may be when all is quiet. */
    private static final Map<String, Set<String>> ENDS = Map.of(
            "DELIVERED", Set.of("DELIVERED"),
            // Canceled while it was returned: it came back once.
            "RETURNED", Set.of("TAKEN_BACK", "CANCELED"),
            "CANCELED", Set.of("CANCELED"),
            "CANCELED_OUT_OF_STOCK", Set.of("OUT_OF_STOCK"),
            "CANCELED_UNREGISTERED_PRODUCT", Set.of("UNREGISTERED_PRODUCT"));

    private StockConserved() {}

    static List<Found> check(Snapshot snapshot) {
        List<Found> found = new ArrayList<>();
        for (Depot.Stock stock : snapshot.depot().stocks()) {
            if (!Objects.equals(stock.inCatalogue(), stock.registered()))
                found.add(new Found(
                        null,
                        "of product " + stock.product() + " the catalogue has " + stock.inCatalogue()
                                + " items, and delivery knows of " + stock.registered()));
            else if (stock.registered() != null && stock.registered() != stock.inStock() + stock.out())
                found.add(new Found(
                        null,
                        "of product " + stock.product() + " " + stock.registered() + " items are registered, "
                                + stock.inStock() + " in stock and " + stock.out() + " out"));
        }
        for (Depot.Rented order : snapshot.depot().orders())
            if (!ENDS.getOrDefault(order.status(), Set.of()).contains(String.valueOf(order.delivery())))
                found.add(new Found(
                        null,
                        "order " + order.order() + " is " + order.status() + ", and its delivery " + order.delivery()));
        return found;
    }
}
