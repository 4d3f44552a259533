package io.tanda.contract.booking;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tanda.contract.AboutRide;
import io.tanda.contract.Phone;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Act;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an operator does with a booking. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BookingDesk.Book.class, name = "book"),
    @JsonSubTypes.Type(value = BookingDesk.Cancel.class, name = "cancel")
})
public sealed interface BookingDesk extends AboutRide, Act {
    @Override
    default UUID about() {
        return ride().value();
    }

    /**
     * A1, for somebody on the phone: who called from this number before is the same rider.
     *
     * @param ride minted by whoever asks, as with {@link BookingCommand.RequestRide}, and so all else
     */
    record Book(
            RideId ride,
            Phone phone,
            Place pickup,
            Place dropoff,
            int passengers,
            PaymentMethod paymentMethod,
            int searchSeconds,
            @Nullable Instant pickupAt,
            String reason)
            implements BookingDesk {
        @Override
        public String act() {
            return "book-for-caller";
        }
    }

    /** R17: as a rider's cancellation, and free of charge. */
    record Cancel(RideId ride, String reason) implements BookingDesk {
        @Override
        public String act() {
            return "cancel-booking";
        }
    }
}
