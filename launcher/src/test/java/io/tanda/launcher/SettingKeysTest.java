package io.tanda.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.contract.LongestWay;
import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the code reads, what is known and what is explained are the same. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SettingKeysTest {
    private static final Pattern READ = Pattern.compile(
            "(?:settings\\s*\\.(?:text|number|flag|share|oneOf|file)\\(|TrustFile\\.of\\(settings,)\\s*(name \\+ )?"
                    + "\"(?<key>[a-z.-]+)\"");
    private static final Pattern EXPLAINED = Pattern.compile("(?m)^#?(?<key>[a-z][a-z.-]*)=");
    /** Whose store's keys are explained for all of them. */
    private static final String FIRST = "booking";

    private static final String FIRST_STORE = FIRST + ".store.";

    @Test
    void every_key_that_the_code_reads_is_known_and_no_other() throws IOException {
        Set<String> read = new TreeSet<>(Set.of(LongestWay.SETTING));
        for (Path source : sources()) {
            READ.matcher(Files.readString(source)).results().forEach(found -> add(read, found.group("key")));
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(SettingKeys.ALL);
    }

    @Test
    void every_key_that_is_known_is_explained_and_no_other() throws IOException {
        Set<String> explained = new TreeSet<>();
        String text = Files.readString(TandaRoot.find().resolve("conf/tanda.properties"));
        EXPLAINED.matcher(text).results().forEach(found -> {
            String key = found.group("key");
            add(explained, key.startsWith(FIRST_STORE) ? key.substring(FIRST.length()) : key);
        });
        assertThat(explained).containsExactlyInAnyOrderElementsOf(SettingKeys.ALL);
    }

    @Test
    void a_secret_is_a_setting() {
        assertThat(SettingKeys.ALL).containsAll(SettingKeys.SECRET);
    }

    @Test
    void what_is_called_a_secret_is_kept_as_one() {
        Pattern secret = Pattern.compile("(^|\\.)(secret|password|token)(\\.|$)");
        assertThat(SettingKeys.SECRET)
                .containsAll(
                        SettingKeys.ALL.stream().filter(secret.asPredicate()).toList());
    }

    /** One that begins with a dot is every store's. */
    private static void add(Set<String> keys, String key) {
        if (!key.startsWith(".")) keys.add(key);
        else Contexts.ALL.stream().filter(Context::stored).forEach(context -> keys.add(context + key));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.find(
                TandaRoot.find(),
                Integer.MAX_VALUE,
                (file, is) -> is.isRegularFile() && file.toString().matches(".*/src/main/java/.*\\.java"))) {
            return all.toList();
        }
    }
}
