package io.tanda.platform.events;

import io.tanda.contract.event.Topic;
import io.tanda.platform.Kit;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Publishes what the outbox points at, lane by lane, in order; deletes the pointers after Kafka has it. Any number may run. */
public final class OutboxRelay {
    public OutboxRelay(Vertx vertx, Kit kit, KafkaConfig kafka, Store store, Topic<?> topic) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Completes at once: it publishes from now on, also through outages of Kafka and of the database. */
    public Future<Void> start() {
        throw new UnsupportedOperationException("to be written");
    }

    /** Finishes the batch in hand (at most 5 s) and closes its producer. */
    public Future<Void> stop() {
        throw new UnsupportedOperationException("to be written");
    }
}
