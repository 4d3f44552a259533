package io.tanda.booking.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A6: what shows that a service area has no taxi. Durations are domain time.
 *
 * @param searches that ended without a taxi, each of another rider: one alone cannot close an area to others
 * @param evidence how long the end of a search tells something
 * @param probe how often one request is let in while the others are turned away
 */
public record AdmissionPolicy(int searches, Duration evidence, Duration probe) {
    /** A search that is not answered tells of no taxi for half a minute and no longer, so this is also the most. */
    public static final Duration LONGEST_EVIDENCE = Duration.ofSeconds(30);

    /** The least search that counts: in less time the nearest drivers have not let their offers pass. */
    public static final Duration LEAST_SEARCH = Duration.ofSeconds(15);

    public static final AdmissionPolicy USUAL = new AdmissionPolicy(3, LONGEST_EVIDENCE, Duration.ofSeconds(10));

    public AdmissionPolicy {
        if (searches < 1) throw new IllegalArgumentException("without evidence nobody is turned away");
        if (!evidence.isPositive() || evidence.compareTo(LONGEST_EVIDENCE) > 0 || !probe.isPositive())
            throw new IllegalArgumentException("evidence for " + evidence + ", a probe each " + probe);
    }

    boolean isFresh(Instant heard, Instant now) {
        return !heard.plus(evidence).isBefore(now);
    }
}
