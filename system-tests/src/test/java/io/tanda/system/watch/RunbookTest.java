package io.tanda.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/RUNBOOK.md} has an entry for each alert, and each entry says all that who is woken up needs. */
class RunbookTest {
    private static final String PAGE = "docs/RUNBOOK.md";
    private static final Pattern ENTRY = Pattern.compile("(?ms)^## (Tanda\\w+)\n(.*?)(?=^## |\\z)");
    private static final List<String> PARTS = List.of("Means", "People notice", "Look at", "Do", "Over when");

    @Test
    void each_alert_has_an_entry_and_each_entry_an_alert() throws IOException {
        assertThat(entries().keySet()).isEqualTo(new TreeMap<>(Monitoring.alerts()).keySet());
    }

    @Test
    void each_entry_says_what_it_means_what_to_do_and_when_it_is_over() throws IOException {
        entries().forEach((name, text) -> {
            for (String part : PARTS)
                assertThat(Pattern.compile("(?m)^- \\*\\*" + part + ":\\*\\* \\S.{15,}")
                                .matcher(text)
                                .find())
                        .as(name + ": " + part)
                        .isTrue();
        });
    }

    @Test
    void meters_that_are_named_are_there() throws IOException {
        MetricsPage page = MetricsPage.read();
        for (var named :
                Pattern.compile("`(tanda_\\w+)`").matcher(text()).results().toList())
            assertThat(page.lines().containsKey(named.group(1)) || page.find(named.group(1)) != null)
                    .as(named.group(1))
                    .isTrue();
    }

    private static Map<String, String> entries() throws IOException {
        Map<String, String> entries = new TreeMap<>();
        ENTRY.matcher(text())
                .results()
                .forEach(entry -> assertThat(entries.put(entry.group(1), entry.group(2)))
                        .as("two entries " + entry.group(1))
                        .isNull());
        return entries;
    }

    private static String text() throws IOException {
        return Files.readString(TandaRoot.find().resolve(PAGE));
    }
}
