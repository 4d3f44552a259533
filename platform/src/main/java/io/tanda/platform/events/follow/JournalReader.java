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
import java.time.Instant;
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

    /**
     * Puts what the journal has past what was seen into the queue. Fails where that is not known any more: from the first event on, all
     * effects would be made again.
     */
    Future<Void> readInto(AggregateQueue queue) {
        // Those of parked ones are kept: so without one, what is parked at its first version never took effect.
        if (queue.seen() == 0 && queue.parkedAt != 1 && Fences.mayHaveGone(queue.aggregate, Instant.now()))
            return Future.failedFuture(new IllegalStateException("it is older than " + Fences.KEPT.toDays()
                    + " days and its fence may have been deleted: how far it was followed is for an operator to say"));
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
