package io.tanda.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TandaRootTest {

    private final Path checkout = Path.of("target", "root-test", "checkout").toAbsolutePath();

    @BeforeEach
    void aCheckout() throws IOException {
        Folders.recreate(checkout);
        Files.createDirectories(checkout.resolve("booking/src"));
        Files.createFile(checkout.resolve("tanda"));
        Files.createFile(checkout.resolve("pom.xml"));
    }

    @Test
    void the_property_wins_over_the_variable() {
        assertThat(TandaRoot.find("/a/b", "/c", checkout)).isEqualTo(Path.of("/a/b"));
        assertThat(TandaRoot.find(null, "/c", checkout)).isEqualTo(Path.of("/c"));
    }

    @Test
    void without_both_it_is_the_nearest_folder_upwards_with_the_script() {
        assertThat(TandaRoot.find(null, "", checkout.resolve("booking/src"))).isEqualTo(checkout);
    }

    @Test
    void without_any_the_message_names_the_remedy() {
        assertThatThrownBy(() -> TandaRoot.find(null, null, Path.of("/"))).hasMessageContaining("TANDA_ROOT");
    }
}
