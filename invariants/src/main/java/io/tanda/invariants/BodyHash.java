package io.tanda.invariants;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tanda.contract.Wire;

/** The same event in two places: compared by a hash, for a run's bodies are too many to keep. */
final class BodyHash {
    private BodyHash() {}

    /** Equal for equal trees, whatever the order of their fields. */
    static int of(String json) {
        try {
            return Wire.mapper().readTree(json).hashCode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + json, e);
        }
    }
}
