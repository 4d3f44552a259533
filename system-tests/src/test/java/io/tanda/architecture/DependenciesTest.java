package io.tanda.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.servers.TandaRoot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No library is older than the decision about dependencies allows. */
class DependenciesTest {
    private static final String DECISION = "docs/adr/0012-dependencies-are-kept-current.md";
    private static final Pattern LINE = Pattern.compile("\\| `(?<library>[a-z0-9-]+)` \\| (?<least>[0-9.]+) \\|.*");
    private static final Pattern JAR = Pattern.compile("(?<library>.+?)-(?<version>[0-9]+(\\.[0-9]+)*)([.-].*)?\\.jar");

    @Test
    void nothing_on_the_class_path_is_too_old() throws IOException {
        Map<String, String> least = least();
        assertThat(least).containsKey("netty-codec-http");
        assertThat(tooOld(least, jars())).isEmpty();
    }

    @Test
    void one_that_is_too_old_or_not_there_is_named() {
        Map<String, String> least = Map.of("netty-codec-http", "4.2.18");
        assertThat(tooOld(least, List.of("netty-codec-http-4.2.18.Final.jar"))).isEmpty();
        assertThat(tooOld(least, List.of("netty-codec-http-4.3.0.Final.jar"))).isEmpty();
        assertThat(tooOld(least, List.of("netty-codec-http-4.2.9.Final.jar")))
                .containsExactly("netty-codec-http is 4.2.9 and must be 4.2.18 at least");
        assertThat(tooOld(least, List.of("netty-codec-http2-4.2.18.Final.jar")))
                .containsExactly("netty-codec-http is not there: its line can go");
    }

    private static List<String> tooOld(Map<String, String> least, List<String> jars) {
        Map<String, String> there = new LinkedHashMap<>();
        for (String jar : jars) {
            Matcher named = JAR.matcher(jar);
            if (named.matches()) there.put(named.group("library"), named.group("version"));
        }
        List<String> flaws = new ArrayList<>();
        least.forEach((library, lowest) -> {
            String version = there.get(library);
            if (version == null) flaws.add(library + " is not there: its line can go");
            else if (Arrays.compare(numbers(version), numbers(lowest)) < 0)
                flaws.add(library + " is " + version + " and must be " + lowest + " at least");
        });
        return flaws;
    }

    private static int[] numbers(String version) {
        return Stream.of(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    private static Map<String, String> least() throws IOException {
        Map<String, String> least = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TandaRoot.find().resolve(DECISION))) {
            Matcher row = LINE.matcher(line);
            if (row.matches()) least.put(row.group("library"), row.group("least"));
        }
        return least;
    }

    private static List<String> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> String.valueOf(Path.of(entry).getFileName()))
                .toList();
    }
}
