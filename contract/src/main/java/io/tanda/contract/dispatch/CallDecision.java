package io.tanda.contract.dispatch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What dispatch decided about an open call without an event: whom it asked and why in this order, and what came of it while the call was
 * open. What came of the offers that were still open at the end follows from the event that ended the call: superseded where somebody
 * accepted, withdrawn where the rider canceled, expired where the search was over.
 *
 * <p>Kept for ever, as the journal is: names and fields are read for ever.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "decision")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CallDecision.Asked.class, name = "asked"),
    @JsonSubTypes.Type(value = CallDecision.Declined.class, name = "declined")
})
public sealed interface CallDecision {
    /** Decisions of one call that are shown: a search of a quarter of an hour holds 180 rounds, and drivers decline some. */
    int MOST = 250;

    /** How far the call's journal was: it was decided after this event and before the next one, whatever clocks say. */
    int version();

    /** Domain time. */
    Instant at();

    /**
     * A batch of offers; also one that nobody could be sent.
     *
     * @param attempt 1 for the first search, one more after each give-back
     * @param round of the attempt, 1 for the first
     * @param inPlace of one who declined, and no round of its own
     * @param radiusMeters as far as this batch reached, straight line from the pick-up
     * @param taxis all who were asked, and of the others the nearest {@link #MOST_OTHERS}; by distance from the pick-up
     * @param leftOut other taxis that were looked at
     * @param ended offers of before that this batch found over
     */
    record Asked(
            int version,
            int attempt,
            int round,
            boolean inPlace,
            int radiusMeters,
            List<Taxi> taxis,
            int leftOut,
            List<Ended> ended,
            Instant at)
            implements CallDecision {
        /** Of those who were not asked: who stands nearer than the ones who were is what somebody wants to know. */
        public static final int MOST_OTHERS = 8;

        public Asked {
            taxis = List.copyOf(taxis);
            ended = List.copyOf(ended);
        }
    }

    /** The driver does not want it. */
    record Declined(int version, OfferId offer, DriverId driver, Instant at) implements CallDecision {}

    /**
     * A taxi as it was known then.
     *
     * @param meters straight line to the pick-up
     * @param seconds estimated driving time to the pick-up, by road where there is a map; absent: he was not asked
     * @param offer absent: he was not asked
     */
    record Taxi(
            DriverId driver,
            long meters,
            @Nullable Long seconds,
            @Nullable OfferId offer,
            Why why) {}

    /** Why a taxi was asked, or was not. */
    enum Why {
        /** Of those who may be asked, without another offer first, the nearest. */
        ASKED,
        /** Has a ride, is off duty or suspended, has too few seats, or was asked before. */
        NOT_AVAILABLE,
        /** Another call waits for his answer, and there were others. */
        HAS_OTHER_OFFER,
        TOO_FAR,
        /** Enough others came before him. */
        ENOUGH_OTHERS;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException for a name that is none of ours */
        @JsonCreator
        public static Why of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    record Ended(OfferId offer, Offer.Status status) {}

    /** In the order in which they were made; at most {@link #MOST}. @param more there are others after these */
    record Listing(List<CallDecision> items, boolean more) {
        public Listing {
            items = List.copyOf(items);
        }
    }
}
