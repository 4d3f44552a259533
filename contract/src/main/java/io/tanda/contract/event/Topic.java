package io.tanda.contract.event;

import io.tanda.contract.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A Kafka topic of one context's domain events. Key = aggregate id, value = the event's JSON, type name and version in CloudEvents
 * headers. The type names are written by hand and read forever.
 *
 * @param <E> the context's sealed family of events
 */
public final class Topic<E extends Event> {
    private final String name;
    private final String context;
    private final Class<E> family;
    private final Map<String, Class<? extends E>> byType = new LinkedHashMap<>();
    private final Map<Class<?>, String> byClass = new LinkedHashMap<>();

    private Topic(String context, Class<E> family) {
        this.name = "tanda." + context + ".events.v1";
        this.context = context;
        this.family = family;
    }

    static <E extends Event> Topic<E> of(String context, Class<E> family) {
        return new Topic<>(context, family);
    }

    Topic<E> event(String type, Class<? extends E> event) {
        String wireName = context + "." + type + ".v1";
        if (byType.put(wireName, event) != null || byClass.put(event, wireName) != null)
            throw new IllegalStateException("twice in " + name + ": " + type);
        return this;
    }

    public String name() {
        return name;
    }

    /** {@code booking}, {@code dispatch} or {@code payment}: who writes here and owns the journal. */
    public String context() {
        return context;
    }

    public Class<E> family() {
        return family;
    }

    /** Every type name of this topic, in the order they are listed. */
    public Set<String> types() {
        return byType.keySet();
    }

    /** The wire name of an event's type, such as {@code booking.ride-requested.v1}. */
    public String typeOf(E event) {
        String type = byClass.get(event.getClass());
        if (type == null) throw new IllegalStateException(event.getClass() + " has no name in " + name);
        return type;
    }

    /** @throws IllegalArgumentException for a type this topic does not know, or a body that does not fit it */
    public E decode(String type, String json) {
        Class<? extends E> event = byType.get(type);
        if (event == null) throw new IllegalArgumentException("unknown event type " + type + " in " + name);
        return Wire.decode(json, event);
    }

    @Override
    public String toString() {
        return name;
    }
}
