package io.tanda.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The gateway in the words of Toss Payments: as much as a merchant uses that charges registered cards.
 *
 * <pre>
 *   POST /toss/v1/billing/{billingKey}          a payment of an order
 *   GET  /toss/v1/payments/orders/{orderId}     GET /toss/v1/payments/{paymentKey}
 *   POST /toss/v1/payments/{paymentKey}/cancel  all of what is left, or cancelAmount of it
 *   GET  /toss/v1/transactions                  ?startDate= and endDate= as in Seoul, limit, startingAfter
 * </pre>
 *
 * <p>Ids are the ledger's own; {@code bill_visa_4242} is the token {@code tok_visa_4242}. Won only. Any secret key will do. A key is
 * answered for by what was done first, whatever else is asked with it.
 */
final class TossShape {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final String WON = "KRW";
    private static final String ORDER = "orderId";
    private static final String REASON = "cancelReason";

    private final Books books;

    TossShape(Books books) {
        this.books = books;
    }

    private record Billing(
            @Nullable String customerKey,
            @Nullable String orderId,
            @Nullable String orderName,
            @Nullable Long amount) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Cancellation(
            @Nullable String cancelReason, @Nullable Long cancelAmount) {}

    void opensOn(Router router) {
        router.route("/toss/*").handler(TossShape::knowsWhoAsks);
        router.post("/toss/v1/billing/:billingKey").handler(reading(this::pay));
        router.get("/toss/v1/payments/orders/:orderId").handler(reading(this::order));
        router.get("/toss/v1/payments/:paymentKey").handler(reading(this::payment));
        router.post("/toss/v1/payments/:paymentKey/cancel").handler(reading(this::cancel));
        router.get("/toss/v1/transactions").handler(reading(this::transactions));
    }

    private static void knowsWhoAsks(RoutingContext request) {
        String authorization = request.request().getHeader("Authorization");
        if (authorization != null && authorization.startsWith("Basic ")) request.next();
        else error(request, 401, "UNAUTHORIZED_KEY");
    }

    /** What cannot be read is the merchant's mistake. */
    private Handler<RoutingContext> reading(Handler<RoutingContext> handler) {
        return request -> {
            if (request.request().method().equals(HttpMethod.GET) && books.isBusy()) {
                error(request, 429, "TOO_MANY_REQUESTS");
                return;
            }
            try {
                handler.handle(request);
            } catch (IllegalArgumentException | DateTimeException e) {
                error(request, 400, "INVALID_REQUEST");
            }
        };
    }

    private void pay(RoutingContext request) {
        Billing body = Json.decode(Replies.body(request), Billing.class);
        if (body.customerKey == null || body.orderId == null || body.orderName == null || body.amount == null)
            throw new IllegalArgumentException("customerKey, orderId, orderName and amount are required");
        if (!body.orderId.matches("[A-Za-z0-9_=-]{6,64}")) throw new IllegalArgumentException("no orderId");
        String key = key(request);
        boolean paid = orders(body.orderId).filter(Ledger.Entry::done).isPresent();
        if (paid && books.charges().ledger().find(key).isEmpty()) {
            error(request, 400, "DUPLICATED_ORDER_ID");
            return;
        }
        String billingKey = request.pathParam("billingKey");
        ask(
                request,
                key,
                books.charges(),
                new ChargeRequest(
                        body.customerKey,
                        body.orderName,
                        new ChargeRequest.Amount(body.amount, WON),
                        "tok" + billingKey.substring(Math.max(0, billingKey.indexOf('_'))),
                        Map.of(ORDER, body.orderId)),
                this::payment);
    }

    private <W> void ask(
            RoutingContext request,
            String key,
            Acquirer<W> acquirer,
            W wanted,
            Function<Ledger.Entry<W>, Map<String, Object>> shows) {
        if (acquirer.isUndecided(key)) {
            error(request, 409, "IDEMPOTENT_REQUEST_PROCESSING");
            return;
        }
        W first = acquirer.ledger().find(key).map(Ledger.Entry::asked).orElse(wanted);
        acquirer.ask(key, first).onSuccess(outcome -> {
            switch (outcome) {
                case Acquirer.Outcome.Decided<W>(Ledger.Entry<W> entry) -> {
                    if (entry.done()) Replies.answer(request, 200, wrong(acquirer, shows.apply(entry)));
                    else refused(request, String.valueOf(entry.code()));
                }
                case Acquirer.Outcome.Dropped<W> none ->
                    request.request().connection().close();
                case Acquirer.Outcome.KeyReused<W> none -> error(request, 409, "IDEMPOTENT_REQUEST_PROCESSING");
                case Acquirer.Outcome.Unavailable<W> none ->
                    error(request, 500, "FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING");
                case Acquirer.Outcome.Busy<W> none -> error(request, 429, "TOO_MANY_REQUESTS");
            }
        });
    }

