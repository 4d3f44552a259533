package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingEvent.RideRequested;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.event.Recorded;
import io.tanda.dispatch.call.domain.CallCommand;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Decision;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.commit.Effects;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** What a booking's events mean for its call. */
public final class FollowBooking {
    private final InstantSource clock;
    private final Rides rides;
    private final CallDecider decider;
    private final MakeOffers makeOffers;
    private final OfferRounds rounds;
    private final CallMeters meters;

    public FollowBooking(
            InstantSource clock,
            Rides rides,
            CallDecider decider,
            MakeOffers makeOffers,
            OfferRounds rounds,
            CallMeters meters) {
        this.clock = clock;
        this.rides = rides;
        this.decider = decider;
        this.makeOffers = makeOffers;
        this.rounds = rounds;
        this.meters = meters;
    }

    public Future<Effects<Change>> open(RideRequested requested, Recorded recorded) {
        Cause cause = Cause.of(recorded, clock.instant());
        return decider.open(requested, cause.at())
                .map(opened -> open(opened, requested, cause))
                .orElseGet(FollowBooking::nothing);
    }

    private Future<Effects<Change>> open(CallOpened opened, RideRequested requested, Cause cause) {
        return makeOffers
                .first(
                        CallDecider.opened(
                                opened, requested.passengers(), requested.paymentMethod(), requested.paymentMethodId()),
                        cause.at())
                .map(first -> Effects.<Change>of(new Change.Opened(opened, first, cause))
                        .afterwards(() -> {
                            meters.opened();
                            rounds.held(first);
                        }));
    }

    /**
     * A call that was never opened (its booking had expired) has nothing to withdraw.
     *
     * @param answered whether somebody waits for an answer: a cancellation does, an expiry does not
     */
    public Future<Effects<Change>> withdraw(RideId ride, boolean answered, Recorded recorded) {
        return rides.find(ride)
                .compose(found -> found.map(call ->
                                withdraw(call, new CallCommand.Withdraw(answered), Cause.of(recorded, clock.instant())))
                        .orElseGet(FollowBooking::nothing));
    }

    private Future<Effects<Change>> withdraw(Found found, CallCommand.Withdraw command, Cause cause) {
        return switch (decider.decide(command, found.ride(), cause.at())) {
            case Decision.Refused refused -> nothing();
            case Decision.Decided decided when decided.events().isEmpty() -> nothing();
            case Decision.Decided decided ->
                waiting(found)
                        .map(waiting -> Effects.<Change>of(
                                        Change.Moved.of(found, decided.events(), waiting, null, cause))
                                .afterwards(() -> {
                                    rounds.over(found.ride().id());
                                    meters.withdrawn();
                                    meters.offers(Offer.Status.WITHDRAWN, waiting.size());
                                }));
        };
    }

    private Future<List<SentOffer>> waiting(Found found) {
        return found.ride() instanceof Ride.Open open ? rides.waiting(open.id()) : Future.succeededFuture(List.of());
    }

    private static Future<Effects<Change>> nothing() {
        return Future.succeededFuture(Effects.none());
    }
}
