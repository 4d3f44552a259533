package io.tanda.booking.domain;

import io.tanda.contract.MethodId;
import io.tanda.contract.payment.MethodKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rider can pay with, as payment has told it.
 *
 * @param methods those that are registered and not removed
 * @param usual the default; absent: none
 */
public record Payer(
        Map<MethodId, MethodKind> methods, @Nullable MethodId usual) {
    /** Of somebody who was never heard of. */
    public static final Payer NOBODY = new Payer(Map.of(), null);

    public Payer {
        methods = Map.copyOf(methods);
    }
}
