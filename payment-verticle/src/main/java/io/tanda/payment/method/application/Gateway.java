package io.tanda.payment.method.application;

import io.tanda.contract.MethodId;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.method.domain.AuthorizationAnswer;
import io.tanda.payment.method.domain.Registration;
import io.tanda.payment.method.domain.VoidAnswer;
import io.vertx.core.Future;
import java.time.Duration;

/** The payment gateway. What goes wrong is an answer too: these futures do not fail. */
public interface Gateway {
    /** The same key on every repetition: the amount is held once. */
    static String key(MethodId method) {
        return "verify:" + method;
    }

    /** Likewise: it is let go of once. */
    static String voidKey(MethodId method) {
        return "void:" + method;
    }

    /** Holds the amount, or says again what became of it. */
    Future<AuthorizationAnswer> authorize(Registration registration, GatewayToken token);

    /** {@link AuthorizationAnswer.NeverSeen} where the gateway was never asked with this key. */
    Future<AuthorizationAnswer> lookUp(Registration registration, GatewayToken token);

    /** @param authorization the gateway's own id of what it holds */
    Future<VoidAnswer> letGo(MethodId method, String authorization);

    /** Absent calls: how long from now on nothing is verified, as the breaker has it; zero: it can be asked. Real time. */
    Duration leftAlone();
}
