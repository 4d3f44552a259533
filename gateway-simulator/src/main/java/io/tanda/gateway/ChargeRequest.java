package io.tanda.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant asks of the gateway.
 *
 * @param rider who pays, as the merchant names them; the gateway does not look at it
 * @param ride what the merchant files it under; the gateway does not look at it
 * @param token of what is charged, as for an authorization; absent: what the gateway has of the rider
 * @param metadata what else the merchant wants to find it by, in the shapes that have such; absent: nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChargeRequest(
        String rider,
        String ride,
        Amount amount,
        @Nullable String token,
        @Nullable Map<String, String> metadata) {
    static final String PREFIX = "ch_";
    private static final int MAX_REFERENCE_CHARACTERS = 64;

    ChargeRequest {
        requireReference("rider", rider);
        requireReference("ride", ride);
        if (token != null) requireReference("token", token);
    }

    ChargeRequest(String rider, String ride, Amount amount, @Nullable String token) {
        this(rider, ride, amount, token, null);
    }

    /**
     * @param minorUnits in the currency's smallest unit; never negative
     * @param currency ISO 4217 code
     */
    record Amount(long minorUnits, String currency) {
        Amount {
            if (minorUnits < 0) throw new IllegalArgumentException("an amount is never negative: " + minorUnits);
            if (currency.length() != 3)
                throw new IllegalArgumentException("currency is an ISO 4217 code, not " + currency);
        }
    }

    /** Why it is declined for what is charged; absent: it is not. */
    @Nullable
    String refusal() {
        return token == null ? null : AuthorizationRequest.refusal(token);
    }

    static void requireReference(String name, String reference) {
        if (reference.isBlank() || reference.length() > MAX_REFERENCE_CHARACTERS)
            throw new IllegalArgumentException(
                    name + " must have 1 to " + MAX_REFERENCE_CHARACTERS + " characters, not " + reference.length());
    }
}
