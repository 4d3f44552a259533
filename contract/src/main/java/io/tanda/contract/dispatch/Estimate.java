package io.tanda.contract.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * What a ride would be like.
 *
 * @param meters and {@code seconds}: driving from pick-up to drop-off
 * @param fare by the tariff in force now
 * @param pickupSeconds until the nearest taxi that is free could be there; absent when none is near
 */
public record Estimate(
        long meters,
        long seconds,
        Fare fare,
        int taxisNear,
        @Nullable Long pickupSeconds) {}
