package io.tanda.payment.charge.domain;

import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.ChargeService;
import io.tanda.contract.payment.Purpose;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is owed by whom and for what: fixed for the life of a charge, so that a key never changes its amount.
 *
 * @param method what the gateway charges, as the ride was booked; absent = the rider's default
 * @param driver who earns it; absent: it is of before that was asked for, or a fee
 * @param sold the id of what another context sold; absent: it is a charge of the ride's own
 */
public record Claim(
        RideId ride,
        RiderId rider,
        Purpose purpose,
        Money amount,
        @Nullable MethodId method,
        @Nullable DriverId driver,
        @Nullable UUID sold) {
    /** To the rider's default. */
    public Claim(RideId ride, RiderId rider, Purpose purpose, Money amount) {
        this(ride, rider, purpose, amount, null);
    }

    public Claim(RideId ride, RiderId rider, Purpose purpose, Money amount, @Nullable MethodId method) {
        this(ride, rider, purpose, amount, method, null);
    }

    /** Of the ride's own. */
    public Claim(
            RideId ride,
            RiderId rider,
            Purpose purpose,
            Money amount,
            @Nullable MethodId method,
            @Nullable DriverId driver) {
        this(ride, rider, purpose, amount, method, driver, null);
    }

    /** What another context sold. */
    public static Claim of(ChargeService asked) {
        return new Claim(
                asked.ride(),
                asked.rider(),
                Purpose.SERVICE,
                asked.amount(),
                asked.paymentMethodId(),
                asked.driver(),
                asked.service());
    }

    /** @param charge of whose event it is */
    static Claim of(
            ChargeId charge,
            RideId ride,
            RiderId rider,
            Purpose purpose,
            Money amount,
            @Nullable MethodId method,
            @Nullable DriverId driver) {
        UUID sold = purpose == Purpose.SERVICE ? charge.value() : null;
        return new Claim(ride, rider, purpose, amount, method, driver, sold);
    }

    /** By which it is kept and asked for, with its purpose: the ride's id, or in its place that of what was sold. */
    public RideId key() {
        return sold == null ? ride : new RideId(sold);
    }

    /** Whether the same is claimed: a charge of before that was asked for does not say for whom. */
    boolean isSame(Claim other) {
        return by(null).equals(other.by(null));
    }

    private Claim by(@Nullable DriverId who) {
        return new Claim(ride, rider, purpose, amount, method, who, sold);
    }

    /** The charge that this is claimed by. */
    public ChargeId charge() {
        return ChargeId.of(key(), purpose);
    }
}
