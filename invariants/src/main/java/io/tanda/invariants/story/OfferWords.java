package io.tanda.invariants.story;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.CallDecision.Asked;
import io.tanda.contract.dispatch.CallDecision.Taxi;
import io.tanda.contract.dispatch.CallDecision.Why;
import io.tanda.contract.dispatch.Offer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What dispatch decided about a call, in words: who was asked, how far he was, and why not those who were nearer. */
final class OfferWords {
    private final Names names;
    private final Map<OfferId, DriverId> drivers = new HashMap<>();

    OfferWords(Names names) {
        this.names = names;
    }

    String of(CallDecision decision) {
        return switch (decision) {
            case Asked asked -> of(asked);
            case CallDecision.Declined declined -> names.driver(declined.driver()) + " declined";
        };
    }

    private String of(Asked asked) {
        List<Taxi> sent = new ArrayList<>();
        for (Taxi taxi : asked.taxis())
            if (taxi.offer() != null) {
                drivers.put(taxi.offer(), taxi.driver());
                sent.add(taxi);
            }
        String round = asked.inPlace() ? "in his place" : "round " + asked.round();
        StringBuilder words = new StringBuilder(round + ", within " + asked.radiusMeters() + " m: ");
        if (sent.isEmpty()) words.append("nobody could be asked").append(why(asked.taxis(), false));
        else {
            List<String> each = new ArrayList<>();
            for (Taxi taxi : sent) each.add(names.driver(taxi.driver()) + " was asked: " + away(taxi));
            words.append(String.join("; ", each)).append(why(nearerThan(sent.getLast(), asked.taxis()), true));
        }
        asked.ended().forEach(ended -> words.append("; ").append(of(ended)));
        return words.toString();
    }

    private static String away(Taxi taxi) {
        return taxi.meters() + " m" + (taxi.seconds() == null ? "" : ", " + taxi.seconds() + " s") + " away";
    }

    /** Of those who were not asked, the ones before the last who was. */
    private static List<Taxi> nearerThan(Taxi last, List<Taxi> taxis) {
        return taxis.stream().filter(taxi -> taxi.meters() <= last.meters()).toList();
    }

    private static String why(List<Taxi> taxis, boolean nearer) {
        Map<Why, Integer> counts = new EnumMap<>(Why.class);
        for (Taxi taxi : taxis) if (taxi.offer() == null) counts.merge(taxi.why(), 1, Integer::sum);
        StringBuilder words = new StringBuilder();
        counts.forEach((why, count) -> words.append("; ")
                .append(count)
                .append(nearer ? count == 1 ? " nearer one " : " nearer ones " : " ")
                .append(was(why, count)));
        return words.toString();
    }

    private static String was(Why why, int count) {
        String were = count == 1 ? "was" : "were";
        return switch (why) {
            case NOT_AVAILABLE -> were + " not available";
            case HAS_OTHER_OFFER -> "had another offer";
            case TOO_FAR -> were + " too far";
            case ENOUGH_OTHERS -> were + " not needed";
            case ASKED -> were + " asked";
        };
    }

    private String of(CallDecision.Ended ended) {
        DriverId driver = drivers.get(ended.offer());
        String whose = driver == null ? "an offer" : "the offer to " + names.shortOf(driver);
        return ended.status() == Offer.Status.UNDELIVERABLE
                ? whose + " did not reach him"
                : whose + " was " + Names.words(ended.status().wireName());
    }
}
