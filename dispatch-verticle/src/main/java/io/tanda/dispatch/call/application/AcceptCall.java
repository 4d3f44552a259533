package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.dispatch.RideDesk;
import io.tanda.dispatch.call.domain.CallCommand;
import io.tanda.dispatch.call.domain.CallCommand.Standing;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Decision;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.fleet.Driver;
import io.tanda.dispatch.fleet.Drivers;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A3: a driver takes a call, offered to him or found in the list; exactly one gets it. */
public final class AcceptCall {
    private final Turns turns;
    private final Rides rides;
    private final Drivers drivers;
    private final CallDecider decider;
    private final Pickups pickups;
    private final OfferRounds rounds;
    private final CallMeters meters;

    public AcceptCall(
            Turns turns,
            Rides rides,
            Drivers drivers,
            CallDecider decider,
            Pickups pickups,
            OfferRounds rounds,
            CallMeters meters) {
        this.turns = turns;
        this.rides = rides;
        this.drivers = drivers;
        this.decider = decider;
        this.pickups = pickups;
        this.rounds = rounds;
        this.meters = meters;
    }

    public Future<Reply<DriverRide>> offered(Request<?> request, RideCommand.AcceptOffer accept) {
        return rides.offer(accept.offer())
                .compose(offer -> offer.filter(found -> found.driver().equals(accept.driver()))
                        .map(found -> accept(request, found.ride(), accept.driver(), found.id()))
                        .orElseGet(() -> turns.refuse(request, Refusal.NOT_FOUND, "you have no such offer")));
    }

    public Future<Reply<DriverRide>> listed(Request<?> request, RideCommand.AcceptCall accept) {
        return accept(request, accept.ride(), accept.driver(), null);
    }

    /** By an operator's hand. An offer that the driver has is answered by it. */
    public Future<Reply<DriverRide>> assigned(Request<?> request, RideDesk.Assign assign) {
        return accept(request, assign.ride(), assign.driver(), null);
    }

    private Future<Reply<DriverRide>> accept(
            Request<?> request, RideId ride, DriverId driver, @Nullable OfferId answered) {
        Cause cause = Cause.of(request);
        return turns.take(request, ride, found -> {
            // Most who come too late are told so without another look.
            if (!(found.ride() instanceof Ride.Open open))
                return Future.succeededFuture(
                        late(found, new CallCommand.Accept(driver, new Standing.OffDuty(), cause.at()), cause));
            return Future.all(drivers.find(driver), rides.offers(ride), pickups.seen(open, driver, cause.at()))
                    .map(known -> {
                        Optional<Driver> by = known.resultAt(0);
                        CallOffers offers = new CallOffers(known.resultAt(1));
                        Optional<Instant> there = known.resultAt(2);
                        return by.map(his -> accept(found, open, his, offers, answered, there, cause))
                                .orElseGet(() -> Outcome.refused(Refusal.NOT_FOUND, "you are not in the fleet"));
                    });
        });
    }

    private Outcome<Change, DriverRide> late(Found found, CallCommand.Accept command, Cause cause) {
        return switch (decider.decide(command, found.ride(), cause.at())) {
            case Decision.Refused refused -> Outcome.refused(refused.refusal(), refused.detail());
            case Decision.Decided his -> Outcome.unchanged(RideView.of(found));
        };
    }

    private Outcome<Change, DriverRide> accept(
            Found found,
            Ride.Open open,
            Driver driver,
            CallOffers offers,
            @Nullable OfferId id,
            Optional<Instant> there,
            Cause cause) {
        Instant now = cause.at();
        Optional<StoredOffer> answered = offers.find(id);
        CallCommand.Accept command = new CallCommand.Accept(
                driver.id(),
                standing(driver, offers.gaveBack(driver.id()), answered, now),
                Pickups.eta(there, answered, now));
        return switch (decider.decide(command, open, now)) {
            case Decision.Refused refused -> Outcome.refused(refused.refusal(), refused.detail());
            case Decision.Decided decided -> {
                Change.Taken taken = new Change.Taken(
                        answered.map(offer -> offer.with(Offer.Status.ACCEPTED))
                                .orElseGet(() -> made(open, driver.id(), offers, now)),
                        driver);
                Change.Moved change = Change.Moved.of(found, decided.events(), offers.waiting(), taken, cause);
                yield Outcome.<Change, DriverRide>changed(change, RideView.of(change.after()))
                        .afterwards(() -> {
                            rounds.over(open.id());
                            meters.dispatched(Duration.between(open.order().openedAt(), now));
                            meters.offers(Offer.Status.ACCEPTED, 1);
                            meters.offers(
                                    Offer.Status.SUPERSEDED, change.closed().size());
                        });
            }
        };
    }

    private static Standing standing(Driver driver, boolean gaveBack, Optional<StoredOffer> answered, Instant now) {
        if (driver.on() != null) return new Standing.OnAnotherRide();
        if (!driver.mayWork()) return new Standing.Suspended();
        if (driver.taxi() == null) return new Standing.OffDuty();
        if (gaveBack) return new Standing.GaveItBack();
        if (answered.isPresent() && !answered.get().isOpen(now)) return new Standing.OfferIsClosed();
        return new Standing.OnDuty(
                driver.taxi().id(), driver.taxi().plate(), driver.taxi().seats());
    }

    /** The offer that stands for the acceptance of a call from the list. */
    private StoredOffer made(Ride.Open open, DriverId driver, CallOffers offers, Instant now) {
        return new StoredOffer(
                offers.waitingFor(driver).orElseGet(OfferId::next),
                open.id(),
                driver,
                open.attempt(),
                Offer.Status.ACCEPTED,
                pickups.metersAway(open, driver, now),
                0,
                now,
                now,
                true);
    }
}
