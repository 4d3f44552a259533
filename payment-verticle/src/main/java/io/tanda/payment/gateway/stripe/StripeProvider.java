package io.tanda.payment.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.contract.Money;
import io.tanda.contract.payment.GatewayNews;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.gateway.Ask;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.Provider;
import io.tanda.payment.gateway.Said;
import io.tanda.payment.gateway.Said.Asked;
import io.tanda.payment.gateway.Secret;
import io.tanda.payment.gateway.Told;
import io.tanda.payment.ledger.domain.Movement;
import io.tanda.payment.method.domain.Registration;
import io.tanda.payment.refund.domain.Order;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Stripe: PaymentIntents and refunds, by forms. */
public final class StripeProvider implements Provider {
    /** What is read is of this version, whatever the account's own is. */
    private static final String VERSION = "2024-06-20";

    private static final String INTENTS = "/v1/payment_intents";
    private static final String REFUNDS = "/v1/refunds";
    private static final String RIDE = "ride";
    private static final String RIDER = "rider";
    /** A list's longest page. */
    static final int PAGE = 100;
    /** Of a rider's payments since the ride was asked for: nobody makes so many, and the breaker's limit is sooner. */
    private static final int MOST_PAGES = 5;
    /** Between the clock that ids are made by and Stripe's. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    /** Stripe counts them in hundredths that they do not have (ISO 4217): what it took would look a hundred times as much. */
    private static final Set<String> COUNTED_OTHERWISE = Set.of("ISK", "UGX");

    private static final Ask NO_TOKEN = new Ask.Known(new Said.Refused("no_payment_method"));
    private static final Ask NO_CUSTOMER =
            new Ask.Known(new Said.Nothing("there is no customer by whom it could be looked up"));

    private final GatewayClient client;
    private final Secret webhook;

    /** @param webhook that events are signed with; none: they are not listened to */
    public StripeProvider(GatewayClient client, Secret webhook) {
        this.client = client;
        this.webhook = webhook;
    }

    @Override
    public Ask charge(String key, Claim claim, Optional<GatewayToken> token) {
        return confirm(charged(key, claim), claim.amount(), token, StripeAnswers.SUCCEEDED, "automatic");
    }

    @Override
    public Ask findCharge(String key, Claim claim, Optional<GatewayToken> token) {
        return find(charged(key, claim), claim.ride().value(), token, StripeAnswers.SUCCEEDED);
    }

    private static Asked charged(String key, Claim claim) {
        return new Asked(key, RIDE, claim.ride().toString(), claim.amount());
    }

    @Override
    public Ask authorize(String key, Registration registration, GatewayToken token) {
        return confirm(
                authorized(key, registration),
                registration.amount(),
                Optional.of(token),
                StripeAnswers.REQUIRES_CAPTURE,
                "manual");
    }

    @Override
    public Ask findAuthorization(String key, Registration registration, GatewayToken token) {
        return find(
                authorized(key, registration),
                registration.method().value(),
                Optional.of(token),
                StripeAnswers.REQUIRES_CAPTURE);
    }

    private static Asked authorized(String key, Registration registration) {
        return new Asked(key, RIDER, registration.rider().toString(), registration.amount());
    }

    /** An intent that is made and confirmed by one request, so that one key is for both. */
    private Ask confirm(Asked asked, Money amount, Optional<GatewayToken> token, String wanted, String captureMethod) {
        Optional<StripeToken> known = token.flatMap(StripeToken::of);
        if (known.isEmpty()) return NO_TOKEN;
        if (COUNTED_OTHERWISE.contains(amount.currency()))
            return new Ask.Known(
                    Said.notUnderstood(asked, "(not asked: it counts " + amount.currency() + " otherwise)"));
        MultiMap form = amount(amount)
                .set("customer", known.get().customer())
                .set("payment_method", known.get().paymentMethod())
                .set("capture_method", captureMethod)
                .set("confirm", "true")
                .set("off_session", "true")
                .set("automatic_payment_methods[enabled]", "true")
                // Nobody is there to be sent to another page.
                .set("automatic_payment_methods[allow_redirects]", "never")
                .set("metadata[" + asked.field() + "]", asked.about())
                .set("metadata[" + StripeAnswers.KEY + "]", asked.key())
                .set("expand[]", "payment_method");
        return post(INTENTS, asked.key(), form, response -> StripeAnswers.intent(response, asked, wanted));
    }

    @Override
    public Ask letGo(String key, String authorization) {
        Asked asked = new Asked(key, "authorization", authorization, null);
        return post(
                INTENTS + "/" + encoded(authorization) + "/cancel",
                key,
                MultiMap.caseInsensitiveMultiMap().set("cancellation_reason", "abandoned"),
                response -> StripeAnswers.voided(response, asked));
    }

