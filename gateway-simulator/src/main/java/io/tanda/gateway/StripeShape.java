package io.tanda.gateway;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gateway in Stripe's words: as much of PaymentIntents, refunds and charges as a merchant uses that charges riders who are not there.
 *
 * <pre>
 *   POST /stripe/v1/payment_intents             confirmed at once; with capture_method=manual what an authorization is
 *   GET  /stripe/v1/payment_intents             ?customer=, created[gte], the newest first, limit and starting_after
 *   POST /stripe/v1/payment_intents/{id}/cancel lets go of an authorization
 *   POST /stripe/v1/refunds                     GET ?payment_intent= or a day's
 *   GET  /stripe/v1/charges                     ?created[gte]= and created[lt]=
 * </pre>
 *
 * <p>Requests are forms. Ids are the ledger's own; {@code pm_visa_4242} is the token {@code tok_visa_4242}. Any secret key will do.
 */
final class StripeShape {
    private static final String INTENTS = "/stripe/v1/payment_intents";
    private static final String REFUNDS = "/stripe/v1/refunds";
    private static final int MAX_PAGE = 100;

    private final Books books;
    private final StripeObjects objects;

    StripeShape(Books books) {
        this.books = books;
        this.objects = new StripeObjects(books);
    }

    void opensOn(Router router) {
        router.route("/stripe/*").handler(StripeShape::knowsWhoAsks);
        router.post(INTENTS).handler(reading(this::confirm));
        router.get(INTENTS).handler(reading(this::intents));
        router.post(INTENTS + "/:id/cancel").handler(reading(this::cancel));
        router.post(REFUNDS).handler(reading(this::refund));
        router.get(REFUNDS).handler(reading(this::refunds));
        router.get("/stripe/v1/charges").handler(reading(this::charges));
    }

    private static void knowsWhoAsks(RoutingContext request) {
        String authorization = request.request().getHeader("Authorization");
        if (authorization != null && authorization.matches("Bearer (sk|rk)_.+")) request.next();
        else error(request, 401, "invalid_request_error", "", null);
    }

    /** What cannot be read is the merchant's mistake. */
    private Handler<RoutingContext> reading(Handler<RoutingContext> handler) {
        return request -> {
            if (request.request().method().equals(HttpMethod.GET) && books.isBusy()) {
                error(request, 429, "invalid_request_error", "rate_limit", null);
                return;
            }
            try {
                handler.handle(request);
            } catch (IllegalArgumentException e) {
                error(request, 400, "invalid_request_error", "parameter_invalid", null);
            }
        };
    }

    private void confirm(RoutingContext request) {
        MultiMap form = request.request().formAttributes();
        String customer = required(form, "customer");
        String token = token(required(form, "payment_method"));
        ChargeRequest.Amount amount = new ChargeRequest.Amount(
                Long.parseLong(required(form, "amount")),
                required(form, "currency").toUpperCase(Locale.ROOT));
        if (!"true".equals(form.get("confirm")))
            throw new IllegalArgumentException("only what is confirmed is known here");
        Map<String, String> metadata = metadata(form);
        if ("manual".equals(form.get("capture_method")))
            ask(
                    request,
                    books.authorizations(),
                    new AuthorizationRequest(customer, token, amount, metadata),
                    objects::authorization);
        else
            ask(
                    request,
                    books.charges(),
                    new ChargeRequest(customer, metadata.getOrDefault("ride", "none"), amount, token, metadata),
                    objects::charge);
    }

    /** @param shows what an intent says */
    private <W> void ask(
            RoutingContext request,
            Acquirer<W> acquirer,
            W wanted,
            Function<Ledger.Entry<W>, Map<String, Object>> shows) {
        String key = request.request().getHeader("Idempotency-Key");
        if (key == null || key.isBlank()) throw new IllegalArgumentException("an Idempotency-Key is wanted here");
        if (acquirer.isUndecided(key)) {
            error(request, 409, "idempotency_error", "idempotency_key_in_use", null);
            return;
        }
        acquirer.ask(key, wanted).onSuccess(outcome -> {
            switch (outcome) {
                case Acquirer.Outcome.Decided<W>(Ledger.Entry<W> entry) -> {
                    Map<String, Object> object = shows.apply(entry);
                    if (entry.done()) Replies.answer(request, 200, StripeObjects.wrong(acquirer, object));
                    else refused(request, String.valueOf(entry.code()), object);
                }
                case Acquirer.Outcome.Dropped<W> none ->
                    request.request().connection().close();
                case Acquirer.Outcome.KeyReused<W> none -> error(request, 400, "idempotency_error", "", null);
                case Acquirer.Outcome.Unavailable<W> none -> error(request, 503, "api_error", "", null);
                case Acquirer.Outcome.Busy<W> none -> error(request, 429, "invalid_request_error", "rate_limit", null);
            }
        });
    }

