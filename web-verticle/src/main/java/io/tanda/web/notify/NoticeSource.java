package io.tanda.web.notify;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.notify.NotificationFeed;
import io.tanda.contract.notify.NotifyAddresses;
import io.tanda.platform.bus.Bus;
import io.tanda.web.stream.StreamSource;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A stream of what somebody is told is notify's inbox: the event's id is the notification's. */
final class NoticeSource implements StreamSource {
    /** The event's name. */
    static final String NOTIFICATION = "notification";

    private final Bus bus;
    private final InstantSource domainTime;

    NoticeSource(Bus bus, InstantSource domainTime) {
        this.bus = bus;
        this.domainTime = domainTime;
    }

    @Override
    public String name() {
        return Nudge.NOTICES;
    }

    @Override
    public Future<Batch> read(Map<UUID, Long> after) {
        List<NotificationFeed.After> asked = new ArrayList<>(after.size());
        after.forEach((receiver, id) -> asked.add(new NotificationFeed.After(receiver, id)));
        Request<NotificationFeed.Read> request = new Request<>(
                CommandId.next(), Actor.SYSTEM, domainTime.instant(), null, null, new NotificationFeed.Read(asked));
        return bus.ask(NotifyAddresses.FEED, request).compose(reply -> switch (reply) {
            case Reply.Done<NotificationFeed> done -> Future.succeededFuture(batch(done.value()));
            case Reply.Refused<NotificationFeed> refused ->
                Future.failedFuture(new IllegalStateException("the feed refused: " + refused.detail()));
        });
    }

    private static Batch batch(NotificationFeed feed) {
        List<Entry> entries = new ArrayList<>(feed.entries().size());
        Map<UUID, Integer> counts = new HashMap<>();
        Set<UUID> more = new HashSet<>();
        for (NotificationFeed.Entry entry : feed.entries()) {
            entries.add(new Entry(
                    entry.recipient(),
                    entry.notification().id(),
                    NOTIFICATION,
                    Wire.encodeText(entry.notification()),
                    false));
            int count = counts.merge(entry.recipient(), 1, Integer::sum);
            if (count >= NotificationFeed.MAX_ENTRIES_PER_RECIPIENT) more.add(entry.recipient());
        }
        return new Batch(entries, more);
    }
}
