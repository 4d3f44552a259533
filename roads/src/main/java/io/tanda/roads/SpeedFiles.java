package io.tanda.roads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where speeds come from: those that ship, by name, and files of whoever runs the city. Read once, at start. */
public final class SpeedFiles {
    public static final String NEW_YORK_2013 = "new-york-2013";

    private static final List<String> SHIPPED = List.of(NEW_YORK_2013);

    /** The setting: a name or a file. */
    public static final String EXPECTED = "a file of speeds that ends with .properties, or one of " + SHIPPED;

    private static final String SUFFIX = ".properties";
    private static final double MOST_START_SECONDS = 600;
    private static final double LEAST_KMH = 1;
    private static final double MOST_KMH = 130;

    private final String name;
    private final Properties values;
    private final Consumer<String> problems;
    private final Set<String> asked = new HashSet<>();

    private SpeedFiles(String name, Properties values, Consumer<String> problems) {
        this.name = name;
        this.values = values;
        this.problems = problems;
    }

    /** @throws IllegalArgumentException for a name that does not ship */
    public static Speeds shipped(String name) {
        List<String> problems = new ArrayList<>();
        Speeds speeds = read(name, problems::add);
        if (speeds == null || !problems.isEmpty()) throw new IllegalArgumentException(String.join("; ", problems));
        return speeds;
    }

    /**
     * @param name as the setting has it
     * @param problems told all that is wrong, each with file, key and what is allowed
     * @return null where there is no such file; nobody's to use where there was a problem
     */
    public static @Nullable Speeds read(String name, Consumer<String> problems) {
        Properties values = new Properties();
        try (Reader reader = open(name)) {
            if (reader == null) {
                problems.accept("\"" + name + "\" is no file of speeds: " + EXPECTED);
                return null;
            }
            values.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.accept(name + " cannot be read: " + e);
            return null;
        }
        return new SpeedFiles(name, values, problems).speeds();
    }

    private static @Nullable Reader open(String name) throws IOException {
        if (name.endsWith(SUFFIX)) return Files.newBufferedReader(Path.of(name));
        if (!SHIPPED.contains(name)) return null;
        InputStream shipped = SpeedFiles.class.getResourceAsStream(name + SUFFIX);
        return shipped == null ? null : new InputStreamReader(shipped, UTF_8);
    }

    private Speeds speeds() {
        double start = number("start.seconds", 0, MOST_START_SECONDS);
        Map<RoadKind, Double> kmh = new EnumMap<>(RoadKind.class);
        for (RoadKind kind : RoadKind.values()) kmh.put(kind, number("kmh." + kind.wireName(), LEAST_KMH, MOST_KMH));
        new TreeSet<>(values.stringPropertyNames())
                .stream()
                        .filter(key -> !asked.contains(key))
                        .forEach(key -> problems.accept(name + ": \"" + key + "\" is no key of a file of speeds"));
        return new Speeds(start, kmh);
    }

    private double number(String key, double least, double most) {
        asked.add(key);
        String text = values.getProperty(key);
        try {
            double number = text == null ? Double.NaN : Double.parseDouble(text.strip());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // Told below with what is allowed.
        }
        String what = text == null ? " is missing" : " is \"" + text + "\"";
        problems.accept(name + ": " + key + what + ", and must be a number from " + least + " to " + most);
        return most;
    }
}
