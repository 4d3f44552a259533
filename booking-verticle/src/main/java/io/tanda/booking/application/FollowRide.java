package io.tanda.booking.application;

import io.tanda.booking.domain.BookingDecider;
import io.tanda.booking.domain.Decision;
import io.tanda.booking.domain.FollowUp;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.RideId;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an event of another context means for a booking: load, decide, evolve; the consumer commits, with its fence. */
public final class FollowRide {
    private static final Logger log = LoggerFactory.getLogger(FollowRide.class);

    private final Bookings bookings;
    private final Policies policies;

    public FollowRide(Bookings bookings, Policies policies) {
        this.bookings = bookings;
        this.policies = policies;
    }

    /** Fails for a ride that is not booked here and for an event that contradicts the booking: the consumer tries again, then parks. */
    public Future<Unit.Builder> follow(RideId ride, FollowUp command, Instant at, Recorded recorded) {
        return bookings.find(ride)
                .map(found -> decide(
                        found.orElseThrow(() -> new IllegalStateException("ride " + ride + " is not booked here")),
                        command,
                        at.truncatedTo(ChronoUnit.MICROS),
                        recorded));
    }

    private Unit.Builder decide(StoredBooking found, FollowUp command, Instant at, Recorded recorded) {
        Change.Why why = new Change.Why(recorded.actor(), recorded.trace(), recorded.type(), policies.deadlines());
        return switch (BookingDecider.decide(command, found.booking(), at, policies)) {
            case Decision.Happened happened -> bookings.unit(Change.happened(found, happened, why));
            case Decision.Noted noted -> bookings.unit(Change.noted(found, noted, why));
            case Decision.Nothing nothing -> {
                log.debug("ride={} passed over {}: {}", recorded.aggregate(), recorded.type(), nothing.why());
                yield Unit.of();
            }
            case Decision.Alarm alarm -> {
                log.error("ride={} alarm at {}: {}", recorded.aggregate(), recorded.type(), alarm.what());
                yield Unit.of();
            }
            case Decision.Refused refused ->
                throw new IllegalStateException("an event cannot be refused: " + refused.refusal());
        };
    }
}
