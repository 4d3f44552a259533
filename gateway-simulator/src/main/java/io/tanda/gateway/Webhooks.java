package io.tanda.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway tells its merchants by itself, when somebody says so: of each charge that was decided, as often as is said, the last one
 * first where that is said.
 *
 * <pre>
 *   POST /v1/webhooks {"shape": "stripe", "url": "http://...", "secret": "whsec_...", "times": 2, "reversed": true}
 *        200 {"statuses": [200, 200]}     of each delivery, in their order; 0 where nobody answered
 * </pre>
 */
final class Webhooks {
    private static final int MOST_TIMES = 10;
    private static final int LIMIT_MILLIS = 5_000;

    /** @param secret that Stripe's are signed with; those of Toss are not signed */
    private record Wanted(
            @Nullable String shape,
            @Nullable String url,
            @Nullable String secret,
            @Nullable Integer times,
            @Nullable Boolean reversed) {}

    private record Delivery(String body, @Nullable String signature) {}

    private record Sent(List<Integer> statuses) {}

    private final HttpClient http;
    private final Books books;

    Webhooks(Vertx vertx, Books books) {
        this.http = vertx.createHttpClient();
        this.books = books;
    }

    void opensOn(Router router) {
        router.post("/v1/webhooks").handler(request -> {
            try {
                send(request, Json.decode(Replies.body(request), Wanted.class));
            } catch (IllegalArgumentException e) {
                Replies.problem(request, 400, "invalid", String.valueOf(e.getMessage()));
            }
        });
    }

    private void send(RoutingContext request, Wanted wanted) {
        String url = wanted.url;
        if (url == null || wanted.shape == null) throw new IllegalArgumentException("shape and url are required");
        int times = wanted.times == null ? 1 : wanted.times;
        if (times < 1 || times > MOST_TIMES) throw new IllegalArgumentException("times is from 1 to " + MOST_TIMES);
        List<Ledger.Entry<ChargeRequest>> charges = books.charges().ledger().decided();
        if (!Boolean.TRUE.equals(wanted.reversed)) charges = charges.reversed();
        List<Delivery> deliveries = new ArrayList<>();
        for (Ledger.Entry<ChargeRequest> charge : charges)
            for (int i = 0; i < times; i++) deliveries.add(delivery(wanted, charge));
        List<Integer> statuses = new ArrayList<>();
        Future<Void> sent = Future.succeededFuture();
        for (Delivery delivery : deliveries)
            sent = sent.compose(before -> deliver(url, delivery)).map(status -> {
                statuses.add(status);
                return null;
            });
        sent.onSuccess(all -> Replies.answer(request, 200, new Sent(statuses)));
    }

    private Delivery delivery(Wanted wanted, Ledger.Entry<ChargeRequest> charge) {
        return switch (String.valueOf(wanted.shape)) {
            case "stripe" -> {
                String body = Json.encode(stripe(charge));
                yield new Delivery(body, signature(body, String.valueOf(wanted.secret), Instant.now()));
            }
            case "toss" ->
                new Delivery(
                        Json.encode(Map.of(
                                "eventType",
                                "PAYMENT_STATUS_CHANGED",
                                "createdAt",
                                charge.at().toString(),
                                "data",
                                new TossShape(books).payment(charge))),
                        null);
            default -> throw new IllegalArgumentException("shape is stripe or toss");
        };
    }

    private Map<String, Object> stripe(Ledger.Entry<ChargeRequest> charge) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", "evt_" + charge.id());
        event.put("object", "event");
        event.put("type", charge.done() ? "payment_intent.succeeded" : "payment_intent.payment_failed");
        event.put("data", Map.of("object", new StripeObjects(books).charge(charge)));
        return event;
    }

    private Future<Integer> deliver(String url, Delivery delivery) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(HttpMethod.POST)
                .setTimeout(LIMIT_MILLIS)
                .putHeader("Content-Type", "application/json");
        String signature = delivery.signature();
        if (signature != null) options.putHeader("Stripe-Signature", signature);
        return http.request(options)
                .compose(request -> request.send(delivery.body()))
                .compose(response -> response.body().map(body -> response.statusCode()))
                .otherwise(0);
    }

    /** {@code t=...,v1=...}: of the time and the body. */
    private static String signature(String body, String secret, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal((at.getEpochSecond() + "." + body).getBytes(UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is in every JDK", e);
        }
    }
}
