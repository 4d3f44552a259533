package io.tanda.platform.events.follow;

import io.tanda.platform.store.Purge;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** How long the fences of a consumer stay, and what their absence says. */
public final class Fences {
    /**
     * From the making of the aggregate's id. An event stays in Kafka for 7 days and, where little is written, for as long again until its
     * segment is full: whatever comes a second time comes well before this.
     */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final int VERSION_7 = 7;

    private Fences() {}

    /**
     * Those of a parked aggregate stay.
     *
     * @param consumer who follows whom, such as {@code dispatch<-booking}
     * @param over holds for a fence {@code t} whose aggregate needs nothing more
     */
    public static Purge purge(String consumer, String over) {
        return Purge.of("fence", "aggregate_id", Purge.Age.ID, KEPT, "consumer", "aggregate_id")
                .where("t.consumer = '" + consumer + "'")
                .where("NOT EXISTS (SELECT 1 FROM parked p WHERE p.consumer = t.consumer"
                        + " AND p.aggregate_id = t.aggregate_id)")
                .where(over);
    }

    /** Where there is no fence of it: whether there may have been one. */
    static boolean mayHaveGone(UUID aggregate, Instant realNow) {
        return aggregate.version() == VERSION_7
                && aggregate.getMostSignificantBits() >>> 16
                        < realNow.minus(KEPT).toEpochMilli();
    }
}