    private static void refused(RoutingContext request, String code) {
        switch (code) {
            case "insufficient_funds" -> error(request, 403, "REJECT_CARD_PAYMENT");
            case "card_declined" -> error(request, 403, "REJECT_CARD_COMPANY");
            case "unknown_token" -> error(request, 400, "INVALID_BILL_KEY_REQUEST");
            case "unknown_charge" -> error(request, 404, "NOT_FOUND_PAYMENT");
            default -> error(request, 403, "NOT_CANCELABLE_AMOUNT");
        }
    }

    private void order(RoutingContext request) {
        shown(request, orders(request.pathParam(ORDER)));
    }

    private void payment(RoutingContext request) {
        shown(request, books.charges().ledger().done(request.pathParam("paymentKey")));
    }

    private void shown(RoutingContext request, Optional<Ledger.Entry<ChargeRequest>> found) {
        found.ifPresentOrElse(
                entry -> Replies.answer(request, 200, payment(entry)), () -> error(request, 404, "NOT_FOUND_PAYMENT"));
    }

    private void cancel(RoutingContext request) {
        Cancellation body = Json.decode(Replies.body(request), Cancellation.class);
        if (body.cancelReason == null || body.cancelReason.isBlank())
            throw new IllegalArgumentException("cancelReason is required");
        String payment = request.pathParam("paymentKey");
        Optional<Ledger.Entry<ChargeRequest>> charge = books.charges().ledger().done(payment);
        String key = key(request);
        long left = charge.map(books::left).orElse(1L);
        if (left == 0 && books.refunds().ledger().find(key).isEmpty()) {
            error(request, 400, "ALREADY_CANCELED_PAYMENT");
            return;
        }
        long amount = body.cancelAmount == null ? Math.max(1, left) : body.cancelAmount;
        ask(
                request,
                key,
                books.refunds(),
                new RefundRequest(payment, new ChargeRequest.Amount(amount, WON), Map.of(REASON, body.cancelReason)),
                refund -> charge.map(this::payment).orElseThrow());
    }

    private void transactions(RoutingContext request) {
        Instant from = inSeoul(request.queryParams().get("startDate"));
        Instant until = inSeoul(request.queryParams().get("endDate")).plusSeconds(1);
        String after = request.queryParams().get("startingAfter");
        String limit = request.queryParams().get("limit");
        List<Map<String, Object>> all = new ArrayList<>();
        for (Ledger.Entry<ChargeRequest> entry : books.charges().ledger().done())
            all.add(transaction(
                    entry.id(),
                    entry,
                    entry.at(),
                    "DONE",
                    entry.asked().amount().minorUnits()));
        for (Ledger.Entry<RefundRequest> entry : books.refunds().ledger().done())
            books.charges()
                    .ledger()
                    .done(entry.asked().charge())
                    .ifPresent(charge -> all.add(transaction(
                            entry.id(),
                            charge,
                            entry.at(),
                            "PARTIAL_CANCELED",
                            -entry.asked().amount().minorUnits())));
        Replies.answer(
                request,
                200,
                all.stream()
                        .filter(item -> !at(item).isBefore(from) && at(item).isBefore(until))
                        .sorted(Comparator.comparing(TossShape::at))
                        .dropWhile(item -> after != null && !after.equals(item.get("transactionKey")))
                        .skip(after == null ? 0 : 1)
                        .limit(limit == null ? 100 : Integer.parseInt(limit))
                        .toList());
    }

