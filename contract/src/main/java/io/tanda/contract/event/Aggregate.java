package io.tanda.contract.event;

import io.tanda.contract.Id;
import java.util.UUID;

/**
 * What an event is about. Each aggregate has a sequence of its own: its events are numbered 1, 2, 3, ...
 *
 * @param kind a word of its context's, such as {@code ride} or {@code charge}; at most {@link #KIND_MAX_CHARACTERS} characters
 * @param id unique among the aggregates of its context, of whatever kind
 */
public record Aggregate(String kind, UUID id) {
    public static final int KIND_MAX_CHARACTERS = 32;
    public static final String RIDE = "ride";

    public Aggregate {
        if (kind.isEmpty() || kind.length() > KIND_MAX_CHARACTERS)
            throw new IllegalArgumentException("kind must have 1 to " + KIND_MAX_CHARACTERS + " characters: " + kind);
    }

    public static Aggregate of(String kind, Id id) {
        return new Aggregate(kind, id.value());
    }
}
