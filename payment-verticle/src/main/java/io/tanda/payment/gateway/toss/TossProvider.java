package io.tanda.payment.gateway.toss;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.GatewayNews;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.gateway.Ask;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.Provider;
import io.tanda.payment.gateway.Said;
import io.tanda.payment.gateway.Said.Asked;
import io.tanda.payment.gateway.Told;
import io.tanda.payment.ledger.domain.Movement;
import io.tanda.payment.method.domain.Registration;
import io.tanda.payment.refund.domain.Order;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Toss Payments: billing keys, orders and cancellations. */
public final class TossProvider implements Provider {
    private static final String WON = "KRW";
    /** What an order is about, as it repeats it. */
    private static final String ORDER_NAME = "orderName";

    /** An order that is a charge: the ride, its purpose and the attempt. */
    private static final Pattern CHARGE = Pattern.compile("pay_([0-9a-f-]{36})_([a-z_]{1,32})_([0-9]{1,3})");

    private static final String PAYMENT_KEY = "paymentKey";
    private static final Ask NO_TOKEN = new Ask.Known(new Said.Refused("no_payment_method"));

    private final GatewayClient client;

    public TossProvider(GatewayClient client) {
        this.client = client;
    }

    /** An order's id has letters, digits, - and _: no two of our keys become the same one. */
    static String order(String key) {
        return key.replace(':', '_');
    }

    @Override
    public Ask charge(String key, Claim claim, Optional<GatewayToken> token) {
        return token.map(billingKey -> take(key, charged(key, claim), claim.rider(), claim.amount(), billingKey))
                .orElse(NO_TOKEN);
    }

    @Override
    public Ask findCharge(String key, Claim claim, Optional<GatewayToken> token) {
        return find(charged(key, claim));
    }

    private static Asked charged(String key, Claim claim) {
        return new Asked(order(key), ORDER_NAME, "Ride " + claim.ride(), claim.amount());
    }

    @Override
    public Ask authorize(String key, Registration registration, GatewayToken token) {
        return take(key, authorized(key, registration), registration.rider(), registration.amount(), token);
    }

    @Override
    public Ask findAuthorization(String key, Registration registration, GatewayToken token) {
        return find(authorized(key, registration));
    }

    private static Asked authorized(String key, Registration registration) {
        return new Asked(order(key), ORDER_NAME, "Verification " + registration.method(), registration.amount());
    }

    private Ask take(String key, Asked asked, RiderId rider, Money amount, GatewayToken billingKey) {
        if (!amount.currency().equals(WON))
            return new Ask.Known(Said.notUnderstood(asked, "(not asked: it takes " + WON + " only)"));
        JsonObject body = new JsonObject()
                .put("customerKey", rider.toString())
                .put("orderId", asked.key())
                .put(ORDER_NAME, asked.about())
                .put("amount", amount.minorUnits());
        return post(
                "/v1/billing/" + encoded(billingKey.value()),
                key,
                body,
                response -> TossAnswers.payment(response, asked));
    }

    private Ask find(Asked asked) {
        return get("/v1/payments/orders/" + encoded(asked.key()), response -> TossAnswers.payment(response, asked));
    }

    @Override
    public Ask letGo(String key, String authorization) {
        Asked asked = new Asked(key, PAYMENT_KEY, authorization, null);
        return post(
                cancellation(authorization),
                key,
                new JsonObject().put("cancelReason", key),
                response -> TossAnswers.canceled(response, asked, key));
    }

    @Override
    public Ask refund(String key, Order order) {
        Asked asked = refunded(key, order);
        JsonObject body = new JsonObject()
                .put("cancelReason", key)
                .put("cancelAmount", order.amount().minorUnits());
        return post(cancellation(order.captured()), key, body, response -> TossAnswers.canceled(response, asked, key));
    }

    @Override
    public Ask findRefund(String key, Order order) {
        Asked asked = refunded(key, order);
        return new Ask.Sent(
                () -> client.get("/v1/payments/" + encoded(order.captured())).send(),
                response -> TossAnswers.found(response, asked, key));
    }

    private static Asked refunded(String key, Order order) {
        return new Asked(key, PAYMENT_KEY, order.captured(), order.amount());
    }

    @Override
    public Future<List<Movement>> movements(LocalDate day) {
        return new TossMovements(client).of(day);
    }

    /**
     * What it tells of payments is not signed: whoever knows the id of a ride that is in doubt can have it asked about, and nothing else
     * comes of it.
     */
    @Override
    public Told told(GatewayNews news, Instant now) {
        return told(news);
    }

    static Told told(GatewayNews news) {
        Matcher order = CHARGE.matcher(TossAnswers.orderOfEvent(news.body()));
        return order.matches()
                ? new Told.About(String.join(":", "pay", order.group(1), order.group(2), order.group(3)))
                : new Told.Nothing();
    }

    private Ask post(String path, String key, JsonObject body, Function<HttpResponse<Buffer>, Said> reads) {
        return new Ask.Sent(() -> client.post(path, key).sendJsonObject(body), reads);
    }

    private Ask get(String path, Function<HttpResponse<Buffer>, Said> reads) {
        return new Ask.Sent(
                () -> client.get(path).send(),
                response -> response.statusCode() == 404 && TossAnswers.isUnknown(response)
                        ? new Said.NeverSeen()
                        : reads.apply(response));
    }

    private static String cancellation(String payment) {
        return "/v1/payments/" + encoded(payment) + "/cancel";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
