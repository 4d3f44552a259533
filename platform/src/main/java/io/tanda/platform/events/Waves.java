package io.tanda.platform.events;

import io.tanda.contract.event.Recorded;
import io.tanda.platform.events.Publisher.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to send, in waves: one event of each aggregate, the next one after its acknowledgement. That keeps an aggregate's order
 * whichever record fails: a producer may lose a record and deliver the one after it. Sends nothing itself.
 */
final class Waves {
    private static final String MISSING = "the journal does not have this event";

    /** Why an event can never be published. @param version of the event */
    record Poison(int version, String error) {}

    /** @param event null: the journal does not have it */
    private record Step(Pointer pointer, @Nullable Recorded event) {}

    /** What is left to send: an aggregate's steps in order of version. */
    private final Map<UUID, Deque<Step>> waiting = new LinkedHashMap<>();

    private final List<Recorded> wave = new ArrayList<>();
    private final Set<Pointer> acknowledged = new HashSet<>();
    private final Map<UUID, Poison> poisoned = new HashMap<>();
    private @Nullable Throwable failure;

    /** After what was added of its aggregate before. @param event null: the journal does not have it */
    void add(Pointer pointer, @Nullable Recorded event) {
        waiting.computeIfAbsent(pointer.aggregate(), first -> new ArrayDeque<>())
                .add(new Step(pointer, event));
    }

    /** The next event of each aggregate; none when all is sent, or something failed. */
    List<Recorded> next() {
        wave.clear();
        if (failure != null) return List.of();
        for (Deque<Step> steps : List.copyOf(waiting.values())) {
            Step step = steps.element();
            if (step.event() == null) poison(step.pointer(), MISSING);
            else wave.add(step.event());
        }
        return List.copyOf(wave);
    }

    /** What came of the wave. @param deliveries in its order */
    void delivered(List<Delivery> deliveries) {
        for (int index = 0; index < wave.size(); index++) delivered(Pointer.to(wave.get(index)), deliveries.get(index));
    }

    private void delivered(Pointer pointer, Delivery delivery) {
        switch (delivery) {
            case Delivery.Acknowledged acknowledgement -> {
                acknowledged.add(pointer);
                Deque<Step> steps = waiting.get(pointer.aggregate());
                if (steps == null) return;
                steps.remove();
                if (steps.isEmpty()) waiting.remove(pointer.aggregate());
            }
            case Delivery.Refused refused -> poison(pointer, String.valueOf(refused.why()));
            case Delivery.Failed failed -> {
                if (failure == null) failure = failed.why();
            }
        }
    }

    /** Nothing more of its aggregate is sent. */
    private void poison(Pointer pointer, String why) {
        poisoned.put(pointer.aggregate(), new Poison(pointer.version(), why));
        waiting.remove(pointer.aggregate());
    }

    boolean isAcknowledged(Pointer pointer) {
        return acknowledged.contains(pointer);
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** By aggregate. */
    Map<UUID, Poison> poisoned() {
        return poisoned;
    }

    /** Something of it was not acknowledged, and is not poison. */
    boolean isLeft(UUID aggregate) {
        return waiting.containsKey(aggregate);
    }

    /** The first that stopped the waves. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
