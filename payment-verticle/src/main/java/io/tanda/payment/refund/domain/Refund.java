package io.tanda.payment.refund.domain;

import io.tanda.contract.payment.RefundView;
import io.tanda.contract.payment.RefundView.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One refund of a charge.
 *
 * <pre>
 *   asked --&gt; made, refused       what is not known is asked again with the same key
 * </pre>
 */
public sealed interface Refund {
    Order order();

    /** Of the journal: 1 for the first event. */
    int version();

    /** Domain time. */
    Instant since();

    /** Whether its amount is given back, or may be. */
    default boolean counts() {
        return true;
    }

    /**
     * Written down; the gateway may or may not have been called.
     *
     * @param tries how often it was called in vain, or was to be and was not
     * @param code why it is only asked about, and never called again; absent: it may be called
     */
    record Asked(
            Order order, int version, int tries, @Nullable String code, Instant since) implements Refund {
        /** The gateway says that it gave something back, and not what it was asked for. */
        static final String OTHER_ANSWER = "other_answer";

        Asked tried(int tries) {
            return new Asked(order, version, tries, code, since);
        }
    }

    record Made(Order order, int version, String gatewayReference, Instant since) implements Refund {}

    record Refused(Order order, int version, String code, Instant since) implements Refund {
        @Override
        public boolean counts() {
            return false;
        }
    }

    /** As others see it. */
    default RefundView view() {
        return switch (this) {
            case Asked asked -> view(Status.ASKED, asked.code());
            case Made made -> view(Status.MADE, null);
            case Refused refused -> view(Status.REFUSED, refused.code());
        };
    }

    private RefundView view(Status status, @Nullable String code) {
        return new RefundView(
                order().refund(), order().ride(), order().rider(), order().amount(), status, code, since());
    }
}