    private static void refused(RoutingContext request, String code, Map<String, Object> object) {
        switch (code) {
            case "unknown_token" -> error(request, 400, "invalid_request_error", "resource_missing", "payment_method");
            case "unknown_charge" -> error(request, 400, "invalid_request_error", "resource_missing", "payment_intent");
            case "exceeds_captured" -> error(request, 400, "invalid_request_error", "", "amount");
            case "unknown_authorization" -> error(request, 404, "invalid_request_error", "resource_missing", "intent");
            case "already_voided" ->
                Replies.answer(
                        request,
                        400,
                        Map.of("error", Map.of("code", "payment_intent_unexpected_state", "payment_intent", object)));
            default ->
                Replies.answer(
                        request,
                        402,
                        Map.of(
                                "error",
                                Map.of(
                                        "type",
                                        "card_error",
                                        "code",
                                        "card_declined",
                                        "decline_code",
                                        code,
                                        "payment_intent",
                                        object)));
        }
    }

    private void cancel(RoutingContext request) {
        String id = request.pathParam("id");
        ask(request, books.voids(), new VoidRequest(id), entry -> StripeObjects.canceled(id));
    }

    private void refund(RoutingContext request) {
        MultiMap form = request.request().formAttributes();
        String charge = required(form, "payment_intent");
        String currency = books.charges()
                .ledger()
                .done(charge)
                .map(entry -> entry.asked().amount().currency())
                .orElse("USD");
        ChargeRequest.Amount amount = new ChargeRequest.Amount(Long.parseLong(required(form, "amount")), currency);
        ask(request, books.refunds(), new RefundRequest(charge, amount, metadata(form)), objects::refund);
    }

    private void intents(RoutingContext request) {
        String customer = request.queryParams().get("customer");
        List<Map<String, Object>> charges = books.charges().ledger().decided().stream()
                .filter(entry -> entry.asked().rider().equals(customer))
                .map(objects::charge)
                .toList();
        List<Map<String, Object>> held = books.authorizations().ledger().decided().stream()
                .filter(entry -> entry.asked().customer().equals(customer))
                .map(objects::authorization)
                .toList();
        list(
                request,
                Stream.concat(charges.stream(), held.stream())
                        .sorted(Comparator.<Map<String, Object>>comparingLong(StripeShape::created)
                                .reversed())
                        .toList());
    }

    private void refunds(RoutingContext request) {
        String intent = request.queryParams().get("payment_intent");
        Predicate<Ledger.Entry<RefundRequest>> wanted =
                entry -> intent == null || entry.asked().charge().equals(intent);
        list(
                request,
                books.refunds().ledger().decided().stream()
                        .filter(Ledger.Entry::done)
                        .filter(wanted)
                        .map(objects::refund)
                        .toList());
    }

    private void charges(RoutingContext request) {
        list(
                request,
                books.charges().ledger().decided().stream().map(objects::moved).toList());
    }

    /** @param all the newest first */
    private static void list(RoutingContext request, List<Map<String, Object>> all) {
        MultiMap query = request.queryParams();
        long from = number(query, "created[gte]", 0);
        long until = number(query, "created[lt]", Long.MAX_VALUE);
        int limit = Math.toIntExact(number(query, "limit", 10));
        if (limit < 1 || limit > MAX_PAGE) throw new IllegalArgumentException("limit must be from 1 to " + MAX_PAGE);
        String after = query.get("starting_after");
        List<Map<String, Object>> rest = all.stream()
                .filter(item -> created(item) >= from && created(item) < until)
                .dropWhile(item -> after != null && !after.equals(item.get("id")))
                .skip(after == null ? 0 : 1)
                .toList();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("object", "list");
        page.put("data", rest.subList(0, Math.min(limit, rest.size())));
        page.put("has_more", rest.size() > limit);
        Replies.answer(request, 200, page);
    }

    private static Map<String, String> metadata(MultiMap form) {
        Map<String, String> metadata = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith("metadata[") && name.endsWith("]"))
                metadata.put(name.substring("metadata[".length(), name.length() - 1), value);
        });
        return metadata;
    }

    private static String token(String paymentMethod) {
        return "tok" + paymentMethod.substring(Math.max(0, paymentMethod.indexOf('_')));
    }

    private static String required(MultiMap form, String name) {
        String value = form.get(name);
        if (value == null || value.isBlank()) throw new IllegalArgumentException(name + " is required");
        return value;
    }

    private static long number(MultiMap query, String name, long otherwise) {
        String value = query.get(name);
        return value == null ? otherwise : Long.parseLong(value);
    }

    private static long created(Map<String, Object> object) {
        return object.get("created") instanceof Long seconds ? seconds : 0;
    }

    private static void error(
            RoutingContext request, int status, String type, String code, @Nullable String parameter) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("type", type);
        if (!code.isEmpty()) error.put("code", code);
        if (parameter != null) error.put("param", parameter);
        Replies.answer(request, status, Map.of("error", error));
    }
}
