package io.tanda.platform.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Configuration by key: argument before environment before file before default. {@code mysql.url} is {@code --mysql.url} among the
 * arguments and {@code TANDA_MYSQL_URL} in the environment, or {@code TANDA_MYSQL_URL_FILE} names a file that holds it: a secret that is
 * mounted never shows in a list of processes. What is wrong is collected, so that all of it is reported at once: read everything, then
 * {@link #check}.
 */
public final class Settings {
    /** Of a file that holds one value: a certificate chain and more. */
    private static final int MAX_FILE_BYTES = 64 * 1024;

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

    /** One of some words. */
    public String oneOf(String key, String fallback, List<String> words) {
        String value = raw(key);
        if (value == null || value.isBlank()) return fallback;
        if (words.contains(value)) return value;
        problems.add(key + " (" + environmentName(key) + ") must be " + String.join(" or ", words) + ", not \"" + value
                + "\"");
        return fallback;
    }

    /** A file that is there and can be read; blank where the key is not set. */
    public String file(String key, String expected) {
        String name = text(key, "", expected);
        if (!name.isBlank() && !isReadable(name))
            problems.add(key + " (" + environmentName(key) + ") names " + name + ", which is no file that can be read: "
                    + expected);
        return name;
    }

    private static boolean isReadable(String name) {
        try {
            return Files.isRegularFile(Path.of(name)) && Files.isReadable(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Adds what a configuration record found wrong by itself. */
    public void problem(String problem) {
        problems.add(problem);
    }

    /** @throws IllegalStateException naming every problem found so far */
    public void check() {
        // Each context reads what it shares with the others.
        if (!problems.isEmpty())
            throw new IllegalStateException(
                    "configuration: " + problems.stream().distinct().collect(Collectors.joining("; ")));
    }

    public static String environmentName(String key) {
        return "TANDA_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private @Nullable String raw(String key) {
        String argument = arguments.get(key);
        if (argument != null) return argument;
        String name = environmentName(key);
        String fromEnvironment = environment.get(name);
        String secret = environment.get(name + "_FILE");
        if (secret != null) {
            if (fromEnvironment == null) return held(name + "_FILE", secret);
            problems.add(key + " is set twice, by " + name + " and by " + name + "_FILE: take one away");
        }
        return fromEnvironment != null ? fromEnvironment : file.get(key);
    }

    /** Without the line's end that an editor leaves behind. */
    private @Nullable String held(String name, String secret) {
        try {
            Path path = Path.of(secret);
            if (Files.size(path) <= MAX_FILE_BYTES)
                return Files.readString(path).strip();
            problems.add(name + " names " + secret + ", which holds more than " + MAX_FILE_BYTES + " bytes");
        } catch (IOException | InvalidPathException e) {
            problems.add(name + " names " + secret + ", which cannot be read: " + e);
        }
        return null;
    }
}
