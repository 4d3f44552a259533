package io.tanda.booking.application;

import io.tanda.contract.Place;
import org.jspecify.annotations.Nullable;

/** What people call the pick-up and the drop-off; personal. */
public record Labels(@Nullable String pickup, @Nullable String dropoff) {
    static Labels of(Place pickup, Place dropoff) {
        return new Labels(pickup.label(), dropoff.label());
    }

    /** Says nothing: it might be logged. */
    @Override
    public String toString() {
        return "Labels";
    }
}
