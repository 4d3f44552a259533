package io.tanda.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever reads a code such as A5 in a comment, a test's name or a page finds it explained in {@code docs/rules.md}. */
class MentionedRulesTest {
    private static final String RULES = "docs/rules.md";

    private static final Pattern CODE = Pattern.compile("(?<![A-Za-z0-9])(?:[A-G]|R)[0-9]{1,2}(?![A-Za-z0-9])");
    private static final Pattern LINE = Pattern.compile("(?m)^\\| ((?:[A-G]|R)[0-9]{1,2}) \\|");
    /** Texts first, so that what looks like a comment in them is none. */
    private static final Pattern TEXT_OR_COMMENT = Pattern.compile(
            "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'|(?<comment>//[^\n]*|/\\*.*?\\*/)");

    private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

    @Test
    void every_code_that_is_mentioned_has_its_line() {
        assertThat(mentioned(path -> !path.toString().contains("offenders")))
                .isNotEmpty()
                .allSatisfy((code, file) -> assertThat(known())
                        .as("%s, mentioned in %s, has no line in %s", code, file, RULES)
                        .contains(code));
    }

    @Test
    void a_code_without_a_line_is_found_in_comments_and_in_the_names_of_tests() {
        assertThat(mentioned(path -> path.endsWith("offenders/LawOfItsOwn.java"))
                        .keySet())
                .containsExactlyInAnyOrder("B99", "R97", "R98")
                .doesNotContainAnyElementsOf(known());
    }

    @Test
    void what_a_page_says_counts_as_a_whole() {
        assertThat(codes("docs/page.md", "As A95 says (see R96); the H3 index and v1 are no rules."))
                .containsExactly("A95", "R96");
    }

    /** Each code with a file that mentions it. */
    private static Map<String, String> mentioned(Predicate<Path> of) {
        Map<String, String> mentioned = new TreeMap<>();
        Sources.files().filter(of).forEach(path -> {
            String name = Sources.ROOT.relativize(path).toString();
            if (!name.equals(RULES)) codes(name, Sources.read(path)).forEach(code -> mentioned.put(code, name));
        });
        return mentioned;
    }

    private static Set<String> codes(String name, String text) {
        String said = name.endsWith(".java") ? commentsAndTests(text) : text;
        return matches(CODE, said).map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String commentsAndTests(String java) {
        Stream<String> comments = matches(TEXT_OR_COMMENT, java)
                .map(found -> found.group("comment"))
                .filter(comment -> comment != null);
        Stream<String> tests = matches(METHOD, java).map(found -> found.group(1));
        return Stream.concat(comments, tests).collect(Collectors.joining("\n"));
    }

    private static Set<String> known() {
        return matches(LINE, Sources.read(Sources.ROOT.resolve(RULES)))
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
