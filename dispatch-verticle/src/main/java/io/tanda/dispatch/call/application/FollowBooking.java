package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.event.Recorded;
import io.tanda.dispatch.call.domain.CallCommand;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Decision;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.events.EventHandler;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What a booking's events mean for its call. */
public final class FollowBooking implements EventHandler<BookingEvent> {
    private final InstantSource clock;
    private final Rides rides;
    private final CallDecider decider;
    private final OfferRounds rounds;
    private final DispatchMeters meters;

    public FollowBooking(
            InstantSource clock, Rides rides, CallDecider decider, OfferRounds rounds, DispatchMeters meters) {
        this.clock = clock;
        this.rides = rides;
        this.decider = decider;
        this.rounds = rounds;
        this.meters = meters;
    }

    @Override
    public Future<Unit.Builder> handle(BookingEvent event, Recorded recorded) {
        return switch (event) {
            case BookingEvent.RideRequested requested -> open(requested, recorded);
            case BookingEvent.CancelRequested cancel -> withdraw(cancel.ride(), true, recorded);
            // A booking that ended without us: a call that is still open or a driver who is under way must not outlive
            // it (A5).
            case BookingEvent.RideExpired expired -> withdraw(expired.ride(), false, recorded);
            case BookingEvent.RideCanceled canceled -> withdraw(canceled.ride(), false, recorded);
            case BookingEvent.NoDriversAvailable none -> withdraw(none.ride(), false, recorded);
            case BookingEvent.SearchDelayed ignored -> nothing();
            case BookingEvent.DriverAssigned ignored -> nothing();
            case BookingEvent.DriverArrived ignored -> nothing();
            case BookingEvent.DriverLost ignored -> nothing();
            case BookingEvent.RideStarted ignored -> nothing();
            case BookingEvent.RideDroppedOff ignored -> nothing();
            case BookingEvent.RideCompleted ignored -> nothing();
            case BookingEvent.CancelRejected ignored -> nothing();
        };
    }

    private Future<Unit.Builder> open(BookingEvent.RideRequested requested, Recorded recorded) {
        Instant now = clock.instant();
        Optional<CallOpened> opening = decider.open(requested, now);
        if (opening.isEmpty()) return nothing();
        CallOpened opened = opening.get();
        Ride.Open call = CallDecider.opened(opened, requested.passengers());
        return rounds.first(call, now)
                .map(first -> rides.opening(Unit.of(), opened, first, recorded).afterwards(() -> {
                    meters.opened();
                    rounds.held(first, now);
                }));
    }

    /** A call that was never opened (its booking had expired) has nothing to withdraw. */
    private Future<Unit.Builder> withdraw(RideId ride, boolean answered, Recorded recorded) {
        return rides.find(ride)
                .compose(found -> found.isEmpty()
                        ? nothing()
                        : withdraw(found.get(), new CallCommand.Withdraw(answered), recorded));
    }

    private Future<Unit.Builder> withdraw(Found found, CallCommand.Withdraw command, Recorded recorded) {
        Instant now = clock.instant();
        return switch (decider.decide(command, found.ride(), now)) {
            case Decision.Refused refused -> nothing();
            case Decision.Decided decided when decided.events().isEmpty() -> nothing();
            case Decision.Decided decided ->
                waiting(found).map(waiting -> {
                    Change change =
                            Change.of(found, decided.events(), waiting, null, recorded.actor(), recorded.trace(), now);
                    return rides.changing(Unit.of(), change).afterwards(() -> meters.withdrawn(waiting.size()));
                });
        };
    }

    private Future<List<SentOffer>> waiting(Found found) {
        return found.ride() instanceof Ride.Open
                ? rides.waiting(found.ride().call().id())
                : Future.succeededFuture(List.of());
    }

    private static Future<Unit.Builder> nothing() {
        return Future.succeededFuture(Unit.of());
    }
}
