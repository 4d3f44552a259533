package io.tanda.dispatch.call.application;

import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Ride;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that must become true together when a call or ride changes. Pure: what the change of the ride means for its offers, for
 * what drivers are told, and for its deadlines follows from the state before, the events and the offers that waited.
 *
 * @param taken the offer that was accepted, or made by accepting a call from the list
 * @param told each driver at most once
 */
public record Change(
        Found before,
        Found after,
        List<DispatchEvent> events,
        List<StoredOffer> sent,
        List<Closed> closed,
        @Nullable StoredOffer taken,
        List<Told> told,
        Actor actor,
        @Nullable String trace) {

    /** An offer that is over. */
    public record Closed(OfferId offer, Offer.Status status) {}

    /** An entry for a driver's feed. */
    public record Told(DriverId driver, String type, Instant at, String body) {
        static Told offerClosed(Ride ride, SentOffer offer, Offer.Status status, Instant now) {
            return new Told(
                    offer.driver(),
                    DriverFeed.OFFER_CLOSED,
                    now,
                    Wire.encodeText(new OfferClosed(
                            offer.id().toString(), ride.call().id().toString(), status.wireName())));
        }

        static Told offerSent(Ride ride, StoredOffer offer) {
            return new Told(
                    offer.driver(), DriverFeed.OFFER_SENT, offer.sentAt(), Wire.encodeText(offer.view(ride.call())));
        }
    }

    record OfferClosed(String offer, String ride, String status) {}

    record RideCanceled(String ride, String reason) {}

    /** What the events mean. @param waiting the offers that waited for an answer @param now domain time */
    public static Change of(
            Found before,
            List<DispatchEvent> events,
            List<SentOffer> waiting,
            @Nullable StoredOffer taken,
            Actor actor,
            @Nullable String trace,
            Instant now) {
        Ride ride = CallDecider.evolve(before.ride(), events);
        int version = before.version() + events.size();
        boolean reopened = ride instanceof Ride.Open && !(before.ride() instanceof Ride.Open);
        Found after = new Found(
                ride, version, before.sends(), reopened ? 0 : before.round(), reopened ? now : before.nextRoundAt());
        List<Closed> closed = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        Offer.Status fate = fate(ride);
        if (fate != null)
            for (SentOffer offer : waiting) {
                if (taken != null && offer.driver().equals(taken.driver())) continue;
                closed.add(new Closed(offer.id(), fate));
                told.add(Told.offerClosed(ride, offer, fate, now));
            }
        for (DispatchEvent event : events) {
            Told news = news(event, ride, version, now);
            if (news != null) told.add(news);
        }
        return new Change(before, after, events, List.of(), closed, taken, told, actor, trace);
    }

    /** A batch of offers; the ride itself stays as it is. */
    public static Change offering(
            Found before,
            int round,
            Instant nextRoundAt,
            List<StoredOffer> offers,
            List<SentOffer> expired,
            Instant now) {
        List<Told> told = new ArrayList<>();
        for (SentOffer offer : expired) told.add(Told.offerClosed(before.ride(), offer, Offer.Status.EXPIRED, now));
        for (StoredOffer offer : offers) told.add(Told.offerSent(before.ride(), offer));
        return new Change(
                before,
                new Found(before.ride(), before.version(), before.sends() + 1, round, nextRoundAt),
                List.of(),
                offers,
                expired.stream()
                        .map(offer -> new Closed(offer.id(), Offer.Status.EXPIRED))
                        .toList(),
                null,
                told,
                Actor.SYSTEM,
                null);
    }

    /** What becomes of offers nobody answered when the call is no longer open. */
    private static Offer.@Nullable Status fate(Ride after) {
        return switch (after) {
            case Ride.Open open -> null;
            case Ride.Active active -> Offer.Status.SUPERSEDED;
            case Ride.DroppedOff over -> Offer.Status.SUPERSEDED;
            case Ride.Withdrawn withdrawn -> Offer.Status.WITHDRAWN;
            case Ride.Exhausted exhausted -> Offer.Status.EXPIRED;
        };
    }

    /** What the ride's own driver is told; of what he does himself, only that he has it. */
    private static @Nullable Told news(DispatchEvent event, Ride after, int version, Instant now) {
        return switch (event) {
            case DispatchEvent.CallAccepted accepted ->
                after instanceof Ride.Active active
                        ? new Told(
                                accepted.driver(),
                                DriverFeed.RIDE_ACCEPTED,
                                now,
                                Wire.encodeText(RideView.of(active, version)))
                        : null;
            case DispatchEvent.CallWithdrawn withdrawn ->
                withdrawn.driver() == null
                        ? null
                        : new Told(
                                withdrawn.driver(),
                                DriverFeed.RIDE_CANCELED,
                                now,
                                Wire.encodeText(
                                        new RideCanceled(withdrawn.ride().toString(), "rider_canceled")));
            case DispatchEvent.CallOpened opened -> null;
            case DispatchEvent.CallReopened reopened -> null;
            case DispatchEvent.CallExhausted exhausted -> null;
            case DispatchEvent.CancelRefused refused -> null;
            case DispatchEvent.DriverArrived arrived -> null;
            case DispatchEvent.PassengerPickedUp pickedUp -> null;
            case DispatchEvent.PassengerDroppedOff droppedOff -> null;
        };
    }
}
