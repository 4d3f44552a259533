package io.tanda.dispatch.call.application;

import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.fleet.Driver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that must become true together. Pure: what a change of a ride means for offers, drivers and deadlines follows from it. */
public sealed interface Change {

    /** An offer that is over. */
    record Closed(OfferId offer, Offer.Status status) {}

    /** @param offer the one that was accepted, or made by accepting a call from the list @param by stale when his standing has changed */
    record Taken(StoredOffer offer, Driver by) {}

    /** A new call, with its first offers. */
    record Opened(CallOpened event, Offered first, Cause cause) implements Change {}

    /**
     * A batch of offers; the ride itself stays as it is. Stale unless that is as it was found.
     *
     * @param closed nobody can answer them any more
     * @param decision why these; absent: it says nothing that was not said of the batches before
     */
    record Offered(
            Found before,
            Found after,
            List<StoredOffer> sent,
            List<Closed> closed,
            List<Told> told,
            CallDecision.@Nullable Asked decision)
            implements Change {
        /** Rounds of an attempt that are written down where nobody was asked: by then they reach no farther. */
        private static final int EMPTY_ROUNDS = 8;

        public static Offered of(
                Found before,
                int round,
                Instant nextRoundAt,
                List<StoredOffer> sent,
                List<SentOffer> waiting,
                Choice choice,
                boolean inPlace,
                Instant now) {
            List<Closed> closed = new ArrayList<>();
            List<Told> told = new ArrayList<>();
            for (SentOffer offer : waiting) {
                Offer.Status fate = offer.fate(now);
                if (fate == null) continue;
                closed.add(new Closed(offer.id(), fate));
                told.add(Told.offerClosed(before.ride(), offer, fate, now));
            }
            for (StoredOffer offer : sent) told.add(Told.offerSent(before.ride(), offer));
            Found after = new Found(before.ride(), before.version(), before.sends() + 1, round, nextRoundAt);
            boolean says = round <= EMPTY_ROUNDS || !sent.isEmpty() || !closed.isEmpty();
            List<CallDecision.Ended> ended = closed.stream()
                    .map(one -> new CallDecision.Ended(one.offer(), one.status()))
                    .toList();
            int attempt = before.ride() instanceof Ride.Open open ? open.attempt() : 1;
            return new Offered(
                    before,
                    after,
                    sent,
                    closed,
                    told,
                    says ? choice.decision(before.version(), attempt, round, inPlace, sent, ended, now) : null);
        }
    }

    /** A ride moves on. Stale unless it is as it was found, every batch of its offers included. @param told each driver at most once */
    record Moved(
            Found before,
            Found after,
            List<DispatchEvent> events,
            @Nullable Taken taken,
            List<Closed> closed,
            List<Told> told,
            Cause cause)
            implements Change {

        /** @param waiting the offers that waited for an answer */
        public static Moved of(
                Found before, List<DispatchEvent> events, List<SentOffer> waiting, @Nullable Taken taken, Cause cause) {
            Ride ride = CallDecider.evolve(before.ride(), events);
            boolean reopened = ride instanceof Ride.Open && !(before.ride() instanceof Ride.Open);
            Found after = new Found(
                    ride,
                    before.version() + events.size(),
                    before.sends(),
                    reopened ? 0 : before.round(),
                    reopened ? cause.at() : before.nextRoundAt());
            List<Closed> closed = new ArrayList<>();
            List<Told> told = new ArrayList<>();
            Offer.Status fate = fate(ride);
            if (fate != null)
                for (SentOffer offer : waiting) {
                    if (taken != null && offer.driver().equals(taken.by().id())) continue;
                    closed.add(new Closed(offer.id(), fate));
                    told.add(Told.offerClosed(ride, offer, fate, cause.at()));
                }
            for (DispatchEvent event : events) Told.of(event, after, cause).ifPresent(told::add);
            return new Moved(before, after, events, taken, closed, told, cause);
        }

        /** What becomes of offers nobody answered when the call is no longer open. */
        private static Offer.@Nullable Status fate(Ride after) {
            return switch (after) {
                case Ride.Open open -> null;
                case Ride.Driven driven -> Offer.Status.SUPERSEDED;
                case Ride.Withdrawn withdrawn -> Offer.Status.WITHDRAWN;
                case Ride.Exhausted exhausted -> Offer.Status.EXPIRED;
            };
        }
    }

    /** Stale unless the offer waits for an answer. @param offer as it is from now on @param call that it was made for */
    record Declined(StoredOffer offer, Found call, Instant at) implements Change {
        public CallDecision.Declined decision() {
            return new CallDecision.Declined(call.version(), offer.id(), offer.driver(), at);
        }
    }

    /** A stream or a poll of their drivers took these offers. Never stale: it says nothing of what becomes of them. */
    record Delivered(List<OfferId> offers, Instant at) implements Change {}

    /** A ride stays where it is, and somebody is told. @param lookAgainAt when it is looked at next */
    record Noticed(Moved moved, Instant lookAgainAt) implements Change {}

    /** A ride that stays where it is. Stale unless it does. */
    record Watched(Found ride, Instant lookAgainAt) implements Change {}

    /**
     * Deadlines that came too late: whoever ended their reason took what he knew of. Stale unless the ride is as it was found, for who
     * opens or takes it again sets them anew.
     *
     * @param as absent: there is no such ride
     */
    record NothingDue(RideId ride, @Nullable Found as, List<String> kinds) implements Change {}
}
