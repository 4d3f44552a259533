package io.tanda.contract.event;

import io.tanda.contract.Wire;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    private final Map<String, Class<? extends E>> byType;
    private final Map<Class<?>, String> byClass = new HashMap<>();

    private Topic(String context, Class<E> family, Map<String, Class<? extends E>> byType) {
        this.name = "tanda." + context + ".events.v1";
        this.context = context;
        this.family = family;
        this.byType = byType;
        byType.forEach((type, event) -> {
            if (byClass.put(event, type) != null) throw new IllegalStateException("twice in " + name + ": " + event);
        });
    }

    /** A topic without types yet. @param context the name of the one that writes here */
    public static <E extends Event> Topic<E> of(String context, Class<E> family) {
        return new Topic<>(context, family, Map.of());
    }

    /** The topic with one type more. @param type without context and version, such as {@code ride-requested} */
    public Topic<E> event(String type, Class<? extends E> event) {
        Map<String, Class<? extends E>> more = new LinkedHashMap<>(byType);
        if (more.put(context + "." + type + ".v1", event) != null)
            throw new IllegalStateException("twice in " + name + ": " + type);
        return new Topic<>(context, family, more);
    }

    public String name() {
        return name;
    }

    /** The name of the context that writes here and owns the journal. */
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
        return nameOf(event.getClass());
    }

    /** As {@link #typeOf(Event)}. */
    public String typeOf(Class<? extends E> event) {
        return nameOf(event);
    }

    private String nameOf(Class<?> event) {
        String type = byClass.get(event);
        if (type == null) throw new IllegalStateException(event + " has no name in " + name);
        return type;
    }

    /** Null: a type that this topic does not know, from a newer writer. */
    public @Nullable Class<? extends E> classOf(String type) {
        return byType.get(type);
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
