package io.tanda.contract.booking;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tanda.contract.AboutRide;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.Person;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rider asks of the booking context. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BookingCommand.RequestRide.class, name = "request-ride"),
    @JsonSubTypes.Type(value = BookingCommand.CancelBooking.class, name = "cancel-booking")
})
public sealed interface BookingCommand extends AboutRide {
    int MAX_PASSENGERS = 8;
    /** A5: how long a taxi is looked for, unless the rider consents to longer. */
    int SEARCH_SECONDS = 60;

    int MIN_SEARCH_SECONDS = 10;
    /** Of a search window, left to the answer on its way from dispatch to the rider: a search ends so much earlier (A5). */
    int ANSWER_SECONDS = 3;

    int MAX_SEARCH_SECONDS = 900;
    /** R2: a ride for later is asked for at least so long ahead, and at most a week. */
    int LEAST_AHEAD_SECONDS = 1_800;

    int MOST_AHEAD_SECONDS = 604_800;
    /** So long before its pick-up a ride for later is offered: the rider is told of its taxi, or that there is none, before he is on the street. */
    int OFFERED_AHEAD_SECONDS = 1_200;
    /** And so long before it the search ends: he can still go another way. */
    int ANSWERED_AHEAD_SECONDS = 300;

    int REASON_MAX_CHARACTERS = 200;

    RiderId rider();

    /**
     * A1. The caller mints {@code ride}.
     *
     * @param passengers 1 to {@link #MAX_PASSENGERS}
     * @param searchSeconds {@link #MIN_SEARCH_SECONDS} to {@link #MAX_SEARCH_SECONDS}; of a ride for later without meaning
     * @param pickupAt when the taxi is wanted, {@link #LEAST_AHEAD_SECONDS} to {@link #MOST_AHEAD_SECONDS} from now (R2); absent = now
     * @param person for the driver; absent = he is told none
     * @param paymentMethodId what the gateway charges; absent = the rider's default
     */
    record RequestRide(
            RideId ride,
            RiderId rider,
            Place pickup,
            Place dropoff,
            int passengers,
            PaymentMethod paymentMethod,
            int searchSeconds,
            @Nullable Instant pickupAt,
            @Nullable Person person,
            @Nullable MethodId paymentMethodId)
            implements BookingCommand {
        /** With the rider's default. */
        public RequestRide(
                RideId ride,
                RiderId rider,
                Place pickup,
                Place dropoff,
                int passengers,
                PaymentMethod paymentMethod,
                int searchSeconds,
                @Nullable Instant pickupAt,
                @Nullable Person person) {
            this(ride, rider, pickup, dropoff, passengers, paymentMethod, searchSeconds, pickupAt, person, null);
        }

        /** For now. */
        public RequestRide(
                RideId ride,
                RiderId rider,
                Place pickup,
                Place dropoff,
                int passengers,
                PaymentMethod paymentMethod,
                int searchSeconds) {
            this(ride, rider, pickup, dropoff, passengers, paymentMethod, searchSeconds, null, null);
        }

        public RequestRide {
            if (passengers < 1 || passengers > MAX_PASSENGERS)
                throw new IllegalArgumentException("passengers must be from 1 to " + MAX_PASSENGERS);
            if (searchSeconds < MIN_SEARCH_SECONDS || searchSeconds > MAX_SEARCH_SECONDS)
                throw new IllegalArgumentException(
                        "searchSeconds must be from " + MIN_SEARCH_SECONDS + " to " + MAX_SEARCH_SECONDS);
        }
    }

    /**
     * A9. Answered with {@code cancel_pending}; asking again is harmless.
     *
     * @param ifVersionIn the versions the rider decided on, from If-Match; absent = whatever it is. One alone is no list on the wire
     * @param feeUpTo what the rider agrees to pay for it; absent = nothing. Never more is charged than is due
     */
    record CancelBooking(
            RideId ride,
            RiderId rider,
            @Nullable String reason,

            @JsonProperty("ifVersion")
            @JsonFormat(
                    with = {
                        JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                        JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                    })
            @Nullable
            List<Integer> ifVersionIn,

            @Nullable Money feeUpTo)
            implements BookingCommand {
        /** As long as it is free. */
        public CancelBooking(RideId ride, RiderId rider, @Nullable String reason, @Nullable List<Integer> ifVersionIn) {
            this(ride, rider, reason, ifVersionIn, null);
        }
    }
}
