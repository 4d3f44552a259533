package io.tanda.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.contract.bus.Address;
import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The list of contexts is the list of verticles. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContextsTest {
    private static final String FOLDER = "-verticle";

    @Test
    void every_verticles_folder_is_a_context_and_every_context_has_a_folder() throws IOException {
        assertThat(folders(TandaRoot.find())).isEqualTo(names());
    }

    @Test
    void a_folder_that_is_no_context_is_found() throws IOException {
        Path root = Files.createTempDirectory(Path.of("target"), "root");
        for (Context context : Contexts.ALL) Files.createDirectory(root.resolve(context + FOLDER));
        assertThat(folders(root)).isEqualTo(names());
        Files.createDirectory(root.resolve("taximeter" + FOLDER));
        assertThat(folders(root)).isNotEqualTo(names());
    }

    @Test
    void every_address_begins_with_its_contexts_name() {
        assertThat(Contexts.ALL)
                .allSatisfy(context -> assertThat(context.addresses())
                        .allSatisfy(address -> assertThat(address.name()).startsWith(context + ".")));
        assertThat(Contexts.ADDRESSES.stream().map(Address::name)).doesNotHaveDuplicates();
    }

    @Test
    void who_publishes_answers_for_its_journal() {
        assertThat(Contexts.ALL)
                .filteredOn(context -> context.topic() != null)
                .allSatisfy(context -> assertThat(context.addresses().contains(context.journal()))
                        .isTrue());
    }

    private static Set<String> names() {
        return Contexts.ALL.stream().map(Context::name).collect(Collectors.toSet());
    }

    private static Set<String> folders(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(FOLDER))
                    .map(name -> name.substring(0, name.length() - FOLDER.length()))
                    .collect(Collectors.toSet());
        }
    }
}
