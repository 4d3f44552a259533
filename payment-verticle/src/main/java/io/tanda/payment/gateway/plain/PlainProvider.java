package io.tanda.payment.gateway.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Wire;
import io.tanda.contract.payment.GatewayNews;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.gateway.Ask;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.Provider;
import io.tanda.payment.gateway.Said;
import io.tanda.payment.gateway.Told;
import io.tanda.payment.ledger.domain.Movement;
import io.tanda.payment.method.domain.Instrument;
import io.tanda.payment.method.domain.Registration;
import io.tanda.payment.refund.domain.Order;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The plain shape: everything is found by our keys. */
public final class PlainProvider implements Provider {
    private static final String CHARGES = "/v1/charges";
    private static final String AUTHORIZATIONS = "/v1/authorizations";
    private static final String REFUNDS = "/v1/refunds";

    /** @param token absent: what the gateway has of the rider */
    private record Charge(
            RiderId rider,
            RideId ride,
            Money amount,
            @Nullable GatewayToken token) {}

    private record Authorization(RiderId customer, GatewayToken token, Money amount) {}

    /** @param charge the gateway's own id of what it took */
    private record Refund(String charge, Money amount) {}

    /** An operation's words for yes and no, and what an answer must repeat. */
    private record Question(String yes, String no, Said.Asked asked) {}

    private final GatewayClient client;

    public PlainProvider(GatewayClient client) {
        this.client = client;
    }

    @Override
    public Ask charge(String key, Claim claim, Optional<GatewayToken> token) {
        Charge body = new Charge(claim.rider(), claim.ride(), claim.amount(), token.orElse(null));
        return post(CHARGES, key, Wire.encode(body), response -> said(response, charged(key, claim)));
    }

    @Override
    public Ask findCharge(String key, Claim claim, Optional<GatewayToken> token) {
        return find(CHARGES, key, response -> said(response, charged(key, claim)));
    }

    private static Question charged(String key, Claim claim) {
        return new Question(
                "captured", "declined", new Said.Asked(key, "ride", claim.ride().toString(), claim.amount()));
    }

    @Override
    public Ask authorize(String key, Registration registration, GatewayToken token) {
        Authorization body = new Authorization(registration.rider(), token, registration.amount());
        return post(AUTHORIZATIONS, key, Wire.encode(body), response -> said(response, authorized(key, registration)));
    }

    @Override
    public Ask findAuthorization(String key, Registration registration, GatewayToken token) {
        return find(AUTHORIZATIONS, key, response -> said(response, authorized(key, registration)));
    }

    private static Question authorized(String key, Registration registration) {
        return new Question(
                "authorized",
                "declined",
                new Said.Asked(key, "customer", registration.rider().toString(), registration.amount()));
    }

    @Override
    public Ask letGo(String key, String authorization) {
        return post(
                AUTHORIZATIONS + "/" + URLEncoder.encode(authorization, UTF_8) + "/void",
                key,
                new byte[] {'{', '}'},
                response -> said(
                        response,
                        new Question("voided", "refused", new Said.Asked(key, "authorization", authorization, null))));
    }

    @Override
    public Ask refund(String key, Order order) {
        Refund body = new Refund(order.captured(), order.amount());
        return post(REFUNDS, key, Wire.encode(body), response -> said(response, refunded(key, order)));
    }

    @Override
    public Ask findRefund(String key, Order order) {
        return find(REFUNDS, key, response -> said(response, refunded(key, order)));
    }

    private static Question refunded(String key, Order order) {
        return new Question("refunded", "refused", new Said.Asked(key, "charge", order.captured(), order.amount()));
    }

    @Override
    public Future<List<Movement>> movements(LocalDate day) {
        return new PlainMovements(client).of(day);
    }

    /** It tells nothing by itself. */
    @Override
    public Told told(GatewayNews news, Instant now) {
        return new Told.NotHeard();
    }

    private Ask post(String path, String key, byte[] body, Function<HttpResponse<Buffer>, Said> reads) {
        return new Ask.Sent(
                () -> client.post(path, key)
                        .putHeader("Content-Type", "application/json")
                        .sendBuffer(Buffer.buffer(body)),
                reads);
    }

    private Ask find(String path, String key, Function<HttpResponse<Buffer>, Said> reads) {
        return new Ask.Sent(
                () -> client.get(path + "/" + key).send(),
                response -> response.statusCode() == 404 ? new Said.NeverSeen() : reads.apply(response));
    }

    private static Said said(HttpResponse<Buffer> response, Question question) {
        Said.Asked asked = question.asked();
        int status = response.statusCode();
        if (status == 200 || status == 201 || status == 402) {
            JsonObject json = response.bodyAsJsonObject();
            String said = json.getString("status");
            if (question.yes().equals(said))
                return Said.done(asked, said, about(json, asked.field()), json.getValue("id"), instrument(json));
            if (question.no().equals(said))
                // A no need not repeat what was asked, but says nothing else.
                return json.containsKey("key") && !asked.key().equals(json.getValue("key"))
                        ? Said.other(asked, said + " what has the key " + Said.quoted(json.getValue("key")))
                        : Said.refused(json.getValue("code"), said);
        }
        return Said.byStatus(asked, status);
    }

    private static Said.Asked about(JsonObject json, String field) {
        return new Said.Asked(
                Said.name(json.getValue("key")),
                field,
                Said.name(json.getValue(field)),
                json.getValue("amount") instanceof JsonObject amount
                        ? Said.money(amount.getValue("minorUnits"), amount.getValue("currency"))
                        : null);
    }

    private static @Nullable Instrument instrument(JsonObject json) {
        try {
            String expiry = json.getString("expiry");
            return new Instrument(
                    json.getString("brand", ""),
                    json.getString("last4", ""),
                    expiry == null ? null : YearMonth.parse(expiry));
        } catch (IllegalArgumentException | ClassCastException | DateTimeException e) {
            return null;
        }
    }
}
