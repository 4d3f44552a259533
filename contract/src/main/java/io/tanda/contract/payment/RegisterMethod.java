package io.tanda.contract.payment;

import io.tanda.contract.MethodId;
import io.tanda.contract.RiderId;
import org.jspecify.annotations.Nullable;

/**
 * A rider registers a payment method (C1). What the gateway does not verify is not registered.
 *
 * @param method minted by the caller
 * @param token of a card or an account; absent for cash
 */
public record RegisterMethod(
        RiderId rider,
        MethodId method,
        MethodKind kind,
        @Nullable GatewayToken token) {
    public RegisterMethod {
        if ((token == null) != (kind == MethodKind.CASH))
            throw new IllegalArgumentException("a card or an account has a token, cash has none");
    }
}
