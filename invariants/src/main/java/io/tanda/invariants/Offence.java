package io.tanda.invariants;

import io.tanda.contract.RideId;
import org.jspecify.annotations.Nullable;

/** A broken promise. @param ride whose; absent where it is about all of them @param found for whoever looks for the cause */
public record Offence(Invariant invariant, @Nullable RideId ride, String found) {
    @Override
    public String toString() {
        return invariant.promise() + (ride == null ? "" : ", ride " + ride) + ": " + found;
    }
}
