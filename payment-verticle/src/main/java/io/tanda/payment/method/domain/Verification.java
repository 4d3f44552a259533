package io.tanda.payment.method.domain;

import io.tanda.contract.payment.GatewayToken;
import java.time.Instant;

/**
 * Whether the gateway lets a payment method be charged: found out by an amount that it holds and that is let go of (C1).
 *
 * <pre>
 *   asked --&gt; held --&gt; over        held: the gateway said yes, and holds the amount until it is told to let go
 *     |                  ^
 *     +------------------+         it said no, or never saw it
 * </pre>
 */
public sealed interface Verification {
    Registration registration();

    /** 1 when it is asked; one more with each change. */
    int version();

    /** How often the gateway was called in vain for what is to be done now, by a deadline. */
    int tries();

    /** Since when it is what it is; domain time. */
    Instant since();

    /** What it has come to, for who asked. */
    sealed interface Result {
        /** The method is the rider's: it was registered in the commit that says so. */
        record Registered() implements Result {}

        /** @param code the gateway's reason, or {@link #NO_ANSWER} */
        record NotRegistered(String code) implements Result {}

        /** The gateway answered when nobody waited any more: the rider was told that nothing was registered. */
        String NO_ANSWER = "no_answer";
    }

    /** Written down; the gateway may or may not have been called. The token is kept no longer than that. */
    record Asked(Registration registration, GatewayToken token, int version, int tries, Instant since)
            implements Verification {}

    /** @param authorization the gateway's own id of what it holds */
    record Held(Registration registration, Result result, String authorization, int version, int tries, Instant since)
            implements Verification {}

    /** Nothing is held. */
    record Over(Registration registration, Result result, int version, Instant since) implements Verification {
        @Override
        public int tries() {
            return 0;
        }
    }
}
