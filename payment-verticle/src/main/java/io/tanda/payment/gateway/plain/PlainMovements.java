package io.tanda.payment.gateway.plain;

import io.tanda.contract.Money;
import io.tanda.contract.payment.Reconciliation;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.ledger.domain.Movement;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What was moved on a day, page by page. */
final class PlainMovements {
    private static final int PAGE = 1_000;
    /** Of a day: a million movements, as of a city ten times as large as New York. */
    private static final int MOST_PAGES = 1_000;

    private final GatewayClient client;

    PlainMovements(GatewayClient client) {
        this.client = client;
    }

    Future<List<Movement>> of(LocalDate day) {
        List<Movement> movements = new ArrayList<>();
        return page(day, 0, 1, movements).map(movements);
    }

    private Future<Void> page(LocalDate day, int after, int number, List<Movement> movements) {
        if (number > MOST_PAGES)
            return Future.failedFuture("the gateway's list of " + day + " has more than " + MOST_PAGES + " pages");
        return client.get("/v1/movements?day=" + day + "&after=" + after + "&limit=" + PAGE)
                .send()
                .compose(PlainMovements::body)
                .compose(body -> {
                    JsonArray items = body.getJsonArray("items");
                    for (int i = 0; i < items.size(); i++) movements.add(movement(items.getJsonObject(i)));
                    Integer next = body.getInteger("next");
                    return next == null ? Future.succeededFuture() : page(day, next, number + 1, movements);
                });
    }

    private static Future<JsonObject> body(HttpResponse<Buffer> response) {
        return response.statusCode() == 200
                ? Future.succeededFuture(response.bodyAsJsonObject())
                : Future.failedFuture(
                        "the gateway answers HTTP " + response.statusCode() + " when asked for movements");
    }

    private static Movement movement(JsonObject item) {
        JsonObject amount = item.getJsonObject("amount");
        return new Movement(
                Reconciliation.Type.of(item.getString("type")),
                item.getString("id"),
                null,
                new Money(amount.getLong("minorUnits"), amount.getString("currency")),
                Instant.parse(item.getString("at")));
    }
}
