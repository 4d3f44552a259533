package io.tanda.contract;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.event.Topic;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bounded context: what one verticle owns, and all that the others may know of it.
 *
 * @param name one lower-case word: the verticle's name in the topology, its module's folder ({@code <name>-verticle}) and its package
 * @param stored it has a schema of its own
 * @param topic where it publishes; absent when it tells nobody anything
 * @param addresses what it answers over the bus
 * @param follows whose events have effects here; its verticle does not start where it follows others
 */
public record Context(
        String name, boolean stored, @Nullable Topic<?> topic, List<Address<?, ?>> addresses, Set<Topic<?>> follows) {

    /** A context with a schema. */
    static Context stored(String name, Topic<?> topic, List<Address<?, ?>> addresses) {
        if (!topic.context().equals(name)) throw new IllegalArgumentException(topic + " is not " + name + "'s");
        return new Context(name, true, topic, addresses, Set.of());
    }

    /** A context with a schema that publishes nothing. */
    static Context silent(String name, List<Address<?, ?>> addresses) {
        return new Context(name, true, null, addresses, Set.of());
    }

    /** A context without a memory. */
    static Context stateless(String name) {
        return new Context(name, false, null, List.of(), Set.of());
    }

    /** The same, and what it follows. */
    Context following(Topic<?>... topics) {
        return new Context(name, stored, topic, addresses, Set.of(topics));
    }

    /** The schema's name in MySQL. */
    public String schema() {
        return "tanda_" + name;
    }

    /** Where its journal is read; absent when it publishes nothing. */
    public @Nullable Address<Journal.Read, Journal.Events> journal() {
        return topic == null ? null : Journal.of(name);
    }

    /** Where its operators' acts are read; absent where its addresses do not name that: operators do nothing by hand there. */
    public @Nullable Address<Audit.Read, Audit.Entries> audit() {
        Address<Audit.Read, Audit.Entries> acts = Audit.of(name);
        return addresses.contains(acts) ? acts : null;
    }

    @Override
    public String toString() {
        return name;
    }
}
