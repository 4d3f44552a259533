package io.tanda.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/rules.md} names the tests that are tagged with a rule's code, and says of which rules there is none. */
class ShownRulesTest {
    private static final Path PAGE = Sources.ROOT.resolve("docs/rules.md");
    private static final String UPDATE = "golden.update";

    private static final String CODE = "(?:[A-G]|R)[0-9]{1,2}b?";
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(" + CODE + ")\"\\)");
    private static final Pattern TAGGED = Pattern.compile("\\b(class|void) (\\w+)");
    private static final Pattern LINE = Pattern.compile("(?m)^\\| (" + CODE + ") \\| (.*) \\| ([^|]*) \\|$");
    private static final String NONE = "not shown";

    @Test
    void the_page_names_the_tests_that_are_tagged() throws IOException {
        String page = Sources.read(PAGE);
        String today = filledIn(page, shown(tests()));
        if (Boolean.getBoolean(UPDATE)) Files.writeString(PAGE, today);
        else assertThat(page).as("run with -D%s=true and read the diff", UPDATE).isEqualTo(today);
    }

    @Test
    void every_tag_is_a_rule_of_the_page() {
        assertThat(shown(tests()).keySet()).isNotEmpty().isSubsetOf(codes());
    }

    @Test
    void the_page_has_every_rule_of_booking_and_of_its_quality() {
        List<String> expected = Stream.concat(codes("A", 12), codes("B", 8)).toList();
        assertThat(codes()).containsAll(expected);
    }

    @Test
    void a_tag_is_of_the_class_or_of_the_method_that_follows_it() {
        String tagged =
                "@Tag(\"A1\")\n@Tag(\"A2\")\nfinal class HailIT {\n@Test @Tag(\"A2\") @Tag(\"B1\")\nvoid it_rains() {}}";
        assertThat(shown(Map.of("HailIT", tagged)))
                .containsExactly(
                        Map.entry("A1", new TreeSet<>(List.of("HailIT"))),
                        Map.entry("A2", new TreeSet<>(List.of("HailIT"))),
                        Map.entry("B1", new TreeSet<>(List.of("HailIT.it_rains"))));
        assertThat(filledIn("| A1 | Hail. | ? |\n| A3 | Sun. | `SunIT` |", shown(Map.of("HailIT", tagged))))
                .isEqualTo("| A1 | Hail. | `HailIT` |\n| A3 | Sun. | not shown |");
    }

    private static String filledIn(String page, Map<String, SortedSet<String>> shown) {
        return LINE.matcher(page).replaceAll(line -> {
            SortedSet<String> tests = shown.getOrDefault(line.group(1), new TreeSet<>());
            String names = tests.isEmpty()
                    ? NONE
                    : tests.stream().map(test -> "`" + test + "`").collect(Collectors.joining(", "));
            return Matcher.quoteReplacement("| " + line.group(1) + " | " + line.group(2) + " | " + names + " |");
        });
    }

    /** Each code with its tests: a class, or a method of one that is not tagged as a whole. */
    private static Map<String, SortedSet<String>> shown(Map<String, String> tests) {
        Map<String, SortedSet<String>> shown = new TreeMap<>();
        tests.forEach((name, text) -> TAG.matcher(text)
                .results()
                .forEach(tag -> shown.computeIfAbsent(tag.group(1), none -> new TreeSet<>())
                        .add(tagged(name, text, tag))));
        shown.values().forEach(names -> names.removeIf(method -> isWithin(method, names)));
        return shown;
    }

    private static boolean isWithin(String method, SortedSet<String> names) {
        int dot = method.indexOf('.');
        return dot > 0 && names.contains(method.substring(0, dot));
    }

    private static String tagged(String name, String text, MatchResult tag) {
        Matcher next = TAGGED.matcher(text);
        if (!next.find(tag.end())) throw new AssertionError("a tag of " + name + " is of nothing");
        return next.group(2).equals(name) ? name : name + "." + next.group(2);
    }

    private static Map<String, String> tests() {
        Map<String, String> tests = new TreeMap<>();
        Sources.files()
                .filter(path -> path.toString().matches(".*/src/test/.*(Test|IT|Contract)\\.java"))
                .filter(path -> !path.endsWith(Path.of("ShownRulesTest.java")))
                .forEach(path -> tests.merge(
                        path.getFileName().toString().replace(".java", ""),
                        Sources.read(path),
                        (one, other) -> one + "\n" + other));
        return tests;
    }

    private static List<String> codes() {
        return LINE.matcher(Sources.read(PAGE))
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    private static Stream<String> codes(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> letter + number);
    }
}
