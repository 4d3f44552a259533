package io.tanda.system.corpus;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that finds nothing says something only where it would have found it. */
class NeedlesTest {
    private static final String NUMBER = "5555 5555 5555 4444";
    private static final int MEBIBYTE = 1 << 20;

    private final Needles needles = new Needles(List.of(NUMBER));

    @Test
    void what_is_there_is_found_as_files_and_as_memory_has_it() {
        assertThat(needles.in(("a" + NUMBER + "b").getBytes(UTF_16LE))).contains(NUMBER + " as UTF-16LE");
        assertThat(needles.in(("a" + NUMBER + "b").getBytes(UTF_16BE))).contains(NUMBER + " as UTF-16BE");
        assertThat(needles.in("5555 5555 5555 444".getBytes(UTF_16LE))).isEmpty();
    }

    @Test
    void in_a_file_also_where_one_part_ends_and_the_next_begins(@TempDir Path folder) throws IOException {
        for (int before : new int[] {0, MEBIBYTE - 7, MEBIBYTE, 2 * MEBIBYTE - 1}) {
            Path file = Files.writeString(folder.resolve("there.txt"), "x".repeat(before) + NUMBER);
            assertThat(needles.in(file)).as("after %d", before).containsExactly(NUMBER + " as UTF-8");
        }
        assertThat(needles.in(Files.writeString(folder.resolve("not.txt"), "x".repeat(3 * MEBIBYTE))))
                .isEmpty();
    }
}
