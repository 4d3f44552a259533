package io.tanda.payment.charge.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.PaymentView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The charge of one ride for one purpose.
 *
 * <pre>
 *   none --&gt; pending --&gt; captured
 *    |         |  ^  \
 *    |         |  |   +-&gt; unknown --&gt; captured          resolved with the same key
 *    |         v  |          |
 *    |       declined &lt;------+                          the next attempt has a new key
 *    |         |   ^
 *    +--&gt; awaited  |       to be paid in the car        whoever is to pay may change between the two
 *              |   |
 *    +---------+--&gt; owed                                nobody paid in time, or somebody looks at it before it is charged
 *
 *   any that is not paid --&gt; tendered, written off --&gt; overpaid      the gateway captured all the same
 * </pre>
 */
public sealed interface Charge {
    /** Nothing was asked for yet. @param driver who earns what will be, as no event of a charge tells; absent: it is not said yet */
    record None(@Nullable DriverId driver) implements Charge {
        public None() {
            this(null);
        }
    }

    /** Something was. */
    sealed interface Made extends Charge {
        Claim claim();

        /** Of the journal: 1 for the first event. */
        int version();

        /** 1 for the first; one more after each definite decline. */
        int attempt();

        /** Domain time. */
        Instant since();

        /** The last attempt was never answered: the gateway may have taken what it was asked for. */
        default boolean open() {
            return false;
        }

        /** As others see it. */
        default PaymentView view() {
            return Views.of(this);
        }
    }

    /** The gateway was asked, and nobody knows whether it took anything. */
    sealed interface Asking extends Made {
        int tries();

        @Override
        default boolean open() {
            return true;
        }
    }

    /** It ended without the gateway, whose last attempt may have taken something. */
    sealed interface WithoutGateway extends Made {
        /** How often it was asked about in vain. */
        int tries();
    }

    /**
     * Written down; the gateway may or may not have been called.
     *
     * @param tries how often it was to be called and was not: the breaker was open
     */
    record Pending(Claim claim, int version, int attempt, int tries, Instant since) implements Asking {}

    /** @param tries how often this attempt was tried in vain: not called, or no answer */
    record Unknown(Claim claim, int version, int attempt, int tries, Instant since) implements Asking {}

    record Declined(Claim claim, int version, int attempt, String code, Instant since) implements Made {}

    record Captured(Claim claim, int version, int attempt, String gatewayReference, Instant since) implements Made {}

    /** Nobody paid in time. @param open the last attempt was never answered */
    record Owed(Claim claim, int version, int attempt, String code, boolean open, Instant since) implements Made {
        /** Somebody looks at it before anything is charged; dispatch says why. */
        public boolean withheld() {
            return code.equals(Evolution.REVIEW);
        }
    }

    /** To be paid in the car. @param attempt the last that was declined, 0 for none */
    record Awaited(Claim claim, int version, int attempt, PaymentMethod method, Instant since) implements Made {}

    record Tendered(Claim claim, int version, int attempt, PaymentMethod method, boolean open, int tries, Instant since)
            implements WithoutGateway {}

    record WrittenOff(Claim claim, int version, int attempt, boolean open, int tries, Instant since)
            implements WithoutGateway {}

    /** @param method what it was paid by, the gateway apart; absent when it was written off */
    record Overpaid(
            Claim claim,
            int version,
            int attempt,
            @Nullable PaymentMethod method,
            String gatewayReference,
            Instant since)
            implements Made {}

    /** The same, and who earns it where nothing was asked for yet. */
    default Charge by(@Nullable DriverId driver) {
        return this instanceof None ? new None(driver) : this;
    }

    static int versionOf(Charge charge) {
        return switch (charge) {
            case None none -> 0;
            case Made made -> made.version();
        };
    }

    /** @throws IllegalStateException when the event contradicts the state: a bug */
    default Charge evolve(ChargeEvent event) {
        return Evolution.of(this, event);
    }
}
