package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.dispatch.call.domain.CallCommand;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Decision;
import io.tanda.dispatch.call.domain.EtaEstimator;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.fleet.Driver;
import io.tanda.dispatch.fleet.Drivers;
import io.tanda.dispatch.position.TaxiPositions;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a driver does: load, decide, evolve, commit; again when somebody was faster. */
public final class HandleRideCommand {
    /** Told as arrival when nobody knows where the taxi is. */
    private static final Duration UNKNOWN_PICKUP = Duration.ofMinutes(10);

    private final Store store;
    private final Rides rides;
    private final Drivers drivers;
    private final TaxiPositions positions;
    private final CallDecider decider;
    private final EtaEstimator eta;
    private final OfferRounds rounds;
    private final SettleFare settleFare;
    private final Mailboxes mailboxes;
    private final DispatchMeters meters;

    public HandleRideCommand(
            Store store,
            Rides rides,
            Drivers drivers,
            TaxiPositions positions,
            CallDecider decider,
            OfferRounds rounds,
            SettleFare settleFare,
            DispatchMeters meters) {
        this.store = store;
        this.rides = rides;
        this.drivers = drivers;
        this.positions = positions;
        this.decider = decider;
        this.eta = decider.eta();
        this.rounds = rounds;
        this.settleFare = settleFare;
        this.mailboxes = rounds.mailboxes();
        this.meters = meters;
    }

    public Future<Reply<DriverRide>> handle(Request<RideCommand> request) {
        return switch (request.body()) {
            case RideCommand.AcceptOffer accept -> acceptOffer(request, accept);
            case RideCommand.AcceptCall accept -> accept(request, accept.ride(), accept.driver(), null);
            case RideCommand.Arrive arrive -> step(request, arrive.ride(), new CallCommand.Arrive(arrive.driver()));
            case RideCommand.PickUp pickUp -> step(request, pickUp.ride(), new CallCommand.PickUp(pickUp.driver()));
            case RideCommand.DropOff dropOff ->
                step(
                                request,
                                dropOff.ride(),
                                new CallCommand.DropOff(dropOff.driver(), dropOff.where(), dropOff.meters()))
                        .compose(reply -> settleFare.settle(request, reply));
            case RideCommand.GiveBack giveBack -> giveBack(request, giveBack);
        };
    }

    private Future<Reply<DriverRide>> acceptOffer(Request<RideCommand> request, RideCommand.AcceptOffer accept) {
        return rides.offer(accept.offer())
                .compose(offer -> offer.filter(found -> found.driver().equals(accept.driver()))
                        .map(found -> accept(request, found.ride(), accept.driver(), found.id()))
                        .orElseGet(() -> refused(request, Refusal.NOT_FOUND, "you have no such offer")));
    }

    private Future<Reply<DriverRide>> accept(
            Request<RideCommand> request, RideId ride, DriverId driver, @Nullable OfferId offer) {
        return inTurn(request, ride, found -> {
            // Most who come too late are told so without another look.
            if (!(found.ride() instanceof Ride.Open open))
                return decide(
                        request,
                        found,
                        new CallCommand.Accept(driver, new CallCommand.Standing.OffDuty(), request.at()));
            return Future.all(drivers.find(driver), rides.offers(ride))
                    .compose(known -> acceptOpen(
                            request,
                            found,
                            open,
                            driver,
                            offer,
                            known.<Optional<Driver>>resultAt(0),
                            known.resultAt(1)));
        });
    }

    private Future<Reply<DriverRide>> acceptOpen(
            Request<RideCommand> request,
            Found found,
            Ride.Open open,
            DriverId id,
            @Nullable OfferId offer,
            Optional<Driver> known,
            List<StoredOffer> offers) {
        if (known.isEmpty()) return refused(request, Refusal.NOT_FOUND, "you are not in the fleet");
        List<SentOffer> waiting = new ArrayList<>();
        StoredOffer answered = null;
        boolean gaveBack = false;
        for (StoredOffer one : offers) {
            if (one.status() == Offer.Status.SENT) waiting.add(one.sent());
            if (one.id().equals(offer)) answered = one;
            // The call is open: whoever had accepted it gave it back.
            if (one.driver().equals(id) && one.status() == Offer.Status.ACCEPTED) gaveBack = true;
        }
        Driver driver = known.get();
        Instant now = request.at();
        CallCommand.Accept command = new CallCommand.Accept(
                id, standing(driver, gaveBack, answered, now), pickupEta(open, id, answered, now));
        return switch (decider.decide(command, open, now)) {
            case Decision.Refused refused -> refused(request, refused.refusal(), refused.detail());
            case Decision.Decided decided -> {
                StoredOffer taken = taken(open, id, waiting, answered, now);
                Change change =
                        Change.of(found, decided.events(), waiting, taken, request.actor(), request.trace(), now);
                Unit.Builder unit = drivers.holding(Unit.of(request.id(), request.fingerprint()), driver);
                yield commit(
                                unit,
                                change,
                                RideView.of(
                                        (Ride.Active) change.after().ride(),
                                        change.after().version()))
                        .onSuccess(reply -> meters.dispatched(
                                Duration.between(open.call().openedAt(), now),
                                change.closed().size()));
            }
        };
    }

