package io.tanda.web.message;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.MessageId;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.message.MessageAddresses;
import io.tanda.contract.message.MessageFeed;
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

/** A stream of what comes to somebody is message's feed of him: the event's id is the entry's number. */
final class MessageSource implements StreamSource {
    private static final String ARRIVED = "message-arrived";

    private final Bus bus;
    private final InstantSource domainTime;

    MessageSource(Bus bus, InstantSource domainTime) {
        this.bus = bus;
        this.domainTime = domainTime;
    }

    /** @param seq also the event's id */
    record Update(long seq, MessageId message, Instant at) {}

    @Override
    public String name() {
        return Nudge.MESSAGES;
    }

    @Override
    public Future<Batch> read(Map<UUID, Long> after) {
        List<MessageFeed.After> asked = new ArrayList<>(after.size());
        after.forEach((receiver, seq) -> asked.add(new MessageFeed.After(receiver, seq)));
        Request<MessageFeed.Read> request = new Request<>(
                CommandId.next(), Actor.SYSTEM, domainTime.instant(), null, null, new MessageFeed.Read(asked));
        return bus.ask(MessageAddresses.FEED, request).compose(reply -> switch (reply) {
            case Reply.Done<MessageFeed> done -> Future.succeededFuture(batch(done.value()));
            case Reply.Refused<MessageFeed> refused ->
                Future.failedFuture(new IllegalStateException("the feed refused: " + refused.detail()));
        });
    }

    private static Batch batch(MessageFeed feed) {
        List<Entry> entries = new ArrayList<>(feed.entries().size());
        Map<UUID, Integer> counts = new HashMap<>();
        Set<UUID> more = new HashSet<>();
        for (MessageFeed.Entry entry : feed.entries()) {
            Update update = new Update(entry.seq(), entry.message(), entry.at());
            entries.add(new Entry(entry.receiver(), entry.seq(), ARRIVED, Wire.encodeText(update), false));
            if (counts.merge(entry.receiver(), 1, Integer::sum) >= MessageFeed.MAX_ENTRIES_PER_RECEIVER)
                more.add(entry.receiver());
        }
        return new Batch(entries, more);
    }
}
