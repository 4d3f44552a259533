package io.tanda.payment.gateway.toss;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.contract.Money;
import io.tanda.contract.payment.Reconciliation;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.ledger.domain.Movement;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Toss took and gave back on a day, page by page; without what was taken and given back to verify a card. */
final class TossMovements {
    private static final int PAGE = 1_000;
    /** Of a day: a million. */
    private static final int MOST_PAGES = 1_000;
    /** Where a day begins and ends for Toss. */
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final String VERIFICATION = TossProvider.order("verify:");

    private final GatewayClient client;

    TossMovements(GatewayClient client) {
        this.client = client;
    }

    Future<List<Movement>> of(LocalDate day) {
        String path = "/v1/transactions?startDate="
                + inSeoul(day.atStartOfDay(ZoneOffset.UTC).toInstant())
                + "&endDate="
                + inSeoul(
                        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1))
                + "&limit=" + PAGE;
        List<Movement> movements = new ArrayList<>();
        return page(path, "", 1, movements).map(movements);
    }

    private Future<Void> page(String path, String after, int number, List<Movement> movements) {
        if (number > MOST_PAGES)
            return Future.failedFuture("the gateway's list has more than " + MOST_PAGES + " pages");
        return client.get(path + after).send().compose(response -> {
            if (response.statusCode() != 200)
                return Future.failedFuture(
                        "the gateway answers HTTP " + response.statusCode() + " when asked for movements");
            JsonArray items = response.bodyAsJsonArray();
            for (int i = 0; i < items.size(); i++)
                movement(items.getJsonObject(i)).ifPresent(movements::add);
            if (items.size() < PAGE) return Future.succeededFuture();
            String last = items.getJsonObject(items.size() - 1).getString("transactionKey");
            return page(path, "&startingAfter=" + URLEncoder.encode(last, UTF_8), number + 1, movements);
        });
    }

    private static Optional<Movement> movement(JsonObject item) {
        if (item.getString("orderId", "").startsWith(VERIFICATION)) return Optional.empty();
        return switch (item.getString("status", "")) {
            case "DONE" -> Optional.of(movement(Reconciliation.Type.CAPTURE, item, item.getString("paymentKey")));
            case "CANCELED", "PARTIAL_CANCELED" ->
                Optional.of(movement(Reconciliation.Type.REFUND, item, item.getString("transactionKey")));
            default -> Optional.empty();
        };
    }

    private static Movement movement(Reconciliation.Type type, JsonObject item, String reference) {
        // What is given back may be counted below zero.
        Money amount = new Money(Math.abs(item.getLong("amount")), item.getString("currency"));
        Instant at = OffsetDateTime.parse(item.getString("transactionAt")).toInstant();
        return new Movement(type, reference, null, amount, at);
    }

    private static String inSeoul(Instant at) {
        return TO_THE_SECOND.format(at.atZone(SEOUL));
    }
}
