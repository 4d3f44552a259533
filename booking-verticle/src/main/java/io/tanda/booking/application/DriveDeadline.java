package io.tanda.booking.application;

import io.tanda.booking.domain.Booking;
import io.tanda.booking.domain.BookingDecider;
import io.tanda.booking.domain.Decision;
import io.tanda.booking.domain.FollowUp;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.Actor;
import io.tanda.contract.RideId;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.ops.Logged;
import io.tanda.platform.time.DeadlineHandler;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A booking's state has lasted as long as it may. Before anything is concluded from others' silence they are asked: after an outage
 * the deadlines are due before the events of the meantime have been read.
 */
public final class DriveDeadline implements DeadlineHandler {
    /** The one kind of deadline a booking has: its state's. The state tells what it is for. */
    public static final String STATE = "state";

    private static final Logger log = LoggerFactory.getLogger(DriveDeadline.class);

    private final Bookings bookings;
    private final Commits<Change> commits;
    private final Neighbours neighbours;
    private final Policies policies;
    private final InstantSource clock;

    public DriveDeadline(
            Bookings bookings, Commits<Change> commits, Neighbours neighbours, Policies policies, InstantSource clock) {
        this.bookings = bookings;
        this.commits = commits;
        this.neighbours = neighbours;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public Future<Void> due(UUID aggregate, Instant due) {
        RideId ride = new RideId(aggregate);
        return Attempts.whileStale(() -> bookings.find(ride)
                .map(found ->
                        found.orElseThrow(() -> new IllegalStateException("ride " + ride + " is not booked here")))
                .compose(this::drive));
    }

    private Future<Void> drive(StoredBooking found) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return decide(found, new FollowUp.CheckTime(), at).compose(decision -> commit(found, decision, at));
    }

    private Future<Decision> decide(StoredBooking found, FollowUp command, Instant at) {
        Decision decision = BookingDecider.decide(command, found.booking(), at, policies);
        RideId ride = found.booking().trip().ride();
        return switch (decision) {
            case Decision.Happened happened
            when happened.after() instanceof Booking.Ended ->
                // To be told that it takes longer is no end. Fails while dispatch does not answer at the moment, and
                // the sweeper comes again: for A5 it must be down.
                neighbours
                        .knownToDispatch(ride)
                        .map(known ->
                                known ? new Decision.Alarm("dispatch knows of it, but its events lag") : decision);
            case Decision.Alarm alarm
            when found.booking() instanceof Booking.Settling ->
                neighbours.fare(ride).otherwise(Optional.empty()).map(fare -> settled(found, fare, at, alarm));
            default -> Future.succeededFuture(decision);
        };
    }

    private Decision settled(StoredBooking found, Optional<FollowUp> fare, Instant at, Decision.Alarm otherwise) {
        return fare.map(known -> BookingDecider.decide(known, found.booking(), at, policies))
                .orElse(otherwise);
    }

    private Future<Void> commit(StoredBooking found, Decision decision, Instant at) {
        Change.Why why = new Change.Why(Actor.SYSTEM, null, "deadline", policies.deadlines());
        return switch (decision) {
            case Decision.Happened happened -> commits.commit(Change.happened(found, happened, why));
            case Decision.Noted noted -> commits.commit(Change.noted(found, noted, why));
            // Moved meanwhile, or ended: the deadline is set once more as the state wants it.
            case Decision.Nothing nothing -> commits.commit(Change.none(found, why));
            case Decision.Alarm alarm -> {
                RideId ride = found.booking().trip().ride();
                log.atWarn()
                        .addKeyValue(Logged.RIDE, ride)
                        .log(
                                "ride={} overdue in {} since {}: {}",
                                ride,
                                found.booking().status().wireName(),
                                policies.deadlines().of(found.booking()),
                                alarm.what());
                yield commits.commit(Change.none(found, why)
                        .dueAgain(at.plus(policies.deadlines().again())));
            }
            case Decision.Refused refused ->
                throw new IllegalStateException("time cannot be refused: " + refused.refusal());
        };
    }
}
