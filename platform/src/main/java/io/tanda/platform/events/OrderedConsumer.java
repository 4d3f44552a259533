package io.tanda.platform.events;

import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.platform.Kit;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Follows a context's events: explicit poll, then one unit (effects and fence) per event, then offsets, then the next poll. A version
 * seen before is dropped; a gap waits and after 5 s is mended from the owner's journal; an event that cannot be handled parks its
 * aggregate alone.
 */
public final class OrderedConsumer<E extends Event> {
    /** @param name who follows, such as {@code dispatch}: part of the consumer group and of the fence @param store where effects go */
    public OrderedConsumer(
            Vertx vertx,
            Kit kit,
            KafkaConfig kafka,
            Store store,
            String name,
            Topic<E> topic,
            EventHandler<E> handler) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Completes at once: it follows from now on, also through outages of Kafka and of the database. */
    public Future<Void> start() {
        throw new UnsupportedOperationException("to be written");
    }

    /** Finishes the batch in hand (at most 5 s) and leaves the group. */
    public Future<Void> stop() {
        throw new UnsupportedOperationException("to be written");
    }
}
