package io.tanda.dispatch.call.application;

import io.tanda.contract.OfferId;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Offer;
import io.tanda.platform.commit.Commits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which offers reached their drivers. Without promise: an offer that is not known to have is made to others too. */
public final class Deliveries {
    /** An offer lives no longer. */
    private static final Duration OLD = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private final Commits<Change> commits;

    public Deliveries(Commits<Change> commits) {
        this.commits = commits;
    }

    /** A stream takes these. */
    void streamed(List<DriverFeed.Entry> entries, Instant now) {
        delivered(
                entries.stream()
                        .filter(entry -> entry.type().equals(DriverFeed.OFFER_SENT)
                                && entry.at().isAfter(now.minus(OLD)))
                        .map(entry -> Wire.decode(entry.body(), Offer.class).id())
                        .toList(),
                now);
    }

    /** A poll takes these. */
    void polled(List<Offer> offers, Instant now) {
        delivered(offers.stream().map(Offer::id).toList(), now);
    }

    private void delivered(List<OfferId> offers, Instant now) {
        if (offers.isEmpty()) return;
        commits.commit(new Change.Delivered(offers, now))
                .onFailure(failure -> log.debug("{} offers are not marked: {}", offers.size(), failure.getMessage()));
    }
}
