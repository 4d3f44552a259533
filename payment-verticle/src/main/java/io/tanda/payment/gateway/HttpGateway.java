package io.tanda.payment.gateway;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Wire;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's charges over HTTP: charging and looking up fail apart from one another. */
public final class HttpGateway implements Gateway {
    private static final Logger log = LoggerFactory.getLogger(HttpGateway.class);
    /** As the columns keep them. */
    private static final int CODE_MAX_CHARACTERS = 64;

    private static final int REFERENCE_MAX_CHARACTERS = 128;

    private static final GuardedCalls.Unanswered<GatewayAnswer> UNANSWERED =
            new GuardedCalls.Unanswered<>(GatewayAnswer.NoAnswer::new, GatewayAnswer.NotCalled::new);

    private record Body(RiderId rider, RideId ride, Money amount) {}

    private final GatewayClient client;
    private final GuardedCalls<GatewayAnswer> charging;
    private final GuardedCalls<GatewayAnswer> lookingUp;

    public HttpGateway(GatewayClient client) {
        this.client = client;
        this.charging = client.calls("charge", UNANSWERED);
        this.lookingUp = client.calls("look-up", UNANSWERED);
    }

    @Override
    public Future<GatewayAnswer> charge(String key, Claim claim, Consumer<GatewayAnswer> late) {
        Body body = new Body(claim.rider(), claim.ride(), claim.amount());
        return charging.call(
                () -> client.post("/v1/charges", key).sendBuffer(Buffer.buffer(Wire.encode(body))),
                response -> answer(key, response),
                late);
    }

    @Override
    public Future<GatewayAnswer> lookUp(String key) {
        return lookingUp.call(
                () -> client.get("/v1/charges/" + key).send(),
                response -> response.statusCode() == 404 ? new GatewayAnswer.NeverSeen() : answer(key, response),
                late -> {});
    }

    public boolean open() {
        return charging.open();
    }

    private static GatewayAnswer answer(String key, HttpResponse<Buffer> response) {
        int status = response.statusCode();
        if (status == 200 || status == 201 || status == 402) {
            JsonObject json = response.bodyAsJsonObject();
            String said = json.getString("status");
            if ("captured".equals(said)) return captured(key, json.getValue("id"));
            if ("declined".equals(said)) return new GatewayAnswer.Declined(code(json));
        }
        // Neither yes nor no: a person must look, and the same key is asked again meanwhile.
        log.error("ALERT the gateway answered {} for {}", status, key);
        return new GatewayAnswer.NoAnswer("HTTP " + status);
    }

    private static GatewayAnswer captured(String key, @Nullable Object id) {
        if (id instanceof String reference && !reference.isBlank() && reference.length() <= REFERENCE_MAX_CHARACTERS)
            return new GatewayAnswer.Captured(reference);
        log.error(
                "ALERT the gateway captured {} and gave no reference of 1 to {} characters",
                key,
                REFERENCE_MAX_CHARACTERS);
        return new GatewayAnswer.NoAnswer("captured without a reference that can be kept");
    }

    private static String code(JsonObject json) {
        String code = json.getString("code", "declined");
        return code.length() <= CODE_MAX_CHARACTERS ? code : code.substring(0, CODE_MAX_CHARACTERS);
    }
}
