package io.tanda.seeded;

import io.tanda.contract.Actor;
import io.tanda.contract.Wire;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.testing.FakeCommits;
import io.tanda.platform.testing.FakeCommits.Journaled;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * A context that others follow: what it journals goes out to its topic.
 *
 * @param <C> its change
 */
abstract class Owner<C> extends Site<C> {
    private final City city;
    private final Topic<? extends Event> topic;
    private final FakeTopic log;
    private final Relay relay;
    private final IdentityHashMap<Journaled, Recorded> written = new IdentityHashMap<>();

    Owner(City city, Topic<? extends Event> topic, FakeCommits<C> store) {
        super(city, topic.context(), store);
        this.city = city;
        this.topic = topic;
        this.log = new FakeTopic(topic);
        this.relay = new Relay(city, this);
    }

    /** The events that it would journal. */
    abstract List<Journaled> news(C change);

    @Override
    void opened(Life life) {
        super.opened(life);
        relay.kick();
    }

    @Override
    void closed(Life life) {
        super.closed(life);
        relay.lost(life);
    }

    @Override
    void committed(C change) {
        relay.kick();
        super.committed(change);
    }

    /** {@link Flaw#PUBLISH_BEFORE_COMMIT} */
    @Override
    void attempted(C change) {
        if (!city.has(Flaw.PUBLISH_BEFORE_COMMIT)) return;
        for (Journaled early : news(change)) {
            city.promises().published(this, early);
            log.append(write(early));
        }
    }

    /** As the journal says it and Kafka carries it. */
    Recorded recorded(Journaled journaled) {
        return written.computeIfAbsent(journaled, this::write);
    }

    private Recorded write(Journaled journaled) {
        Event event = journaled.event();
        return new Recorded(
                event.aggregate().id(),
                journaled.version(),
                typeOf(topic, event),
                event.at(),
                Actor.SYSTEM,
                null,
                Wire.encodeText(event));
    }

    private static <E extends Event> String typeOf(Topic<E> topic, Event event) {
        return topic.typeOf(topic.family().cast(event));
    }

    Topic<? extends Event> topic() {
        return topic;
    }

    FakeTopic log() {
        return log;
    }

    Relay relay() {
        return relay;
    }
}
