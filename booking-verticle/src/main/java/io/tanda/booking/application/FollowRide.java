package io.tanda.booking.application;

import io.tanda.booking.domain.BookingDecider;
import io.tanda.booking.domain.Decision;
import io.tanda.booking.domain.FollowUp;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.RideId;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.RideEvent;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.commit.Recent;
import io.tanda.platform.ops.Logged;
import io.vertx.core.Future;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an event of another context means for the booking of its ride: load, decide; the consumer commits, with its fence. */
public final class FollowRide {
    private static final Logger log = LoggerFactory.getLogger(FollowRide.class);

    /** Rides under way of a large city; about 1 kB each. */
    private static final int MAX_RECENT = 8_192;

    private final Bookings bookings;
    private final Policies policies;
    private final Recent<RideId, StoredBooking> recent = new Recent<>(MAX_RECENT);

    public FollowRide(Bookings bookings, Policies policies) {
        this.bookings = bookings;
        this.policies = policies;
    }

    /** Fails for a ride that is not booked here and for an event that contradicts the booking: the consumer tries again, then parks. */
    public Future<Effects<Change>> follow(RideEvent event, FollowUp command, Recorded recorded) {
        return recent.decide(
                event.ride(),
                written -> Future.succeededFuture(decide(written, event, command, recorded)),
                effects -> effects.change() != null,
                () -> bookings.find(event.ride())
                        .map(found -> decide(
                                found.orElseThrow(() ->
                                        new IllegalStateException("ride " + event.ride() + " is not booked here")),
                                event,
                                command,
                                recorded)));
    }

    private Effects<Change> decide(StoredBooking found, RideEvent event, FollowUp command, Recorded recorded) {
        Change.Why why = new Change.Why(recorded.actor(), recorded.trace(), recorded.type(), policies.deadlines());
        return switch (BookingDecider.decide(
                command, found.booking(), event.at().truncatedTo(ChronoUnit.MICROS), policies)) {
            case Decision.Happened happened -> kept(Change.happened(found, happened, why));
            case Decision.Noted noted -> kept(Change.noted(found, noted, why));
            case Decision.Nothing nothing -> {
                log.debug("ride={} passed over {}: {}", event.ride(), recorded.type(), nothing.why());
                yield Effects.none();
            }
            case Decision.Alarm alarm -> {
                log.atError()
                        .addKeyValue(Logged.RIDE, event.ride())
                        .addKeyValue(Logged.TRACE, Logged.traceId(recorded.trace()))
                        .log("ride={} alarm at {}: {}", event.ride(), recorded.type(), alarm.what());
                yield Effects.none();
            }
            case Decision.Refused refused ->
                throw new IllegalStateException("an event cannot be refused: " + refused.refusal());
        };
    }

    private Effects<Change> kept(Change change) {
        return Effects.of(change).afterwards(() -> recent.keep(change.ride(), change.after()));
    }
}
