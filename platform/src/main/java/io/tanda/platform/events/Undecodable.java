package io.tanda.platform.events;

import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;

/** The event's body, or its type, is beyond us: trying again at once is no use. */
public final class Undecodable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Undecodable(String message) {
        super(message);
    }

    static <E extends Event> E decode(Topic<E> topic, Recorded recorded) {
        try {
            return recorded.event(topic);
        } catch (IllegalArgumentException e) {
            throw new Undecodable(String.valueOf(e.getMessage()));
        }
    }
}
