package io.tanda.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant asks of the gateway: to give back a part or all of what a charge took.
 *
 * @param charge the gateway's own id of the charge
 * @param metadata as of a charge
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RefundRequest(
        String charge,
        ChargeRequest.Amount amount,
        @Nullable Map<String, String> metadata) {
    static final String PREFIX = "re_";

    RefundRequest(String charge, ChargeRequest.Amount amount) {
        this(charge, amount, null);
    }

    RefundRequest {
        ChargeRequest.requireReference("charge", charge);
        if (amount.minorUnits() == 0) throw new IllegalArgumentException("a refund is of 1 minor unit at least");
    }
}
