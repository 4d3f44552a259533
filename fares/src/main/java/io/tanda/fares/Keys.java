package io.tanda.fares;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A tariff's keys and values. Every flaw is told with its key and what is allowed; the value that is given instead is used by nobody. */
final class Keys {
    private final String file;
    private final Map<String, String> values;
    private final Consumer<String> problems;
    private final List<String> asked = new ArrayList<>();
    private boolean flawed;

    Keys(String file, Map<String, String> values, Consumer<String> problems) {
        this.file = file;
        this.values = values;
        this.problems = problems;
    }

    long whole(String key, long least, long most) {
        return read(
                key,
                Keys::parseWhole,
                value -> value >= least && value <= most,
                least,
                span("a whole number", least, most));
    }

    long whole(String key, long fallback, long least, long most) {
        asked.add(key);
        return values.containsKey(key) ? whole(key, least, most) : fallback;
    }

    private static Long parseWhole(String text) {
        return Long.valueOf(text);
    }

    double number(String key, double least, double most) {
        return read(
                key, Double::valueOf, value -> value >= least && value <= most, most, span("a number", least, most));
    }

    private static String span(String what, Object least, Object most) {
        return what + " from " + least + " to " + most;
    }

    <T> T oneOf(String key, Map<String, T> words) {
        return read(
                key,
                text -> {
                    T word = words.get(text);
                    if (word == null) throw new IllegalArgumentException(text);
                    return word;
                },
                word -> true,
                words.values().iterator().next(),
                words.keySet().stream().sorted().collect(Collectors.joining(" or ")));
    }

    /** @param parse throws an {@link IllegalArgumentException} or {@link DateTimeException} for what is none */
    <T> T read(String key, Function<String, T> parse, T instead, String expected) {
        return read(key, parse, value -> true, instead, expected);
    }

    private <T> T read(String key, Function<String, T> parse, Predicate<T> fits, T instead, String expected) {
        asked.add(key);
        String text = values.get(key);
        if (text == null) {
            problem(key + " is missing: " + expected);
            return instead;
        }
        try {
            T value = parse.apply(text.strip());
            if (fits.test(value)) return value;
        } catch (IllegalArgumentException | DateTimeException e) {
            // Told below with what is allowed.
        }
        problem(key + " must be " + expected + ", not \"" + text + "\"");
        return instead;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The names in keys such as {@code band.NAME.flag}, in their order. */
    Set<String> names(String kind) {
        Pattern named = Pattern.compile(Pattern.quote(kind) + "\\.([a-z][a-z0-9-]{0,31})\\..+");
        return values.keySet().stream()
                .map(named::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void problem(String problem) {
        flawed = true;
        problems.accept(file + ": " + problem);
    }

    /** @return whether all was right, and nothing was there that nobody asked for */
    boolean areRight() {
        new TreeSet<>(values.keySet())
                .stream()
                        .filter(key -> !asked.contains(key))
                        .forEach(key -> problem("\"" + key + "\" is no key of a tariff"));
        return !flawed;
    }
}
