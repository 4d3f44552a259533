package io.tanda.platform.ops;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Configuration by key: environment before file before default. {@code mysql.url} is {@code TANDA_MYSQL_URL} in the environment. What
 * is wrong is collected, so that all of it is reported at once: read everything, then {@link #check}.
 */
public final class Settings {
    private final Map<String, String> file;
    private final Map<String, String> environment;
    /** Of all verticles, which read on threads of their own. */
    private final List<String> problems = new CopyOnWriteArrayList<>();

    public Settings(Map<String, String> file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** For tests: the given keys and nothing else. */
    public static Settings of(Map<String, String> values) {
        return new Settings(values, Map.of());
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

    /** A share, from 0 (none) to 1 (all). */
    public double share(String key, double fallback) {
        String value = raw(key);
        if (value == null || value.isBlank()) return fallback;
        try {
            double share = Double.parseDouble(value.strip());
            if (share >= 0 && share <= 1) return share;
        } catch (NumberFormatException e) {
            // reported below with the range
        }
        problems.add(key + " (" + environmentName(key) + ") must be a number from 0 to 1, such as 0.05, not \"" + value
                + "\"");
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
        if (!problems.isEmpty()) throw new IllegalStateException("configuration: " + String.join("; ", problems));
    }

    public static String environmentName(String key) {
        return "TANDA_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private @Nullable String raw(String key) {
        String fromEnvironment = environment.get(environmentName(key));
        return fromEnvironment != null ? fromEnvironment : file.get(key);
    }
}