    @Override
    public Ask refund(String key, Order order) {
        Asked asked = refunded(key, order);
        MultiMap form = MultiMap.caseInsensitiveMultiMap()
                .set("amount", Long.toString(order.amount().minorUnits()))
                .set("payment_intent", order.captured())
                .set("metadata[" + StripeAnswers.KEY + "]", key);
        return post(REFUNDS, key, form, response -> StripeAnswers.refund(response, asked));
    }

    @Override
    public Ask findRefund(String key, Order order) {
        Asked asked = refunded(key, order);
        String path = REFUNDS + "?payment_intent=" + encoded(order.captured()) + "&limit=" + PAGE;
        return new Ask.Sent(
                () -> list(path, key, 1),
                response -> found(response, asked, refund -> StripeAnswers.refund(refund, asked)));
    }

    private static Asked refunded(String key, Order order) {
        return new Asked(key, "charge", order.captured(), order.amount());
    }

    @Override
    public Future<List<Movement>> movements(LocalDate day) {
        return new StripeMovements(this).of(day);
    }

    /** Of any event, the key that its object has: of intents, and of the charges that are made of them. */
    @Override
    public Told told(GatewayNews news, Instant now) {
        if (!webhook.isSet()) return new Told.NotHeard();
        String flaw = StripeSignature.flaw(news.signature(), news.body(), webhook, now);
        if (flaw != null) return new Told.NotGenuine(flaw);
        String key = StripeAnswers.keyOfEvent(news.body());
        return key.isEmpty() ? new Told.Nothing() : new Told.About(key);
    }

    /**
     * Among the customer's intents since the ride, or the method, was given its id: a list is complete at once, while Stripe's search by
     * metadata may be an hour behind, and what is not found there may have been charged all the same.
     */
    private Ask find(Asked asked, UUID since, Optional<GatewayToken> token, String wanted) {
        Optional<StripeToken> known = token.flatMap(StripeToken::of);
        if (known.isEmpty()) return NO_CUSTOMER;
        String path = INTENTS + "?customer=" + encoded(known.get().customer()) + "&created%5Bgte%5D=" + madeAt(since)
                + "&limit=" + PAGE + "&expand%5B%5D=data.payment_method";
        return new Ask.Sent(
                () -> list(path, asked.key(), 1),
                response -> found(response, asked, intent -> StripeAnswers.intent(intent, asked, wanted)));
    }

    /** Page by page, until one has the key. */
    private Future<HttpResponse<Buffer>> list(String path, String key, int number) {
        return get(path).compose(response -> {
            if (response.statusCode() != 200) return Future.succeededFuture(response);
            JsonObject page = response.bodyAsJsonObject();
            return isLast(page)
                            || number >= MOST_PAGES
                            || StripeAnswers.withKey(page, key).isPresent()
                    ? Future.succeededFuture(response)
                    : list(after(path, page), key, number + 1);
        });
    }

    private static Said found(HttpResponse<Buffer> response, Asked asked, Function<JsonObject, Said> reads) {
        if (response.statusCode() != 200) return StripeAnswers.error(response, asked);
        JsonObject page = response.bodyAsJsonObject();
        return StripeAnswers.withKey(page, asked.key())
                .map(reads)
                .orElseGet(() -> isLast(page)
                        ? new Said.NeverSeen()
                        : Said.nothing(asked, MOST_PAGES + " pages without it, and more"));
    }

    static boolean isLast(JsonObject page) {
        return !page.getBoolean("has_more", false) || page.getJsonArray("data").isEmpty();
    }

    /** @param path of a list, with its query or of the page before */
    static String after(String path, JsonObject page) {
        JsonArray data = page.getJsonArray("data");
        String last = data.getJsonObject(data.size() - 1).getString("id");
        return path.replaceFirst("&starting_after=.*", "") + "&starting_after=" + encoded(last);
    }

    /** When an id was made (UUIDv7), in seconds since 1970, and a while before. */
    private static long madeAt(UUID id) {
        return Math.max(0, (id.getMostSignificantBits() >>> 16) / 1_000 - CLOCKS_DIFFER.toSeconds());
    }

    private static MultiMap amount(Money amount) {
        return MultiMap.caseInsensitiveMultiMap()
                .set("amount", Long.toString(amount.minorUnits()))
                .set("currency", amount.currency().toLowerCase(Locale.ROOT));
    }

    private Ask post(String path, String key, MultiMap form, Function<HttpResponse<Buffer>, Said> reads) {
        return new Ask.Sent(() -> versioned(client.post(path, key)).sendForm(form), reads);
    }

    Future<HttpResponse<Buffer>> get(String path) {
        return versioned(client.get(path)).send();
    }

    private static HttpRequest<Buffer> versioned(HttpRequest<Buffer> request) {
        return request.putHeader("Stripe-Version", VERSION);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
