package io.tanda.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of every table that a migration makes, {@code docs/kept.md} says how long its rows live and what bounds it. */
class KeptTablesTest {
    private static final Path ROOT = TandaRoot.find();
    private static final String PAGE = "docs/kept.md";
    private static final String OF_EACH = "of each context";

    private static final Pattern CREATED = Pattern.compile("(?im)^\\s*CREATE TABLE (?:IF NOT EXISTS )?`?(\\w+)");
    private static final Pattern DROPPED = Pattern.compile("(?im)^\\s*DROP TABLE (?:IF EXISTS )?`?(\\w+)");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\n]+)\n(.*?)(?=^## |\\z)");
    /** With something in both of the other columns. */
    private static final Pattern LINE = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    void every_table_has_its_line_and_every_line_its_table() throws IOException {
        Map<String, Set<String>> made = new TreeMap<>();
        made.put(OF_EACH, tables(ROOT.resolve("platform/src/main/resources/db/platform")));
        for (Context context : Contexts.ALL) {
            Path folder = ROOT.resolve(context.name() + "-verticle/src/main/resources/db/" + context.name());
            if (Files.isDirectory(folder)) made.put(context.name(), tables(folder));
        }

        assertThat(said()).isEqualTo(made);
    }

    @Test
    void a_table_is_found_in_whatever_migration_makes_it() {
        assertThat(names(
                        CREATED,
                        "CREATE TABLE a (\n  x INT -- CREATE TABLE c\n);\ncreate table if not exists `b` (y INT);"))
                .containsExactly("a", "b");
    }

    private static Map<String, Set<String>> said() throws IOException {
        return SECTION.matcher(Files.readString(ROOT.resolve(PAGE)))
                .results()
                .collect(Collectors.toMap(
                        section -> section.group(1).toLowerCase(Locale.ROOT),
                        section -> names(LINE, section.group(2)),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static Set<String> tables(Path folder) throws IOException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> listed = Files.list(folder)) {
            for (Path migration : listed.sorted().toList()) {
                String sql = Files.readString(migration);
                tables.addAll(names(CREATED, sql));
                tables.removeAll(names(DROPPED, sql));
            }
        }
        return tables;
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
