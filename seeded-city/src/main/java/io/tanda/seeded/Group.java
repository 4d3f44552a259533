package io.tanda.seeded;

import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One context follows another: who reads which partition, and how far each is read.
 *
 * @param <E> the other's events
 * @param <C> our change
 */
final class Group<E extends Event, C> {
    private final City city;
    private final Site<C> site;
    private final Owner<?> other;
    private final Topic<E> topic;
    private final String name;
    /** Stored: how many of each partition count as read. */
    private final int[] offsets = new int[FakeTopic.PARTITIONS];

    private final @Nullable Reader<?, ?>[] readers = new Reader<?, ?>[FakeTopic.PARTITIONS];

    Group(City city, Site<C> site, Owner<?> other, Topic<E> topic) {
        this.city = city;
        this.site = site;
        this.other = other;
        this.topic = topic;
        this.name = site.name() + "<-" + other.name();
    }

    void appended(int partition) {
        Reader<?, ?> reader = readers[partition];
        if (reader != null) reader.wake();
    }

    /** Each partition without a reader gets one. */
    void assign() {
        for (int partition = 0; partition < readers.length; partition++)
            if (readers[partition] == null) assign(partition);
    }

    private void assign(int partition) {
        site.anyLife().ifPresent(life -> {
            Reader<E, C> reader = new Reader<>(city, this, new SlowCommits<>(city, site, life), life, partition);
            readers[partition] = reader;
            reader.wake();
        });
    }

    /** Another reads it from the offset on; the one before is not stopped in what it does. */
    void handOver(int partition) {
        Reader<?, ?> before = readers[partition];
        if (before != null) before.revoke();
        readers[partition] = null;
        assign(partition);
    }

    /** The broker notices after a while. */
    void lost(Life life) {
        for (int partition = 0; partition < readers.length; partition++) {
            Reader<?, ?> reader = readers[partition];
            if (reader == null || reader.life() != life) continue;
            int gone = partition;
            reader.revoke();
            city.agenda().after(city.chance().millis(100, 5_000), null, "rebalances", name, () -> {
                if (readers[gone] == reader) {
                    readers[gone] = null;
                    assign(gone);
                }
            });
        }
    }

    int offset(int partition) {
        return offsets[partition];
    }

    void read(int partition, int upTo) {
        if (upTo <= offsets[partition]) return;
        List<Recorded> events = other.log().partition(partition);
        for (Recorded event : events.subList(offsets[partition], upTo))
            city.promises().counted(name, event, site.store().followed(name, event.aggregate()));
        offsets[partition] = upTo;
    }

    boolean isDone() {
        for (int partition = 0; partition < offsets.length; partition++)
            if (offsets[partition] < other.log().partition(partition).size()) return false;
        return true;
    }

    String name() {
        return name;
    }

    Topic<E> topic() {
        return topic;
    }

    Site<C> site() {
        return site;
    }

    Owner<?> other() {
        return other;
    }
}
