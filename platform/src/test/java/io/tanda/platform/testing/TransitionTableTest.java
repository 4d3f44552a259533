package io.tanda.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransitionTableTest {
    private sealed interface Light {}

    private sealed interface Lit extends Light {}

    private record Dark() implements Light {}

    private record Red() implements Lit {}

    private record Green() implements Lit {}

    @TempDir
    private Path root;

    @Test
    void it_shows_state_by_command_in_columns() {
        assertThat(table("green").text()).isEqualTo("""
                What a light does.
                Written by TransitionsTest with -Dtanda.transitions.update=true: a change here is a change of the rules.

                dark
                  switch on green
                  dim       contradiction

                lit
                  dim       dark
                """);
    }

    @Test
    void a_table_that_is_not_what_is_written_down_fails_until_it_is_written() {
        assertThatThrownBy(() -> table("green").isWrittenDown(false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dtanda.transitions.update=true");
        table("green").isWrittenDown(true);
        table("green").isWrittenDown(false);
        assertThatThrownBy(() -> table("red").isWrittenDown(false)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_kind_without_a_sample_is_missed() {
        TransitionTable.hasEvery(Light.class, List.of(new Dark(), new Red(), new Green(), new Red()));
        assertThatThrownBy(() -> TransitionTable.hasEvery(Light.class, List.of(new Dark(), new Red())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Green");
    }

    private TransitionTable table(String lit) {
        return new TransitionTable(root, "light", "What a light does.")
                .state("dark")
                .row("switch on", () -> lit)
                .row("dim", () -> {
                    throw new IllegalStateException("it is dark");
                })
                .state("lit")
                .row("dim", () -> "dark");
    }
}
