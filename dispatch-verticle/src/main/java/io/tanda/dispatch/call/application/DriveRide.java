package io.tanda.dispatch.call.application;

import io.tanda.contract.AbortReason;
import io.tanda.contract.Characters;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.dispatch.call.domain.CallCommand;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Decision;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.position.TaxiPositions;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A driver arrives, waits, picks up and drops off, breaks the ride off, or gives it back. */
public final class DriveRide {
    private final Turns turns;
    private final CallDecider decider;
    private final TaxiPositions positions;
    private final OfferRounds rounds;
    private final SettleFare settleFare;

    public DriveRide(
            Turns turns, CallDecider decider, TaxiPositions positions, OfferRounds rounds, SettleFare settleFare) {
        this.turns = turns;
        this.decider = decider;
        this.positions = positions;
        this.rounds = rounds;
        this.settleFare = settleFare;
    }

    public Future<Reply<DriverRide>> arrive(Request<?> request, RideCommand.Arrive arrive) {
        return step(
                request,
                arrive.ride(),
                new CallCommand.Arrive(arrive.driver(), taxi(arrive.driver(), request.at()), arrive.reason()));
    }

    public Future<Reply<DriverRide>> contact(Request<?> request, RideCommand.Contact contact) {
        return step(request, contact.ride(), new CallCommand.Contact(contact.driver()));
    }

    public Future<Reply<DriverRide>> markNoShow(Request<?> request, RideCommand.MarkNoShow noShow) {
        return step(request, noShow.ride(), new CallCommand.MarkNoShow(noShow.driver(), false));
    }

    public Future<Reply<DriverRide>> pickUp(Request<?> request, RideCommand.PickUp pickUp) {
        return step(request, pickUp.ride(), new CallCommand.PickUp(pickUp.driver()));
    }

    /** A7, A8: committed first, then paid as fast as it goes. */
    public Future<Reply<DriverRide>> dropOff(Request<?> request, RideCommand.DropOff dropOff) {
        return end(
                request,
                dropOff.ride(),
                new CallCommand.DropOff(
                        dropOff.driver(),
                        dropOff.where(),
                        dropOff.meters(),
                        taxi(dropOff.driver(), request.at()),
                        dropOff.fare(),
                        dropOff.extras() == null ? List.of() : dropOff.extras(),
                        null,
                        dropOff.tender()));
    }

    /** R16: paid as a drop-off is. */
    public Future<Reply<DriverRide>> abort(Request<?> request, RideCommand.Abort abort) {
        return end(
                request,
                abort.ride(),
                new CallCommand.DropOff(
                        abort.driver(),
                        abort.where(),
                        abort.meters(),
                        taxi(abort.driver(), request.at()),
                        abort.fare(),
                        abort.extras() == null ? List.of() : abort.extras(),
                        abort.reason(),
                        null));
    }

    private Future<Reply<DriverRide>> end(Request<?> request, RideId ride, CallCommand.DropOff command) {
        return step(request, ride, command).compose(reply -> settleFare.settle(request, reply));
    }

    private CallCommand.@Nullable Sighting taxi(DriverId driver, Instant now) {
        return positions
                .of(driver, now)
                .map(seen -> new CallCommand.Sighting(seen.where(), seen.at()))
                .orElse(null);
    }

    /** A9: the call opens again for others. */
    public Future<Reply<DriverRide>> giveBack(Request<?> request, RideCommand.GiveBack giveBack) {
        if (giveBack.reason().isBlank() || Characters.in(giveBack.reason()) > RideCommand.REASON_MAX_CHARACTERS)
            return turns.refuse(
                    request,
                    Refusal.INVALID,
                    "reason must have 1 to " + RideCommand.REASON_MAX_CHARACTERS + " characters");
        return step(request, giveBack.ride(), new CallCommand.GiveBack(giveBack.driver(), giveBack.reason()));
    }

    /** An operator does it in the place of whoever drives. */
    Future<Reply<DriverRide>> forDriver(Request<?> request, RideId ride, Function<DriverId, CallCommand.Step> step) {
        Cause cause = Cause.of(request);
        return turns.take(
                request,
                ride,
                found -> Future.succeededFuture(
                        found.ride() instanceof Ride.Driven driven
                                ? decide(step.apply(driven.assignment().driver()), found, cause)
                                : Outcome.refused(Refusal.STEP_NOT_ALLOWED, "no driver has this ride")));
    }

    /** R12, R16. @param aborted absent: it ends as a drop-off */
    Future<Reply<DriverRide>> endForDriver(
            Request<?> request,
            RideId ride,
            @Nullable GeoPoint where,
            @Nullable Long meters,
            @Nullable AbortReason aborted) {
        return forDriver(
                        request,
                        ride,
                        driver -> new CallCommand.DropOff(
                                driver, where, meters, taxi(driver, request.at()), null, List.of(), aborted, null))
                .compose(reply -> settleFare.settle(request, reply));
    }

    Future<Reply<DriverRide>> step(Request<?> request, RideId ride, CallCommand.Step command) {
        Cause cause = Cause.of(request);
        return turns.take(request, ride, found -> Future.succeededFuture(decide(command, found, cause)));
    }

    private Outcome<Change, DriverRide> decide(CallCommand.Step command, Found found, Cause cause) {
        return switch (decider.decide(command, found.ride(), cause.at())) {
            case Decision.Refused refused -> Outcome.refused(refused.refusal(), refused.detail());
            case Decision.Decided decided when decided.events().isEmpty() -> Outcome.unchanged(RideView.of(found));
            case Decision.Decided decided -> moved(found, decided.events(), cause);
        };
    }

    private Outcome<Change, DriverRide> moved(Found found, List<DispatchEvent> events, Cause cause) {
        Change.Moved change = Change.Moved.of(found, events, List.of(), null, cause);
        Outcome.Done<Change, DriverRide> done = Outcome.changed(change, RideView.of(change));
        return change.after().ride() instanceof Ride.Open open ? done.afterwards(() -> rounds.begin(open.id())) : done;
    }
}
