package io.tanda.payment.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.Wire;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.method.application.Gateway;
import io.tanda.payment.method.domain.AuthorizationAnswer;
import io.tanda.payment.method.domain.Instrument;
import io.tanda.payment.method.domain.Registration;
import io.tanda.payment.method.domain.VoidAnswer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.YearMonth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the gateway holds and lets go of, over HTTP: the two fail apart from one another. */
public final class HttpVerifications implements Gateway {
    private static final Logger log = LoggerFactory.getLogger(HttpVerifications.class);
    private static final GuardedCalls.Unanswered<AuthorizationAnswer> UNAUTHORIZED =
            new GuardedCalls.Unanswered<>(AuthorizationAnswer.NoAnswer::new, AuthorizationAnswer.NotCalled::new);
    private static final GuardedCalls.Unanswered<VoidAnswer> NOT_VOIDED =
            new GuardedCalls.Unanswered<>(VoidAnswer.NoAnswer::new, VoidAnswer.NotCalled::new);

    private static final String NOT_UNDERSTOOD = "not_understood";

    private record Body(RiderId customer, GatewayToken token, Money amount) {}

    private final GatewayClient client;
    private final GuardedCalls<AuthorizationAnswer> verifying;
    private final GuardedCalls<VoidAnswer> lettingGo;

    public HttpVerifications(GatewayClient client) {
        this.client = client;
        this.verifying = client.calls("verify", UNAUTHORIZED);
        this.lettingGo = client.calls("void", NOT_VOIDED);
    }

    /** What comes late is found by the next call with the same key. */
    @Override
    public Future<AuthorizationAnswer> authorize(Registration registration, GatewayToken token) {
        String key = Gateway.key(registration.method());
        Body body = new Body(registration.rider(), token, registration.amount());
        return verifying.call(
                () -> client.post("/v1/authorizations", key).sendBuffer(Buffer.buffer(Wire.encode(body))),
                response -> answer(registration, response),
                late -> {});
    }

    @Override
    public Future<AuthorizationAnswer> lookUp(Registration registration) {
        String key = Gateway.key(registration.method());
        return verifying.call(
                () -> client.get("/v1/authorizations/" + key).send(),
                response -> response.statusCode() == 404
                        ? new AuthorizationAnswer.NeverSeen()
                        : answer(registration, response),
                late -> {});
    }

    @Override
    public Future<VoidAnswer> letGo(MethodId method, String authorization) {
        String key = Gateway.voidKey(method);
        Said.Asked asked = new Said.Asked(key, "authorization", authorization, null);
        return lettingGo.call(
                () -> client.post("/v1/authorizations/" + URLEncoder.encode(authorization, UTF_8) + "/void", key)
                        .sendBuffer(Buffer.buffer("{}")),
                response -> switch (Said.in(response, "voided", "refused", asked)) {
                    case Said.Done done -> new VoidAnswer.Voided();
                    case Said.Refused refused -> new VoidAnswer.Refused(refused.code());
                    case Said.Other other -> new VoidAnswer.NoAnswer(other.detail());
                    case Said.NotUnderstood not -> new VoidAnswer.NoAnswer(not.detail());
                    case Said.Nothing nothing -> new VoidAnswer.NoAnswer(nothing.why());
                },
                late -> {});
    }

    @Override
    public Duration leftAlone() {
        return verifying.open() ? client.leftAloneFor() : Duration.ZERO;
    }

    /** What is about something else holds nothing that is known of: nothing is registered by it. */
    private static AuthorizationAnswer answer(Registration registration, HttpResponse<Buffer> response) {
        String key = Gateway.key(registration.method());
        Said.Asked asked = new Said.Asked(key, "customer", registration.rider().toString(), registration.amount());
        return switch (Said.in(response, "authorized", "declined", asked)) {
            case Said.Done done -> authorized(key, done.reference(), response.bodyAsJsonObject());
            case Said.Refused refused -> new AuthorizationAnswer.Declined(refused.code());
            case Said.Other other -> new AuthorizationAnswer.NoAnswer(other.detail());
            // Nothing is held by what was not understood.
            case Said.NotUnderstood not -> new AuthorizationAnswer.Declined(NOT_UNDERSTOOD);
            case Said.Nothing nothing -> new AuthorizationAnswer.NoAnswer(nothing.why());
        };
    }

    private static AuthorizationAnswer authorized(String key, String reference, JsonObject said) {
        try {
            String expiry = said.getString("expiry");
            Instrument instrument = new Instrument(
                    said.getString("brand", ""),
                    said.getString("last4", ""),
                    expiry == null ? null : YearMonth.parse(expiry));
            return new AuthorizationAnswer.Authorized(reference, instrument);
        } catch (IllegalArgumentException | ClassCastException | DateTimeException e) {
            log.error("ALERT the gateway authorized {} and said not of what: {}", key, e.getMessage());
            return new AuthorizationAnswer.NoAnswer("authorized without what can be kept");
        }
    }
}
