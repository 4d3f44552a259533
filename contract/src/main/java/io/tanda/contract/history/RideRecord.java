package io.tanda.contract.history;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.payment.PaymentView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ride, joined from booking, dispatch and payment (A11). What a context has not told yet is absent.
 *
 * @param review why somebody looks at the fare before anything is charged; absent = it is charged
 * @param payment what became of the fare's charge, as {@code paid}
 * @param refunded what the gateway has given back of the ride, all refunds together; absent = nothing
 * @param alarm why somebody should look at the ride now; absent = it goes its way
 * @param alarmSince with {@code alarm}: when it was raised
 * @param pickupAt when the taxi is wanted; absent = as soon as it could be there
 * @param besideFare tip and fee, by purpose; none in what was said before there were any
 */
public record RideRecord(
        RideId id,
        @Nullable RiderId rider,
        @Nullable DriverId driver,
        @Nullable TaxiId taxi,
        @Nullable String plate,
        @Nullable RideStatus status,
        @Nullable Place pickup,
        @Nullable Place dropoff,
        @Nullable Integer passengers,
        @Nullable Instant requestedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant arrivedAt,
        @Nullable Instant pickedUpAt,
        @Nullable Instant droppedOffAt,
        @Nullable Instant endedAt,
        @Nullable Long meters,
        @Nullable Fare fare,
        @Nullable String review,
        PaymentView.@Nullable Status payment,
        @Nullable Money paid,
        @Nullable Money refunded,
        @Nullable String reason,
        @Nullable RideAlarm alarm,
        @Nullable Instant alarmSince,
        @Nullable Instant pickupAt,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<RideCharge> besideFare) {}
