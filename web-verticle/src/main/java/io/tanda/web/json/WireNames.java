package io.tanda.web.json;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The constants of an enum by the names that they have in requests, in the order of these. */
public final class WireNames {
    private WireNames() {}

    public static <V> Map<String, V> of(V[] values, Function<V, String> name) {
        return new TreeMap<>(Arrays.stream(values).collect(Collectors.toMap(name, Function.identity())));
    }
}
