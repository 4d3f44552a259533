package io.tanda.booking.domain;

import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the search for a taxi tells of the area of the pick-up (A6). */
public sealed interface SearchEnd {
    Instant at();

    /** Nobody took the call. */
    record WithoutTaxi(RiderId rider, Instant at) implements SearchEnd {}

    /** A driver took the call, or had it and gave it back: there are taxis. */
    record WithTaxi(Instant at) implements SearchEnd {}

    /** @return absent: the event tells nothing of taxis, or the search was too short to */
    static @Nullable SearchEnd of(Trip trip, BookingEvent event) {
        if (event instanceof BookingEvent.NoDriversAvailable none) {
            Duration searched = Duration.between(trip.requestedAt(), none.at());
            return searched.compareTo(AdmissionPolicy.LEAST_SEARCH) < 0
                    ? null
                    : new WithoutTaxi(trip.rider(), none.at());
        }
        return event instanceof BookingEvent.DriverAssigned || event instanceof BookingEvent.DriverLost
                ? new WithTaxi(event.at())
                : null;
    }
}
