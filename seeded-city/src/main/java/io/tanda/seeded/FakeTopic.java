package io.tanda.seeded;

import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A topic in memory: partitions by aggregate, each in the order in which it was written. */
final class FakeTopic {
    static final int PARTITIONS = 3;

    private final Topic<? extends Event> topic;
    private final List<List<Recorded>> partitions = IntStream.range(0, PARTITIONS)
            .<List<Recorded>>mapToObj(i -> new ArrayList<>())
            .toList();
    private final List<IntConsumer> listeners = new ArrayList<>();

    FakeTopic(Topic<? extends Event> topic) {
        this.topic = topic;
    }

    /** @param listener told which partition has grown */
    void tell(IntConsumer listener) {
        listeners.add(listener);
    }

    void append(Recorded event) {
        int partition = partitionOf(event.aggregate());
        partitions.get(partition).add(event);
        listeners.forEach(listener -> listener.accept(partition));
    }

    private static int partitionOf(UUID aggregate) {
        return Math.floorMod(aggregate.hashCode(), PARTITIONS);
    }

    List<Recorded> partition(int number) {
        return partitions.get(number);
    }

    List<Recorded> all() {
        return partitions.stream().flatMap(List::stream).toList();
    }

    @Override
    public String toString() {
        return topic.name();
    }
}
