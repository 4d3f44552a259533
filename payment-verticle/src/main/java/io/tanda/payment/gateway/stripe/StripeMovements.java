package io.tanda.payment.gateway.stripe;

import io.tanda.contract.Money;
import io.tanda.contract.payment.Reconciliation;
import io.tanda.payment.ledger.domain.Movement;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What Stripe took and gave back on a day, page by page: its charges by their intents, which payment knows them by, and its refunds. */
final class StripeMovements {
    /** Of each list and day: a million. */
    private static final int MOST_PAGES = 10_000;
    /** Of a refund that gave nothing back. */
    private static final Set<String> NOTHING = Set.of("failed", "canceled", "requires_action");

    private final StripeProvider stripe;

    StripeMovements(StripeProvider stripe) {
        this.stripe = stripe;
    }

    Future<List<Movement>> of(LocalDate day) {
        long from = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        long until = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        String of = "?created%5Bgte%5D=" + from + "&created%5Blt%5D=" + until + "&limit=" + StripeProvider.PAGE;
        List<Movement> movements = new ArrayList<>();
        return page("/v1/charges" + of, 1, StripeMovements::capture, movements)
                .compose(captures -> page("/v1/refunds" + of, 1, StripeMovements::refund, movements))
                .map(movements);
    }

    private Future<Void> page(
            String path, int number, Function<JsonObject, Optional<Movement>> read, List<Movement> movements) {
        if (number > MOST_PAGES)
            return Future.failedFuture("the gateway's list has more than " + MOST_PAGES + " pages");
        return stripe.get(path).compose(response -> {
            if (response.statusCode() != 200)
                return Future.failedFuture(
                        "the gateway answers HTTP " + response.statusCode() + " when asked for movements");
            JsonObject page = response.bodyAsJsonObject();
            for (Object item : page.getJsonArray("data"))
                read.apply((JsonObject) item).ifPresent(movements::add);
            return StripeProvider.isLast(page)
                    ? Future.succeededFuture()
                    : page(StripeProvider.after(path, page), number + 1, read, movements);
        });
    }

    /** Empty for what was declined or only held. */
    private static Optional<Movement> capture(JsonObject charge) {
        if (!charge.getBoolean("paid", false) || !charge.getBoolean("captured", false)) return Optional.empty();
        return Optional.of(
                movement(Reconciliation.Type.CAPTURE, charge, charge.getString("payment_intent"), "amount_captured"));
    }

    private static Optional<Movement> refund(JsonObject refund) {
        return NOTHING.contains(refund.getString("status"))
                ? Optional.empty()
                : Optional.of(movement(Reconciliation.Type.REFUND, refund, refund.getString("id"), "amount"));
    }

    private static Movement movement(Reconciliation.Type type, JsonObject item, String reference, String amount) {
        Money money = StripeAnswers.money(item, amount);
        if (money == null) throw new IllegalStateException("the gateway moved " + reference + " without an amount");
        return new Movement(type, reference, null, money, Instant.ofEpochSecond(item.getLong("created")));
    }
}
