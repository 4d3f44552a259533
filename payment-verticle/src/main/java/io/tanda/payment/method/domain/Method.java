package io.tanda.payment.method.domain;

import io.tanda.contract.MethodId;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodView;
import java.time.Instant;

/** One payment method of a rider, registered. */
public sealed interface Method {
    MethodId id();

    MethodKind kind();

    /** Domain time. */
    Instant registeredAt();

    /** A card or an account: the gateway charges it by its token. */
    record AtGateway(MethodId id, MethodKind kind, GatewayToken token, Instrument instrument, Instant registeredAt)
            implements Method {
        public AtGateway {
            if (kind == MethodKind.CASH) throw new IllegalArgumentException("the gateway takes no cash");
        }
    }

    record Cash(MethodId id, Instant registeredAt) implements Method {
        @Override
        public MethodKind kind() {
            return MethodKind.CASH;
        }
    }

    /** As its rider sees it. @param usual whether it is the default */
    default MethodView view(boolean usual) {
        return switch (this) {
            case AtGateway held ->
                new MethodView(
                        held.id(),
                        held.kind(),
                        held.instrument().brand(),
                        held.instrument().lastFour(),
                        held.instrument().expiry(),
                        usual,
                        held.registeredAt());
            case Cash cash -> new MethodView(cash.id(), cash.kind(), null, null, null, usual, cash.registeredAt());
        };
    }
}