    private static Map<String, Object> transaction(
            String id, Ledger.Entry<ChargeRequest> payment, Instant at, String status, long amount) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("transactionKey", id);
        item.put("paymentKey", payment.id());
        item.put(ORDER, order(payment));
        item.put("customerKey", payment.asked().rider());
        item.put("currency", WON);
        item.put("amount", amount);
        item.put("status", status);
        item.put("transactionAt", offset(at));
        return item;
    }

    /** As it is looked at now, with what was given back of it. */
    Map<String, Object> payment(Ledger.Entry<ChargeRequest> entry) {
        ChargeRequest asked = entry.asked();
        Map<String, Object> payment = new LinkedHashMap<>();
        payment.put("paymentKey", entry.id());
        payment.put(ORDER, order(entry));
        payment.put("orderName", asked.ride());
        payment.put("currency", asked.amount().currency());
        payment.put("totalAmount", asked.amount().minorUnits());
        if (!entry.done()) {
            payment.put("status", "ABORTED");
            payment.put("failure", Map.of("code", "REJECT_CARD_PAYMENT"));
            return payment;
        }
        long left = books.left(entry);
        payment.put("balanceAmount", left);
        payment.put(
                "status", left == asked.amount().minorUnits() ? "DONE" : left == 0 ? "CANCELED" : "PARTIAL_CANCELED");
        String token = asked.token();
        if (token != null) payment.put("card", card(asked, token));
        payment.put("cancels", cancels(entry.id()));
        return payment;
    }

    private static Map<String, Object> card(ChargeRequest asked, String token) {
        String lastFour = AuthorizationRequest.instrument(asked.rider(), asked.amount(), token)
                .last4();
        return Map.of("issuerCode", "61", "number", "43301234****" + lastFour.substring(0, 3) + "*");
    }

    private List<Map<String, Object>> cancels(String payment) {
        List<Map<String, Object>> cancels = new ArrayList<>();
        for (Ledger.Entry<RefundRequest> entry : books.refunds().ledger().done()) {
            Map<String, String> metadata = entry.asked().metadata();
            if (!entry.asked().charge().equals(payment) || metadata == null) continue;
            cancels.add(Map.of(
                    "transactionKey",
                    entry.id(),
                    REASON,
                    metadata.getOrDefault(REASON, ""),
                    "cancelAmount",
                    entry.asked().amount().minorUnits(),
                    "cancelStatus",
                    "DONE"));
        }
        return cancels;
    }

    /** What the answer says, with the mistake that was asked for. */
    private static Map<String, Object> wrong(Acquirer<?> acquirer, Map<String, Object> payment) {
        Mistake mistake = acquirer.mistake();
        if (mistake == null) return payment;
        Map<String, Object> wrong = new LinkedHashMap<>(payment);
        switch (mistake) {
            case AMOUNT -> wrong.computeIfPresent("totalAmount", (name, amount) -> (Long) amount + 1);
            case CURRENCY -> wrong.put("currency", "USD");
            case REFERENCE -> wrong.put("orderName", "other");
            case KEY -> wrong.put(ORDER, "other-" + wrong.get(ORDER));
            case LONG_ID -> wrong.put("paymentKey", wrong.get("paymentKey") + "x".repeat(300));
        }
        return wrong;
    }

    private Optional<Ledger.Entry<ChargeRequest>> orders(String order) {
        return books.charges().ledger().decided().stream()
                .filter(entry -> order(entry).equals(order))
                .findFirst();
    }

    static String order(Ledger.Entry<ChargeRequest> entry) {
        Map<String, String> metadata = entry.asked().metadata();
        return metadata == null ? "" : metadata.getOrDefault(ORDER, "");
    }

    private static String key(RoutingContext request) {
        String key = request.request().getHeader("Idempotency-Key");
        if (key == null || key.isBlank()) throw new IllegalArgumentException("an Idempotency-Key is wanted here");
        return key;
    }

    private static Instant at(Map<String, Object> transaction) {
        return OffsetDateTime.parse(String.valueOf(transaction.get("transactionAt")))
                .toInstant();
    }

    private static Instant inSeoul(@Nullable String date) {
        if (date == null) throw new IllegalArgumentException("startDate and endDate are required");
        return LocalDateTime.parse(date).atZone(SEOUL).toInstant();
    }

    private static String offset(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(SEOUL));
    }

    private static void error(RoutingContext request, int status, String code) {
        Replies.answer(request, status, Map.of("code", code, "message", code));
    }
}
