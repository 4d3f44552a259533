package io.tanda.invariants.story;

import static io.tanda.invariants.story.Names.money;
import static io.tanda.invariants.story.Names.time;
import static io.tanda.invariants.story.Names.words;

import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.Fare;
import java.util.Locale;
import java.util.stream.Collectors;

/** What dispatch tells, in words. */
final class DispatchWords {
    private final Names names;

    DispatchWords(Names names) {
        this.names = names;
    }

    String of(DispatchEvent event) {
        return switch (event) {
            case DispatchEvent.CallOpened e -> "dispatch looks for a taxi until " + time(e.searchUntil());
            case DispatchEvent.CallAccepted e ->
                names.driver(e.driver()) + " took it with taxi " + e.plate() + ", and is expected at "
                        + time(e.pickupEta());
            case DispatchEvent.CallReopened e ->
                names.driver(e.driver()) + " has it no more: " + words(e.reason()) + "; looked for until "
                        + time(e.searchUntil());
            case DispatchEvent.CallExhausted e -> "nobody took it";
            case DispatchEvent.CallWithdrawn e ->
                e.driver() == null
                        ? "the call was withdrawn"
                        : "the call was withdrawn, and " + names.driver(e.driver()) + " is free";
            case DispatchEvent.CancelRefused e -> "dispatch refused to cancel: the passenger was on board";
            case DispatchEvent.DriverArrived e ->
                names.driver(e.driver()) + " said that he is at the pick-up"
                        + (e.metersAway() == null
                                ? ""
                                : ", seen " + e.metersAway() + " m away from it"
                                        + (e.reason() == null
                                                ? ""
                                                : " (" + words(e.reason().wireName()) + ")"));
            case DispatchEvent.PositionsStopped e -> "nothing was heard of " + names.driver(e.driver()) + " any more";
            case DispatchEvent.TaxiSeenAgain e -> names.driver(e.driver()) + " was heard of again";
            case DispatchEvent.PickupOverdue e -> "ALARM: nobody boarded for too long, since " + time(e.since());
            case DispatchEvent.RideOverdue e -> "ALARM: on board for too long, since " + time(e.since());
            case DispatchEvent.RiderContacted e ->
                names.driver(e.driver()) + " tried to reach the rider, and waits until " + time(e.noShowFrom());
            case DispatchEvent.NoShowMarked e -> "the rider did not come, and " + names.driver(e.driver()) + " is free";
            case DispatchEvent.PassengerPickedUp e -> names.driver(e.driver()) + " picked the rider up";
            case DispatchEvent.PassengerDroppedOff e ->
                names.driver(e.driver())
                        + (e.aborted() == null
                                ? " dropped the rider off"
                                : " broke the ride off (" + words(e.aborted().wireName()) + ")")
                        + " after " + e.meters() + " m and " + e.seconds() + " s; fare " + fare(e.fare())
                        + (e.review() == null ? "" : "; NOT CHARGED before somebody looks: " + e.review());
            case DispatchEvent.CollectionStarted e ->
                names.driver(e.driver()) + " collects the fare until " + time(e.until())
                        + (e.code() == null ? "" : ": the card was declined (" + words(e.code()) + ")");
            case DispatchEvent.FareTendered e ->
                names.driver(e.driver()) + " has the fare, by "
                        + words(e.method().name().toLowerCase(Locale.ROOT));
            case DispatchEvent.FareSettled e -> "nothing is due, and " + names.driver(e.driver()) + " is free";
            case DispatchEvent.FareOwed e -> "nobody paid in time, and " + names.driver(e.driver()) + " is free";
        };
    }

    private static String fare(Fare fare) {
        String lines = fare.lines().stream()
                .map(line -> words(line.name()) + " " + line.minorUnits())
                .collect(Collectors.joining(", "));
        return money(fare.total()) + " by " + fare.tariff() + " (" + lines + ")";
    }
}
