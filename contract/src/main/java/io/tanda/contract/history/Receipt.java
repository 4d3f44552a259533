package io.tanda.contract.history;

import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.dispatch.Fare;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rider has paid for a ride and why: what is signed (ADR 39). There is one as soon as something is paid. What was not driven has no
 * driver's part.
 *
 * @param pickup with the name that the rider gave it, as {@code dropoff}
 * @param fare what the ride costs, in lines that add up; absent where nobody was driven
 * @param tax the fare's lines of tax together; absent where the tariff has none
 * @param charges what is paid, each by itself: the fare first, then tip and fee
 * @param paid all of it, a sum for each currency, in the order of {@code charges}
 * @param refunded what the gateway has given back since, all refunds together; absent = nothing
 */
public record Receipt(
        RideId ride,
        RiderId rider,
        @Nullable DriverId driver,
        @Nullable String plate,
        @Nullable Place pickup,
        @Nullable Place dropoff,
        Instant requestedAt,
        @Nullable Instant pickedUpAt,
        @Nullable Instant droppedOffAt,
        @Nullable Long meters,
        @Nullable Fare fare,
        @Nullable Money tax,
        List<RideCharge> charges,
        List<Money> paid,
        @Nullable Money refunded) {
    public Receipt {
        charges = List.copyOf(charges);
        paid = List.copyOf(paid);
    }
}
