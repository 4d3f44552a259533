package io.tanda.invariants;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
 * @param refunds of the gateway's ledger, of captures of the run
 * @param ledger payment's own, of charges, refunds and verifications of the run
 * @param deadlines stored and not yet met
 * @param parked what consumers gave up on
 * @param operationsOk answered as they should be: 2xx, or to all but one of those who answer an offer that another was faster
 * @param operations all
 * @param takenAt domain time
 * @param deadlineTolerance how long a deadline may have been due: a sweeper looks only every so often
 * @param depot what the depot's contexts have
 */
public record Snapshot(
        Map<RideId, RiderId> asked,
        Map<RideId, Seen> bookings,
        List<Journaled> journal,
        List<Published> published,
        Map<RideId, RideRecord> history,
        List<Spent> spending,
        List<Capture> captures,
        List<GivenBack> refunds,
        List<Booked> ledger,
        List<Deadline> deadlines,
        List<Parked> parked,
        long operationsOk,
        long operations,
        Expected expected,
        Instant takenAt,
        Duration deadlineTolerance,
        Depot depot) {

    /** Without a depot. */
    public Snapshot(
            Map<RideId, RiderId> asked,
            Map<RideId, Seen> bookings,
            List<Journaled> journal,
            List<Published> published,
            Map<RideId, RideRecord> history,
            List<Spent> spending,
            List<Capture> captures,
            List<GivenBack> refunds,
            List<Booked> ledger,
            List<Deadline> deadlines,
            List<Parked> parked,
            long operationsOk,
            long operations,
            Expected expected,
            Instant takenAt,
            Duration deadlineTolerance) {
        this(
                asked,
                bookings,
                journal,
                published,
                history,
                spending,
                captures,
                refunds,
                ledger,
                deadlines,
                parked,
                operationsOk,
                operations,
                expected,
                takenAt,
                deadlineTolerance,
                Depot.EMPTY);
    }

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

    /** @param ride or what belongs to one, such as a refund, by its own id
     * @param bodyHash of the JSON tree, the same for the same content in any order */
    public record Journaled(String context, RideId ride, int version, String type, Event event, int bodyHash) {}

    public record Published(String context, RideId ride, int version, String type, int bodyHash) {}

    /** As history has it. @param leg the charge or the refund @param way TAKEN by the gateway, TENDERED in the car, REFUNDED */
    public record Spent(RideId ride, UUID leg, String way, RiderId rider, Money amount) {}

    /** @param id the gateway's own */
    public record Capture(String key, String id, RideId ride, Money amount) {
        /** What for, as the key says: {@code pay:<ride>:<purpose>:<attempt>}; of a key that does not, the fare. */
        Purpose purpose() {
            for (Purpose purpose : Purpose.values()) if (key.contains(":" + purpose.wireName() + ":")) return purpose;
            return Purpose.FARE;
        }
    }

    /** @param charge the gateway's own id of the capture */
    public record GivenBack(String key, String charge, Money amount) {}

    /**
     * An entry of payment's ledger.
     *
     * @param aggregate the charge, refund, verification or payout
     * @param purpose what is booked of it
     * @param reference the gateway's own, where it is about what it did
     */
    public record Booked(
            UUID aggregate,
            String purpose,
            int attempt,
            int leg,
            String account,
            @Nullable RideId ride,
            long minorUnits,
            String currency,
            @Nullable String reference) {}

    public record Deadline(String context, RideId ride, String kind, Instant due) {}

    public record Parked(String context, String consumer, RideId ride, int version, String error) {}

    // --- questions that several invariants ask -----------------------------------------------

    /** In the journals' order. */
    <E extends RideEvent> List<E> events(Class<E> type) {
        List<E> events = new ArrayList<>();
        for (Journaled entry : journal) if (type.isInstance(entry.event())) events.add(type.cast(entry.event()));
        return events;
    }

    /** The last one of each ride. */
    <E extends RideEvent> Map<RideId, E> byRide(Class<E> type) {
        Map<RideId, E> byRide = new LinkedHashMap<>();
        for (E event : events(type)) byRide.put(event.ride(), event);
        return byRide;
    }

    /** The rides that a context's journal knows. */
    Set<RideId> ridesIn(String context) {
        Set<RideId> rides = new HashSet<>();
        for (Journaled event : journal) if (event.context().equals(context)) rides.add(event.ride());
        return rides;
    }

    /** Of charges for one purpose, in the journals' order. */
    <E extends ChargeEvent> List<E> charges(Class<E> type, Purpose purpose) {
        return events(type).stream().filter(event -> event.purpose() == purpose).toList();
    }

    /** The last one of each ride. */
    <E extends ChargeEvent> Map<RideId, E> chargesByRide(Class<E> type, Purpose purpose) {
        Map<RideId, E> byRide = new LinkedHashMap<>();
        for (E event : charges(type, purpose)) byRide.put(event.ride(), event);
        return byRide;
    }

    Map<RideId, List<Capture>> capturesByRide(Purpose purpose) {
        Map<RideId, List<Capture>> byRide = new LinkedHashMap<>();
        for (Capture capture : captures)
            if (capture.purpose() == purpose)
                byRide.computeIfAbsent(capture.ride(), none -> new ArrayList<>())
                        .add(capture);
        return byRide;
    }
}
