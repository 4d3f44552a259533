package io.tanda.contract.dispatch;

import io.tanda.contract.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a ride would be like.
 *
 * @param meters and {@code seconds}: driving from pick-up to drop-off
 * @param fare by the tariff in force when somebody boards, for just these meters and seconds
 * @param least and {@code most}: what such a ride may cost as traffic goes, in the fare's currency; without tolls and extras
 * @param pickupSeconds until the nearest taxi that is free could be there; absent when none is near
 */
public record Estimate(
        long meters,
        long seconds,
        Fare fare,
        Money least,
        Money most,
        int taxisNear,
        @Nullable Long pickupSeconds) {}
