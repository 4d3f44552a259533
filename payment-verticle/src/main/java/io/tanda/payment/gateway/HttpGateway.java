package io.tanda.payment.gateway;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Wire;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.application.Tokens;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The gateway's charges over HTTP: charging and looking up fail apart from one another. */
public final class HttpGateway implements Gateway {
    private static final GuardedCalls.Unanswered<GatewayAnswer> UNANSWERED =
            new GuardedCalls.Unanswered<>(GatewayAnswer.NoAnswer::new, GatewayAnswer.NotCalled::new);

    /** @param token absent: what the gateway has of the rider */
    private record Body(
            RiderId rider,
            RideId ride,
            Money amount,
            @Nullable GatewayToken token) {}

    private final GatewayClient client;
    private final Tokens tokens;
    private final GuardedCalls<GatewayAnswer> charging;
    private final GuardedCalls<GatewayAnswer> lookingUp;

    public HttpGateway(GatewayClient client, Tokens tokens) {
        this.client = client;
        this.tokens = tokens;
        this.charging = client.calls("charge", UNANSWERED);
        this.lookingUp = client.calls("look-up", UNANSWERED);
    }

    /** To what is charged is looked up with each call: only a key that the gateway never saw is called with again. */
    @Override
    public Future<GatewayAnswer> charge(String key, Claim claim, Consumer<GatewayAnswer> late) {
        return charging.call(
                () -> tokens.of(claim),
                token -> {
                    Body body = new Body(claim.rider(), claim.ride(), claim.amount(), token.orElse(null));
                    return client.post("/v1/charges", key).sendBuffer(Buffer.buffer(Wire.encode(body)));
                },
                response -> answer(key, claim, response),
                late);
    }

    @Override
    public Future<GatewayAnswer> lookUp(String key, Claim claim) {
        return lookingUp.call(
                () -> client.get("/v1/charges/" + key).send(),
                response -> response.statusCode() == 404
                        ? new GatewayAnswer.NeverSeen()
                        : known(answer(key, claim, response)),
                late -> {});
    }

    /** That a question is not understood says nothing of what it is about. */
    private static GatewayAnswer known(GatewayAnswer answer) {
        return answer instanceof GatewayAnswer.NotUnderstood not ? new GatewayAnswer.NoAnswer(not.detail()) : answer;
    }

    public boolean open() {
        return charging.open();
    }

    private static GatewayAnswer answer(String key, Claim claim, HttpResponse<Buffer> response) {
        Said.Asked asked = new Said.Asked(key, "ride", claim.ride().toString(), claim.amount());
        return switch (Said.in(response, "captured", "declined", asked)) {
            case Said.Done done -> new GatewayAnswer.Captured(done.reference());
            case Said.Refused refused -> new GatewayAnswer.Declined(refused.code());
            case Said.Other other -> new GatewayAnswer.Different(other.detail());
            case Said.NotUnderstood not -> new GatewayAnswer.NotUnderstood(not.detail());
            case Said.Nothing nothing -> new GatewayAnswer.NoAnswer(nothing.why());
        };
    }
}
