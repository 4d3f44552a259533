package io.tanda.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("E2")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StockConservedTest {
    private static final UUID SEAT = UUID.randomUUID();

    @Test
    void what_is_registered_is_in_stock_or_out() {
        assertThat(stock(9, 9, 6, 3)).isEmpty();
        assertThat(stock(1, 1, -1, 2)).as("fewer were registered than are out").isEmpty();
        assertThat(stock(9, 9, 6, 4)).singleElement().asString().contains("6 in stock and 4 out");
        assertThat(stock(9, 10, 7, 3)).singleElement().asString().contains("delivery knows of 10");
        assertThat(stock(9, null, 0, 0)).singleElement().asString().contains("delivery knows of null");
    }

    @Test
    void an_order_is_as_its_delivery() {
        assertThat(order("DELIVERED", "DELIVERED")).isEmpty();
        assertThat(order("RETURNED", "CANCELED")).isEmpty();
        assertThat(order("CANCELED", "DELIVERED")).isNotEmpty();
        assertThat(order("DELIVERED", "CANCELED")).isNotEmpty();
        assertThat(order("ORDERED", "WAITING")).isNotEmpty();
        assertThat(order("ORDERED", null)).isNotEmpty();
    }

    private static List<Found> stock(Integer inCatalogue, @Nullable Integer registered, int inStock, int out) {
        return check(new Depot(List.of(new Depot.Stock(SEAT, inCatalogue, registered, inStock, out)), List.of()));
    }

    private static List<Found> order(String status, @Nullable String delivery) {
        return check(new Depot(List.of(), List.of(new Depot.Rented(UUID.randomUUID(), status, delivery))));
    }

    private static List<Found> check(Depot depot) {
        return StockConserved.check(new Snapshot(
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                new Snapshot.Expected(0, 0),
                Instant.EPOCH,
                Duration.ZERO,
                depot));
    }
}
