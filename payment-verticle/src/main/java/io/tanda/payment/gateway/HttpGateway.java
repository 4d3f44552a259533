package io.tanda.payment.gateway;

import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.application.Tokens;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The gateway's charges over HTTP: charging and looking up fail apart from one another. */
public final class HttpGateway implements Gateway {
    private final GatewayClient client;
    private final Provider provider;
    private final Tokens tokens;
    private final GuardedCalls<GatewayAnswer> charging;
    private final GuardedCalls<GatewayAnswer> lookingUp;

    public HttpGateway(GatewayClient client, Tokens tokens) {
        this.client = client;
        this.provider = client.provider();
        this.tokens = tokens;
        this.charging = client.calls("charge", meaning(HttpGateway::answer));
        this.lookingUp = client.calls("look-up", meaning(said -> known(answer(said))));
    }

    private static GuardedCalls.Meaning<GatewayAnswer> meaning(Function<Said, GatewayAnswer> said) {
        return new GuardedCalls.Meaning<>(said, GatewayAnswer.NoAnswer::new, GatewayAnswer.NotCalled::new);
    }

    /** To what is charged is looked up with each call: only a key that the gateway never saw is called with again. */
    @Override
    public Future<GatewayAnswer> charge(String key, Claim claim, Consumer<GatewayAnswer> late) {
        return charging.call(() -> tokens.of(claim).map(token -> provider.charge(key, claim, token)), late);
    }

    /** What was charged without a token, or by one that is gone, is looked for all the same. */
    @Override
    public Future<GatewayAnswer> lookUp(String key, Claim claim) {
        return lookingUp.call(
                () -> tokens.of(claim).otherwise(Optional.empty()).map(token -> provider.findCharge(key, claim, token)),
                late -> {});
    }

    /** That a question is not understood says nothing of what it is about. */
    private static GatewayAnswer known(GatewayAnswer answer) {
        return answer instanceof GatewayAnswer.NotUnderstood not ? new GatewayAnswer.NoAnswer(not.detail()) : answer;
    }

    public boolean open() {
        return charging.open();
    }

    @Override
    public Duration leftAlone() {
        return open() ? client.leftAloneFor() : Duration.ZERO;
    }

    private static GatewayAnswer answer(Said said) {
        return switch (said) {
            case Said.Done done -> new GatewayAnswer.Captured(done.reference());
            case Said.Refused refused -> new GatewayAnswer.Declined(refused.code());
            case Said.Other other -> new GatewayAnswer.Different(other.detail());
            case Said.NotUnderstood not -> new GatewayAnswer.NotUnderstood(not.detail());
            case Said.NeverSeen never -> new GatewayAnswer.NeverSeen();
            case Said.Nothing nothing -> new GatewayAnswer.NoAnswer(nothing.why());
        };
    }
}
