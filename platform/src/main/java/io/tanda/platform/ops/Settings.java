package io.tanda.platform.ops;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Configuration by key: argument before environment before file before default. {@code mysql.url} is {@code --mysql.url} among the
 * arguments and {@code TANDA_MYSQL_URL} in the environment. What is wrong is collected, so that all of it is reported at once: read
 * everything, then {@link #check}.
 */
public final class Settings {
    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final Map<String, String> arguments;
    /** Of all verticles, which read on threads of their own. */
    private final List<String> problems = new CopyOnWriteArrayList<>();

    /** @param file by key @param environment by {@link #environmentName} @param arguments by key */
    public Settings(Map<String, String> file, Map<String, String> environment, Map<String, String> arguments) {
        this.file = file;
        this.environment = environment;
        this.arguments = arguments;
    }

    /** For tests: the given keys and nothing else. */
    public static Settings of(Map<String, String> values) {
        return new Settings(values, Map.of(), Map.of());
    }

    /** @param fallback null = the key is required @param expected what a value looks like, for the message */
    public String text(String key, @Nullable String fallback, String expected) {
        String value = raw(key);
        if (value != null && !value.isBlank()) return value;
        if (fallback != null) return fallback;
        problems.add(key + " (" + environmentName(key) + ") is missing: " + expected);
        return "";
    }

    /** A whole number from {@code least} to {@code most}. */
    public int number(String key, int fallback, int least, int most) {
        String value = raw(key);
        if (value == null || value.isBlank()) return fallback;
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // reported below with the range
        }
        problems.add(key + " (" + environmentName(key) + ") must be a whole number from " + least + " to " + most
                + ", not \"" + value + "\"");
        return fallback;
    }

    public boolean flag(String key, boolean fallback) {
        String value = raw(key);
        if (value == null || value.isBlank()) return fallback;
        if (value.equals("true") || value.equals("false")) return Boolean.parseBoolean(value);
        problems.add(key + " (" + environmentName(key) + ") must be true or false, not \"" + value + "\"");
        return fallback;
    }

    /** Adds what a configuration record found wrong by itself. */
    public void problem(String problem) {
        problems.add(problem);
    }

    /** @throws IllegalStateException naming every problem found so far */
    public void check() {
        if (problems.isEmpty()) return;
        // What several read is wrong for each of them, and said once.
        throw new IllegalStateException("configuration: " + String.join("; ", new LinkedHashSet<>(problems)));
    }

    public static String environmentName(String key) {
        return "TANDA_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private @Nullable String raw(String key) {
        String argument = arguments.get(key);
        if (argument != null) return argument;
        String fromEnvironment = environment.get(environmentName(key));
        return fromEnvironment != null ? fromEnvironment : file.get(key);
    }
}
