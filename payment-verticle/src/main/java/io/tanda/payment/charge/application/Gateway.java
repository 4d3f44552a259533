package io.tanda.payment.charge.application;

import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** The payment gateway. What goes wrong is an answer too: these futures do not fail. */
public interface Gateway {
    /** The same key on every repetition of one attempt: it is charged once. */
    static String key(Charge.Made charge) {
        return key(charge.claim(), charge.attempt());
    }

    /** @param attempt 1 for the first: a key of its own for each */
    static String key(Claim claim, int attempt) {
        return "pay:" + claim.ride() + ":" + claim.purpose().wireName() + ":" + attempt;
    }

    /** @param late called where the answer was {@link GatewayAnswer.NoAnswer} and the gateway's own comes after all */
    Future<GatewayAnswer> charge(String key, Claim claim, Consumer<GatewayAnswer> late);

    /** {@link GatewayAnswer.NeverSeen} when no charge with this key ever arrived. @param claim that the key was asked for */
    Future<GatewayAnswer> lookUp(String key, Claim claim);
}
