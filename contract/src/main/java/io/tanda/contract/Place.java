package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody wants to be met or taken, with what people call it.
 *
 * @param label at most 120 characters, such as "Gangnam Station exit 3": the word for the degrees, and told to whom they are told
 */
public record Place(double lat, double lng, @Nullable String label) {
    public static final int LABEL_MAX_CHARACTERS = 120;

    public Place {
        new GeoPoint(lat, lng);
        if (label != null && Characters.in(label) > LABEL_MAX_CHARACTERS)
            throw new IllegalArgumentException("label must have at most " + LABEL_MAX_CHARACTERS + " characters");
    }

    public Place(GeoPoint point, @Nullable String label) {
        this(point.lat(), point.lng(), label);
    }

    @JsonIgnore
    public GeoPoint point() {
        return new GeoPoint(lat, lng);
    }

    /** Without what people call it: it might be logged. */
    @Override
    public String toString() {
        return "Place[lat=" + lat + ", lng=" + lng + "]";
    }
}