    private static CallCommand.Standing standing(
            Driver driver, boolean gaveBack, @Nullable StoredOffer answered, Instant now) {
        if (driver.on() != null) return new CallCommand.Standing.OnAnotherRide();
        if (driver.taxi() == null) return new CallCommand.Standing.OffDuty();
        if (gaveBack) return new CallCommand.Standing.GaveItBack();
        if (answered != null && (answered.status() != Offer.Status.SENT || !now.isBefore(answered.expiresAt())))
            return new CallCommand.Standing.OfferIsClosed();
        return new CallCommand.Standing.OnDuty(
                driver.taxi().id(), driver.taxi().plate(), driver.taxi().seats());
    }

    private Instant pickupEta(Ride.Open open, DriverId driver, @Nullable StoredOffer answered, Instant now) {
        return positions
                .of(driver, now)
                .map(seen -> now.plusSeconds(
                        eta.secondsBetween(seen.where(), open.call().pickup())))
                .orElseGet(() -> answered == null
                        ? now.plus(UNKNOWN_PICKUP)
                        : answered.sentAt().plusSeconds(answered.pickupSeconds()));
    }

    /** The offer that stands for the acceptance; a driver who takes a call from the list has it made. */
    private StoredOffer taken(
            Ride.Open open, DriverId driver, List<SentOffer> waiting, @Nullable StoredOffer answered, Instant now) {
        if (answered != null) return answered.with(Offer.Status.ACCEPTED);
        OfferId id = waiting.stream()
                .filter(offer -> offer.driver().equals(driver))
                .map(SentOffer::id)
                .findFirst()
                .orElseGet(OfferId::next);
        double metersAway = positions
                .of(driver, now)
                .map(seen -> seen.where().metersTo(open.call().pickup()))
                .orElse(0.0);
        return new StoredOffer(
                id,
                open.call().id(),
                driver,
                open.givenBack() + 1,
                Offer.Status.ACCEPTED,
                Math.round(metersAway),
                0,
                now,
                now);
    }

    private Future<Reply<DriverRide>> step(Request<RideCommand> request, RideId ride, CallCommand command) {
        return inTurn(request, ride, found -> decide(request, found, command));
    }

    private Future<Reply<DriverRide>> giveBack(Request<RideCommand> request, RideCommand.GiveBack giveBack) {
        if (giveBack.reason().isBlank() || giveBack.reason().length() > RideCommand.REASON_MAX_CHARACTERS)
            return Future.succeededFuture(Reply.refused(
                    Refusal.INVALID, "reason must have 1 to " + RideCommand.REASON_MAX_CHARACTERS + " characters"));
        return step(request, giveBack.ride(), new CallCommand.GiveBack(giveBack.driver(), giveBack.reason()));
    }

    private Future<Reply<DriverRide>> decide(Request<RideCommand> request, Found found, CallCommand command) {
        return switch (decider.decide(command, found.ride(), request.at())) {
            case Decision.Refused refused -> refused(request, refused.refusal(), refused.detail());
            case Decision.Decided decided
            when decided.events().isEmpty() -> Future.succeededFuture(Reply.done(view(found, found)));
            case Decision.Decided decided -> commitStep(request, found, decided.events());
        };
    }

    private Future<Reply<DriverRide>> commitStep(
            Request<RideCommand> request, Found found, List<DispatchEvent> events) {
        Change change = Change.of(found, events, List.of(), null, request.actor(), request.trace(), request.at());
        Unit.Builder unit = Unit.of(request.id(), request.fingerprint());
        if (change.after().ride() instanceof Ride.Open open)
            unit.afterwards(() -> rounds.begin(open.call().id()));
        return commit(unit, change, view(found, change.after()));
    }

    private Future<Reply<DriverRide>> commit(Unit.Builder unit, Change change, DriverRide view) {
        rides.changing(unit, change).reply(Wire.encodeText(view));
        return Answers.racing(store.commit(unit.build())).map(done -> Reply.done(view));
    }

    private static DriverRide view(Found before, Found after) {
        return switch (after.ride()) {
            case Ride.Active active -> RideView.of(active, after.version());
            case Ride.DroppedOff over -> RideView.of(over, after.version());
            case Ride.Open open -> givenBack(before, after);
            case Ride.Withdrawn withdrawn -> givenBack(before, after);
            case Ride.Exhausted exhausted -> givenBack(before, after);
        };
    }

    private static DriverRide givenBack(Found before, Found after) {
        if (before.ride() instanceof Ride.Active active) return RideView.givenBack(active, after.version());
        throw new IllegalStateException("ride " + before.ride().call().id() + " had no driver");
    }

    private Future<Reply<DriverRide>> refused(Request<RideCommand> request, Refusal why, String detail) {
        return Answers.refused(store, request, DriverRide.class, why, detail);
    }

    private Future<Reply<DriverRide>> inTurn(Request<RideCommand> request, RideId ride, Step step) {
        Future<Reply<DriverRide>> answer = mailboxes.inTurn(
                ride,
                () -> Attempts.whileStale(() -> rides.find(ride)
                        .compose(found -> found.map(step::on)
                                .orElseGet(() -> refused(request, Refusal.NOT_FOUND, "there is no such call")))));
        return Answers.once(request, DriverRide.class, answer);
    }

    private interface Step {
        Future<Reply<DriverRide>> on(Found found);
    }
}
