package io.tanda.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.system.Caller.Seen;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The depot as its staff and its drivers know it: over HTTP. */
final class Depot {
    private final Caller api;
    private final String staff;

    /** @param staff an admin's token */
    Depot(Caller api, String staff) {
        this.api = api;
        this.staff = staff;
    }

    /** @return the product, as soon as delivery knows of it */
    String product(int quantity) {
        Seen registered = api.call(
                "POST", "/v1/products", staff, key(), "{\"name\":\"Child seat\",\"quantity\":" + quantity + "}");
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        String product = field(registered, "id");
        stockBecomes(product, quantity, 0);
        return product;
    }

    Seen recount(String product, int quantity) {
        return api.call(
                "PUT", "/v1/products/" + product + "/quantity", staff, key(), "{\"quantity\":" + quantity + "}");
    }

    void stockBecomes(String product, int inStock, int out) {
        Seen stock = api.until(
                inStock + " in stock, " + out + " out",
                "/v1/products/" + product + "/stock",
                staff,
                seen -> seen.status() == 200
                        && seen.json().path("inStock").asInt() == inStock
                        && seen.json().path("out").asInt() == out);
        assertThat(stock.json().path("registered").asInt()).isEqualTo(inStock + out);
    }

    Seen asksFor(String driver, String key, String product, int quantity) {
        return api.call(
                "POST", "/v1/orders", driver, key, "{\"product\":\"" + product + "\",\"quantity\":" + quantity + "}");
    }

    /** @return the order's id */
    String order(String driver, String product, int quantity) {
        Seen ordered = asksFor(driver, key(), product, quantity);
        assertThat(ordered.status()).as(ordered.body()).isEqualTo(201);
        assertThat(field(ordered, "status")).isEqualTo("ordered");
        return field(ordered, "id");
    }

    Seen cancel(String driver, String key, String order) {
        return api.call("POST", "/v1/orders/" + order + "/cancel", driver, key, null);
    }

    Seen giveBack(String driver, String order) {
        return api.call("POST", "/v1/orders/" + order + "/return", driver, key(), null);
    }

    /** Among the driver's newest orders. */
    void becomes(String status, String driver, String order) {
        api.until(status, "/v1/orders?limit=100", driver, seen -> status.equals(statusOf(seen, order)));
    }

    @Nullable
    String status(String driver, String order) {
        return statusOf(api.get("/v1/orders?limit=100", driver), order);
    }

    private static @Nullable String statusOf(Seen orders, String order) {
        for (JsonNode item : orders.json().path("items"))
            if (item.path("id").asText().equals(order))
                return item.path("status").asText();
        return null;
    }

    static String field(Seen seen, String name) {
        return seen.json().path(name).asText();
    }

    static String key() {
        return UUID.randomUUID().toString();
    }
}
