package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.payment.Purpose;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One charge of a ride: its events are counted by themselves, whatever else the ride is charged for. A service is charged by the id of what was
 * sold.
 */
public record ChargeId(@JsonValue UUID value) implements Id {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChargeId {}

    /**
     * The one charge of a ride for this purpose: whoever asks for it names the same.
     *
     * @param ride for a service the id of what was sold, in the place of a ride's
     */
    public static ChargeId of(RideId ride, Purpose purpose) {
        UUID id = ride.value();
        return new ChargeId(new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ apart(purpose)));
    }

    /**
     * What tells a ride's charges apart, for good: bits at random, below those by which an id says what it is and how old, so that what is kept for
     * a time is kept as long as the ride's.
     */
    private static long apart(Purpose purpose) {
        return switch (purpose) {
            // Journals and fences have counted it by the ride's id since before charges had ids of their own.
            case FARE -> 0;
            // It is found by the id of what was sold.
            case SERVICE -> 0;
            case TIP -> 0x0b1e_93c5_6fd2_7a48L;
            case CANCELLATION_FEE -> 0x173d_20ae_b894_c61fL;
            case NO_SHOW_FEE -> 0x09a7_5ce1_3408_fd6bL;
        };
    }

    /** What this charge of the ride is for: what is none of the ride's own is a service's. */
    public Purpose purposeOf(RideId ride) {
        for (Purpose purpose : Purpose.OF_RIDE) if (equals(of(ride, purpose))) return purpose;
        return Purpose.SERVICE;
    }

    /** What an event says, or what it meant when events did not say so: then there was the fare's charge alone. */
    public static ChargeId orFare(@Nullable ChargeId told, RideId ride) {
        return told == null ? of(ride, Purpose.FARE) : told;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
