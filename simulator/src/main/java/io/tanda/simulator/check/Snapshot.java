package io.tanda.simulator.check;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.history.RideRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was recorded about the rides of a run, read when all was quiet.
 *
 * @param asked bookings that were answered 201, with whose they are
 * @param bookings as the API tells them, of those asked
 * @param journal of all contexts, each ride's in order of version
 * @param published what the topics hold, duplicates included
 * @param history by ride
 * @param captures of the gateway's ledger, for rides of the run
 * @param deadlines stored and not yet met
 * @param parked what consumers gave up on
 * @param operationsOk answered 2xx
 * @param operations all
 * @param takenAt domain time
 * @param deadlineTolerance how long a deadline may have been due: a sweeper looks only every so often
 */
public record Snapshot(
        Map<RideId, RiderId> asked,
        Map<RideId, Seen> bookings,
        List<Journaled> journal,
        List<Published> published,
        Map<RideId, RideRecord> history,
        List<Capture> captures,
        List<Deadline> deadlines,
        List<Parked> parked,
        long operationsOk,
        long operations,
        Expected expected,
        Instant takenAt,
        Duration deadlineTolerance) {

    /**
     * What the run must have brought about to count: a check that passes because nothing happened is none.
     *
     * @param completedRides at least
     * @param shareOfOperationsOk at least, 0 to 1
     */
    public record Expected(int completedRides, double shareOfOperationsOk) {}

    /** A booking as the API tells it. */
    public record Seen(
            RiderId rider,
            RideStatus status,
            int version,
            @Nullable Money paid) {}

    /** @param bodyHash of the JSON tree, the same for the same content in any order */
    public record Journaled(String context, RideId ride, int version, String type, RideEvent event, int bodyHash) {}

    public record Published(String context, RideId ride, int version, String type, int bodyHash) {}

    public record Capture(String key, RideId ride, Money amount) {}

    public record Deadline(String context, RideId ride, String kind, Instant due) {}

    public record Parked(String context, String consumer, RideId ride, int version, String error) {}

    /** Every ride that any journal knows. */
    Set<RideId> rides() {
        Set<RideId> rides = new LinkedHashSet<>(asked.keySet());
        for (Journaled event : journal) rides.add(event.ride());
        return rides;
    }
}
