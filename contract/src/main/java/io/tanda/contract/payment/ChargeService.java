package io.tanda.contract.payment;

import io.tanda.contract.AboutRide;
import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another context has something charged before it gives it (ADR 40). Asking twice charges once, and tells what has become of it; what was
 * declined stays declined. While the gateway is left alone it is refused with {@code gateway_unavailable}, and nothing is written down.
 *
 * @param service the id of what is sold: the charge's own, and its aggregate's in payment's topic
 * @param ride that it has to do with; never {@code service} itself
 * @param paymentMethodId what the gateway charges; absent = the rider's default
 * @param driver who gets what is left after the commission, as of a fare; absent: all of it is the company's
 */
public record ChargeService(
        UUID service,
        RideId ride,
        RiderId rider,
        Money amount,
        @Nullable MethodId paymentMethodId,
        @Nullable DriverId driver)
        implements AboutRide {}
