package io.tanda.payment.gateway;

import io.tanda.contract.MethodId;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.method.application.Gateway;
import io.tanda.payment.method.domain.AuthorizationAnswer;
import io.tanda.payment.method.domain.Instrument;
import io.tanda.payment.method.domain.Registration;
import io.tanda.payment.method.domain.VoidAnswer;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the gateway holds and lets go of, over HTTP: the two fail apart from one another. What comes late is found by the next call with
 * the same key.
 */
public final class HttpVerifications implements Gateway {
    private static final Logger log = LoggerFactory.getLogger(HttpVerifications.class);
    private static final GuardedCalls.Meaning<AuthorizationAnswer> AUTHORIZED = new GuardedCalls.Meaning<>(
            HttpVerifications::authorized, AuthorizationAnswer.NoAnswer::new, AuthorizationAnswer.NotCalled::new);
    private static final GuardedCalls.Meaning<VoidAnswer> VOIDED =
            new GuardedCalls.Meaning<>(HttpVerifications::voided, VoidAnswer.NoAnswer::new, VoidAnswer.NotCalled::new);

    private static final String NOT_UNDERSTOOD = "not_understood";

    private final GatewayClient client;
    private final Provider provider;
    private final GuardedCalls<AuthorizationAnswer> verifying;
    private final GuardedCalls<VoidAnswer> lettingGo;

    public HttpVerifications(GatewayClient client) {
        this.client = client;
        this.provider = client.provider();
        this.verifying = client.calls("verify", AUTHORIZED);
        this.lettingGo = client.calls("void", VOIDED);
    }

    @Override
    public Future<AuthorizationAnswer> authorize(Registration registration, GatewayToken token) {
        String key = Gateway.key(registration.method());
        return verifying.call(provider.authorize(key, registration, token), late -> {});
    }

    @Override
    public Future<AuthorizationAnswer> lookUp(Registration registration, GatewayToken token) {
        String key = Gateway.key(registration.method());
        return verifying.call(provider.findAuthorization(key, registration, token), late -> {});
    }

    @Override
    public Future<VoidAnswer> letGo(MethodId method, String authorization) {
        return lettingGo.call(provider.letGo(Gateway.voidKey(method), authorization), late -> {});
    }

    @Override
    public Duration leftAlone() {
        return verifying.open() ? client.leftAloneFor() : Duration.ZERO;
    }

    /** What is about something else holds nothing that is known of: nothing is registered by it. */
    private static AuthorizationAnswer authorized(Said said) {
        return switch (said) {
            case Said.Done done -> authorized(done);
            case Said.Refused refused -> new AuthorizationAnswer.Declined(refused.code());
            case Said.Other other -> new AuthorizationAnswer.NoAnswer(other.detail());
            // Nothing is held by what was not understood.
            case Said.NotUnderstood not -> new AuthorizationAnswer.Declined(NOT_UNDERSTOOD);
            case Said.NeverSeen never -> new AuthorizationAnswer.NeverSeen();
            case Said.Nothing nothing -> new AuthorizationAnswer.NoAnswer(nothing.why());
        };
    }

    private static AuthorizationAnswer authorized(Said.Done done) {
        Instrument instrument = done.instrument();
        if (instrument != null) return new AuthorizationAnswer.Authorized(done.reference(), instrument);
        log.error("ALERT the gateway authorized {} and said not of what", done.reference());
        return new AuthorizationAnswer.NoAnswer("authorized without what can be kept");
    }

    private static VoidAnswer voided(Said said) {
        return switch (said) {
            case Said.Done done -> new VoidAnswer.Voided();
            case Said.Refused refused -> new VoidAnswer.Refused(refused.code());
            case Said.Other other -> new VoidAnswer.NoAnswer(other.detail());
            case Said.NotUnderstood not -> new VoidAnswer.NoAnswer(not.detail());
            case Said.NeverSeen never -> new VoidAnswer.NoAnswer("it knows nothing of it");
            case Said.Nothing nothing -> new VoidAnswer.NoAnswer(nothing.why());
        };
    }
}
