package io.tanda.platform.events.follow;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.Kit;
import io.tanda.platform.events.CloudEvent;
import io.vertx.core.Future;
import java.util.List;

/** Asks the owner's journal over the bus for what did not come from Kafka. */
final class JournalReader {
    private final Kit kit;
    private final Address<Journal.Read, Journal.Events> journal;

    /** @param context whose journal it is */
    JournalReader(Kit kit, String context) {
        this.kit = kit;
        this.journal = Journal.of(context);
    }

    /** Puts what the journal has past what was seen into the queue. */
    Future<Void> readInto(AggregateQueue queue) {
        Request<Journal.Read> question = new Request<>(
                new CommandId(Id.next()),
                Actor.SYSTEM,
                kit.clock().instant(),
                null,
                null,
                new Journal.Read(List.of(new Journal.After(queue.aggregate, queue.seen()))));
        return kit.bus().ask(journal, question).compose(reply -> switch (reply) {
            case Reply.Done<Journal.Events> done -> {
                for (Recorded event : done.value().events())
                    queue.addIfMissing(new Item(new CloudEvent.Intact(event), null));
                yield Future.succeededFuture();
            }
            case Reply.Refused<Journal.Events> refused ->
                Future.failedFuture(new IllegalStateException("the journal refuses: " + refused.detail()));
        });
    }
}
