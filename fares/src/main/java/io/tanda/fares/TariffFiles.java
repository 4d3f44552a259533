package io.tanda.fares;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where tariffs come from: those that ship, by name, and files of whoever runs the city. Read once, at start. */
public final class TariffFiles {
    public static final String NEW_YORK_2012 = "nyc-yellow-2012-09-04";
    public static final String SEOUL_2019 = "seoul-medium-2019-02-16";
    public static final String SEOUL_2023 = "seoul-medium-2023-02-01";

    static final List<String> SHIPPED = List.of(NEW_YORK_2012, SEOUL_2019, SEOUL_2023);

    /** The one setting: names or files of one city's tariffs, with commas between. */
    public static final String EXPECTED =
            "tariffs of one city with commas between, each a file that ends with .properties or one of " + SHIPPED;

    /** Versions of one city's tariff: a change each quarter for ten years. */
    private static final int MAX_VERSIONS = 40;

    private static final String SUFFIX = ".properties";

    private TariffFiles() {}

    /** @throws IllegalArgumentException for a name that does not ship */
    public static Tariffs shipped(String... names) {
        List<String> problems = new ArrayList<>();
        Tariffs tariffs = read(String.join(",", names), problems::add);
        if (!problems.isEmpty()) throw new IllegalArgumentException(String.join("; ", problems));
        return tariffs;
    }

    /**
     * @param names as the setting has them
     * @param problems told all that is wrong in all files, each with file, key and what is allowed
     * @return nobody's to use where there was a problem
     */
    public static Tariffs read(String names, Consumer<String> problems) {
        List<Tariff> versions = new ArrayList<>();
        String[] listed = names.split(",", -1);
        if (listed.length > MAX_VERSIONS) problems.accept("at most " + MAX_VERSIONS + " tariffs: " + EXPECTED);
        for (String name : listed) {
            Map<String, String> values = values(name.strip(), problems);
            Tariff tariff = values == null ? null : TariffText.read(name.strip(), values, problems);
            if (tariff != null) versions.add(tariff);
        }
        TariffText.together(versions, problems);
        return versions.isEmpty() ? shipped(NEW_YORK_2012) : new Tariffs(versions);
    }

    private static @Nullable Map<String, String> values(String name, Consumer<String> problems) {
        Properties properties = new Properties();
        try (Reader reader = open(name)) {
            if (reader == null) {
                problems.accept("\"" + name + "\" is no tariff: " + EXPECTED);
                return null;
            }
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.accept("the tariff " + name + " cannot be read: " + e);
            return null;
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, key -> properties.getProperty(key)));
    }

    private static @Nullable Reader open(String name) throws IOException {
        if (name.endsWith(SUFFIX)) return Files.newBufferedReader(Path.of(name));
        if (!SHIPPED.contains(name)) return null;
        InputStream shipped = TariffFiles.class.getResourceAsStream(name + SUFFIX);
        return shipped == null ? null : new BufferedReader(new InputStreamReader(shipped, UTF_8));
    }
}
