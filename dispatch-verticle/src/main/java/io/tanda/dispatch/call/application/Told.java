package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.Role;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.Ride;
import java.time.Instant;
import java.util.Optional;

/** An entry for a driver's feed. @param body JSON */
public record Told(DriverId driver, String type, Instant at, String body) {
    private record OfferClosed(String offer, String ride, String status) {}

    private record RideCanceled(String ride, String reason) {}

    static Told offerSent(Ride ride, StoredOffer offer) {
        return new Told(
                offer.driver(), DriverFeed.OFFER_SENT, offer.sentAt(), Wire.encodeText(offer.view(ride.order())));
    }

    static Told offerClosed(Ride ride, SentOffer offer, Offer.Status status, Instant now) {
        OfferClosed body = new OfferClosed(offer.id().toString(), ride.id().toString(), status.wireName());
        return new Told(offer.driver(), DriverFeed.OFFER_CLOSED, now, Wire.encodeText(body));
    }

    /** What the ride's own driver is told; of what he does himself, only that he has it. */
    static Optional<Told> of(DispatchEvent event, Found after, Cause cause) {
        Instant now = cause.at();
        boolean byOperator = cause.actor().role() == Role.OPERATOR;
        return switch (event) {
            case DispatchEvent.CallAccepted accepted ->
                after.ride() instanceof Ride.Active active
                        ? Optional.of(new Told(
                                accepted.driver(),
                                DriverFeed.RIDE_ACCEPTED,
                                now,
                                Wire.encodeText(RideView.of(active, after.version()))))
                        : Optional.empty();
            case DispatchEvent.CallWithdrawn withdrawn ->
                Optional.ofNullable(withdrawn.driver())
                        .map(driver -> new Told(
                                driver,
                                DriverFeed.RIDE_CANCELED,
                                now,
                                Wire.encodeText(new RideCanceled(
                                        withdrawn.ride().toString(),
                                        byOperator ? "operator_canceled" : "rider_canceled"))));
            case DispatchEvent.CollectionStarted started ->
                Optional.of(ride(started.driver(), DriverFeed.RIDE_COLLECT, after, now));
            case DispatchEvent.FareSettled settled ->
                Optional.of(ride(settled.driver(), DriverFeed.RIDE_SETTLED, after, now));
            case DispatchEvent.FareOwed owed -> Optional.of(ride(owed.driver(), DriverFeed.RIDE_SETTLED, after, now));
            case DispatchEvent.FareTendered tendered -> Optional.empty();
            case DispatchEvent.CallOpened opened -> Optional.empty();
            case DispatchEvent.CallReopened reopened ->
                reopened.reason().equals(DispatchEvent.CallReopened.POSITIONS_STOPPED)
                        ? Optional.of(new Told(
                                reopened.driver(),
                                DriverFeed.RIDE_CANCELED,
                                now,
                                Wire.encodeText(new RideCanceled(reopened.ride().toString(), reopened.reason()))))
                        : Optional.empty();
            case DispatchEvent.CallExhausted exhausted -> Optional.empty();
            case DispatchEvent.CancelRefused refused -> Optional.empty();
            case DispatchEvent.DriverArrived arrived -> Optional.empty();
            case DispatchEvent.PositionsStopped stopped -> Optional.empty();
            case DispatchEvent.TaxiSeenAgain seen -> Optional.empty();
            case DispatchEvent.PickupOverdue overdue -> Optional.empty();
            case DispatchEvent.RideOverdue overdue -> Optional.empty();
            case DispatchEvent.RiderContacted contacted -> Optional.empty();
            case DispatchEvent.NoShowMarked noShow -> ended(byOperator, noShow.driver(), after, now);
            case DispatchEvent.PassengerPickedUp pickedUp -> Optional.empty();
            // Where he collects the fare, that is what he is told.
            case DispatchEvent.PassengerDroppedOff droppedOff ->
                ended(byOperator && after.ride() instanceof Ride.DroppedOff, droppedOff.driver(), after, now);
        };
    }

    private static Optional<Told> ended(boolean byOperator, DriverId driver, Found after, Instant now) {
        return byOperator ? Optional.of(ride(driver, DriverFeed.RIDE_ENDED, after, now)) : Optional.empty();
    }

    private static Told ride(DriverId driver, String type, Found after, Instant now) {
        return new Told(driver, type, now, Wire.encodeText(RideView.of(after)));
    }
}
