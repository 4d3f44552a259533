package io.tanda.web.booking;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.bus.Bus;
import io.tanda.web.stream.StreamSource;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A rider's stream is booking's journal: the event's id is the booking's version. */
final class BookingSource implements StreamSource {
    /** The types after which a booking does not change by itself. */
    private static final Set<String> LAST = known(
            "booking.ride-completed.v1",
            "booking.ride-owed.v1",
            "booking.ride-canceled.v1",
            "booking.no-drivers-available.v1",
            "booking.rider-no-show.v1",
            "booking.ride-aborted.v1",
            "booking.ride-expired.v1");

    private final Bus bus;
    private final InstantSource domainTime;

    BookingSource(Bus bus, InstantSource domainTime) {
        this.bus = bus;
        this.domainTime = domainTime;
    }

    /** @param version also the event's id @param body the event as the topic carries it */
    record Update(
            UUID ride,
            int version,
            String type,
            Instant at,
            @JsonRawValue String body) {}

    @Override
    public String name() {
        return Nudge.BOOKING;
    }

    @Override
    public Future<Batch> read(Map<UUID, Long> after) {
        List<Journal.After> asked = new ArrayList<>(after.size());
        after.forEach((ride, version) -> asked.add(new Journal.After(ride, version.intValue())));
        Request<Journal.Read> request = new Request<>(
                CommandId.next(), Actor.SYSTEM, domainTime.instant(), null, null, new Journal.Read(asked));
        return bus.ask(BookingAddresses.JOURNAL, request).compose(reply -> switch (reply) {
            case Reply.Done<Journal.Events> done -> Future.succeededFuture(batch(done.value()));
            case Reply.Refused<Journal.Events> refused ->
                Future.failedFuture(new IllegalStateException("the journal refused: " + refused.detail()));
        });
    }

    private static Batch batch(Journal.Events events) {
        List<Entry> entries = new ArrayList<>(events.events().size());
        for (Recorded event : events.events()) {
            Update update = new Update(event.aggregate(), event.version(), event.type(), event.at(), event.body());
            entries.add(new Entry(
                    event.aggregate(),
                    event.version(),
                    event.type(),
                    Wire.encodeText(update),
                    LAST.contains(event.type())));
        }
        return new Batch(entries, Set.of());
    }

    private static Set<String> known(String... types) {
        Set<String> ends = Set.of(types);
        if (!BookingEvent.TOPIC.types().containsAll(ends))
            throw new IllegalStateException("not all of booking's events: " + ends);
        return ends;
    }
}
