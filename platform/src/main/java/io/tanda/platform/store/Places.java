package io.tanda.platform.store;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places for any number of values in one statement, filled up to a power of two by repeating the last, so that a connection prepares a
 * handful of texts and not hundreds. For conditions, where a value that is there twice says nothing new.
 */
public final class Places {
    private Places() {}

    /** @param values at least one */
    public static <T> List<T> filled(List<T> values) {
        int places = Integer.highestOneBit(values.size() * 2 - 1);
        return IntStream.range(0, places)
                .mapToObj(place -> values.get(Math.min(place, values.size() - 1)))
                .toList();
    }

    /** Such as {@code ?, ?, ?} for {@code ("?", ", ", 3)}. */
    public static String text(String place, String between, int count) {
        return String.join(between, Collections.nCopies(count, place));
    }
}
