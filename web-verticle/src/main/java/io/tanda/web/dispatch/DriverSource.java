package io.tanda.web.dispatch;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.platform.bus.Bus;
import io.tanda.web.stream.StreamSource;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A driver's stream is dispatch's feed for that driver: the event's id is the entry's number. */
final class DriverSource implements StreamSource {
    private final Bus bus;
    private final InstantSource domainTime;

    DriverSource(Bus bus, InstantSource domainTime) {
        this.bus = bus;
        this.domainTime = domainTime;
    }

    /** @param seq also the event's id */
    record Update(
            long seq, String type, Instant at, @JsonRawValue String body) {}

    @Override
    public String name() {
        return Nudge.DRIVER;
    }

    @Override
    public Future<Batch> read(Map<UUID, Long> after) {
        List<DriverFeed.After> asked = new ArrayList<>(after.size());
        after.forEach((driver, seq) -> asked.add(new DriverFeed.After(new DriverId(driver), seq)));
        Request<DriverFeed.Read> request = new Request<>(
                CommandId.next(), Actor.SYSTEM, domainTime.instant(), null, null, new DriverFeed.Read(asked));
        return bus.ask(DispatchAddresses.FEED, request).compose(reply -> switch (reply) {
            case Reply.Done<DriverFeed> done -> Future.succeededFuture(batch(done.value()));
            case Reply.Refused<DriverFeed> refused ->
                Future.failedFuture(new IllegalStateException("the feed refused: " + refused.detail()));
        });
    }

    private static Batch batch(DriverFeed feed) {
        List<Entry> entries = new ArrayList<>(feed.entries().size());
        Map<UUID, Integer> counts = new HashMap<>();
        Set<UUID> more = new HashSet<>();
        for (DriverFeed.Entry entry : feed.entries()) {
            UUID driver = entry.driver().value();
            Update update = new Update(entry.seq(), entry.type(), entry.at(), entry.body());
            entries.add(new Entry(driver, entry.seq(), entry.type(), Wire.encodeText(update), false));
            int count = counts.merge(driver, 1, Integer::sum);
            if (count >= DriverFeed.MAX_ENTRIES_PER_DRIVER) more.add(driver);
        }
        return new Batch(entries, more);
    }
}
