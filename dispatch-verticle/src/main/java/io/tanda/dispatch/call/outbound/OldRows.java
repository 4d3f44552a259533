package io.tanda.dispatch.call.outbound;

import io.tanda.platform.store.Purge;
import java.time.Duration;

/** What no driver asks for any more. */
public final class OldRows {
    /** A driver who was away for longer starts from his ride and his open offers. */
    static final Duration KEPT = Duration.ofDays(1);

    /** An open one is ended by its call, and stays until then. */
    public static final Purge OFFERS =
            Purge.of("offer", "sent_at", Purge.Age.DOMAIN_TIME, KEPT, "id").where("t.status <> 'sent'");

    /** A driver's last entry stays: the numbering goes on from it. It is found from the end of the key, without reading those before it. */
    public static final Purge FEED = Purge.of("driver_feed", "at", Purge.Age.DOMAIN_TIME, KEPT, "driver", "seq")
            .where("t.seq <> (SELECT n.seq FROM driver_feed n WHERE n.driver = t.driver ORDER BY n.seq DESC LIMIT 1)");

    /** Of a fence {@code t}: the rider's word changes nothing about this ride any more. */
    public static final String OVER =
            "NOT EXISTS (SELECT 1 FROM ride r WHERE r.id = t.aggregate_id AND r.ended_at IS NULL)";

    private OldRows() {}
}
