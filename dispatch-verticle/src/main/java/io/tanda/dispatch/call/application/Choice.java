package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.CallDecision.Asked;
import io.tanda.contract.dispatch.CallDecision.Taxi;
import io.tanda.contract.dispatch.CallDecision.Why;
import io.tanda.dispatch.call.domain.OfferPolicy.Candidate;
import io.tanda.dispatch.position.TaxiPositions.Near;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is asked, and of whom he was chosen.
 *
 * @param chosen in the order in which they are preferred
 * @param looked the nearest taxis, whoever they are
 * @param available those of them who may be asked
 * @param reachMeters as far as it is asked
 */
public record Choice(List<Candidate> chosen, List<Near> looked, List<Candidate> available, int reachMeters) {

    /** @param version of the call's journal @param inPlace of one who declined @param offers to the chosen */
    CallDecision.Asked decision(
            int version,
            int attempt,
            int round,
            boolean inPlace,
            List<StoredOffer> offers,
            List<CallDecision.Ended> ended,
            Instant now) {
        Map<DriverId, Taxi> taxis = new HashMap<>();
        for (StoredOffer offer : offers)
            taxis.put(
                    offer.driver(),
                    new Taxi(offer.driver(), offer.metersAway(), offer.pickupSeconds(), offer.id(), Why.ASKED));
        Map<DriverId, Candidate> mayBeAsked = new HashMap<>();
        for (Candidate candidate : available) mayBeAsked.put(candidate.driver(), candidate);
        int leftOut = 0;
        int others = 0;
        for (Near near : looked) {
            if (taxis.containsKey(near.driver())) continue;
            if (others++ < Asked.MOST_OTHERS) taxis.put(near.driver(), notAsked(near, mayBeAsked));
            else leftOut++;
        }
        List<Taxi> all = new ArrayList<>(taxis.values());
        all.sort(Comparator.comparingLong(Taxi::meters)
                .thenComparing(taxi -> taxi.driver().value()));
        return new Asked(version, attempt, round, inPlace, reachMeters, all, leftOut, ended, now);
    }

    private Taxi notAsked(Near near, Map<DriverId, Candidate> mayBeAsked) {
        Candidate candidate = mayBeAsked.get(near.driver());
        Why why = candidate == null
                ? Why.NOT_AVAILABLE
                : candidate.metersAway() > reachMeters
                        ? Why.TOO_FAR
                        : candidate.hasOtherOffer() ? Why.HAS_OTHER_OFFER : Why.ENOUGH_OTHERS;
        return new Taxi(near.driver(), Math.round(near.metersAway()), null, null, why);
    }
}
