package io.tanda.system;

import static io.tanda.system.Depot.field;
import static io.tanda.system.Depot.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.system.Caller.Seen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The depot with its contexts in two processes, and HTTP in a third. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class DepotIT {
    private static final int RIVALS = 50;

    private static TwoNodes nodes;
    private static Caller api;
    private static Depot depot;

    private final String driver = nodes.tokens().driver(UUID.randomUUID());

    @BeforeAll
    static void start() throws IOException {
        nodes = new TwoNodes("depot", Map.of("delivery.catalogue.lag.seconds", "2"), Map.of());
        nodes.addBack("catalogue,delivery,rental", Map.of("delivery.catalogue.lag.seconds", "2"));
        api = new Caller(nodes.api());
        depot = new Depot(api, nodes.tokens().operator(UUID.randomUUID()));
    }

    @AfterAll
    static void stop() {
        if (api != null) api.close();
        if (nodes != null) nodes.close();
    }

    @Test
    @Tag("E2")
    void of_nine_in_stock_an_order_of_three_leaves_six_one_of_twelve_is_too_much_and_another_product_is_unregistered() {
        String seat = depot.product(9);
        String three = depot.order(driver, seat, 3);
        depot.becomes("delivered", driver, three);
        depot.stockBecomes(seat, 6, 3);

        String twelve = depot.order(driver, seat, 12);
        depot.becomes("canceled_out_of_stock", driver, twelve);
        String unheard = depot.order(driver, UUID.randomUUID().toString(), 1);
        depot.becomes("canceled_unregistered_product", driver, unheard);
        depot.stockBecomes(seat, 6, 3);
        assertThat(depot.giveBack(driver, twelve).status()).isEqualTo(409);
        assertThat(depot.cancel(driver, key(), unheard).status()).isEqualTo(409);
    }

    @Test
    @Tag("E2")
    void what_is_returned_is_in_stock_again_and_what_the_staff_counts_anew_too() {
        String seat = depot.product(2);
        String order = depot.order(driver, seat, 2);
        depot.becomes("delivered", driver, order);
        depot.stockBecomes(seat, 0, 2);
        assertThat(depot.recount(seat, 1).status()).isEqualTo(200);
        depot.stockBecomes(seat, -1, 2);
        assertThat(depot.recount(seat, 5).status()).isEqualTo(200);
        depot.stockBecomes(seat, 3, 2);

        Seen returned = depot.giveBack(driver, order);
        assertThat(field(returned, "status")).as(returned.body()).isEqualTo("returned");
        depot.stockBecomes(seat, 5, 0);
        assertThat(depot.cancel(driver, key(), order).status()).isEqualTo(409);
        assertThat(depot.giveBack(driver, order).status()).isEqualTo(409);
        depot.stockBecomes(seat, 5, 0);
    }

    @Test
    @Tag("E3")
    void a_canceled_order_is_back_in_stock_once_however_often_it_is_asked() {
        String seat = depot.product(4);
        String order = depot.order(driver, seat, 4);
        depot.becomes("delivered", driver, order);
        String key = key();
        Seen canceled = depot.cancel(driver, key, order);
        assertThat(canceled.status()).as(canceled.body()).isEqualTo(200);
        assertThat(field(canceled, "status")).isEqualTo("canceled");
        assertThat(depot.cancel(driver, key, order)).isEqualTo(new Seen(200, canceled.body(), true));
        assertThat(depot.cancel(driver, key(), order).status()).isEqualTo(200);
        depot.stockBecomes(seat, 4, 0);

        String stranger = nodes.tokens().driver(UUID.randomUUID());
        assertThat(depot.cancel(stranger, key(), order).status()).isEqualTo(404);
        assertThat(depot.giveBack(stranger, order).status()).isEqualTo(404);
    }

    @Test
    @Tag("E4")
    void a_drivers_orders_are_shown_newest_first_with_what_is_known_of_their_delivery() {
        String seat = depot.product(1);
        String first = depot.order(driver, seat, 1);
        depot.becomes("delivered", driver, first);
        String second = depot.order(driver, seat, 1);
        depot.becomes("canceled_out_of_stock", driver, second);
        assertThat(depot.giveBack(driver, first).status()).isEqualTo(200);
        Seen orders = api.until(
                "taken back", "/v1/orders", driver, seen -> seen.body().contains("\"taken_back\""));

        assertThat(orders.json().path("items").findValuesAsText("id")).containsExactly(second, first);
        assertThat(orders.json().path("items").findValuesAsText("status"))
                .containsExactly("canceled_out_of_stock", "returned");
        assertThat(orders.json().path("items").findValuesAsText("delivery"))
                .containsExactly("out_of_stock", "taken_back");
        assertThat(orders.json().path("items").findValuesAsText("productName"))
                .containsExactly("Child seat", "Child seat");
        Seen page = api.get("/v1/orders?limit=1", driver);
        assertThat(page.json().path("items").findValuesAsText("id")).containsExactly(second);
        assertThat(api.get("/v1/orders?cursor=" + field(page, "next"), driver)
                        .json()
                        .path("items")
                        .findValuesAsText("id"))
                .containsExactly(first);
    }

    @Test
    @Tag("E2")
    void of_fifty_who_want_the_last_item_at_once_one_gets_it() {
        String seat = depot.product(1);
        Map<String, String> orders = new LinkedHashMap<>();
        try (ExecutorService rivals = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, CompletableFuture<String>> asked = new LinkedHashMap<>();
            for (int i = 0; i < RIVALS; i++) {
                String rival = nodes.tokens().driver(UUID.randomUUID());
                asked.put(rival, CompletableFuture.supplyAsync(() -> depot.order(rival, seat, 1), rivals));
            }
            asked.forEach((rival, order) -> orders.put(rival, order.join()));
        }
        List<String> ends = new ArrayList<>();
        orders.forEach((rival, order) -> {
            api.until("an end", "/v1/orders", rival, seen -> !seen.body().contains("\"ordered\""));
            ends.add(String.valueOf(depot.status(rival, order)));
        });
        assertThat(ends).filteredOn("delivered"::equals).hasSize(1);
        assertThat(ends).filteredOn("canceled_out_of_stock"::equals).hasSize(RIVALS - 1);
        depot.stockBecomes(seat, 0, 1);
    }
}
