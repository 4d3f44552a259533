package io.tanda.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.simulator.city.Habit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class DemoCommandTest {
    private final DemoCommand demo = new DemoCommand();

    @ParameterizedTest
    @EnumSource(Habit.class)
    void eachHabitHasAnOptionThatIsExplained(Habit habit) {
        assertThat(new CommandLine(demo).getUsageMessage()).contains("--" + habit.word() + "-rate=P");
        new CommandLine(demo).parseArgs("--" + habit.word() + "-rate", "0.25");
        assertThat(demo.habits().rate(habit)).isEqualTo(0.25);
    }

    @Test
    void withoutOptionsHabitsAreAsUsual() {
        new CommandLine(demo).parseArgs();
        for (Habit habit : Habit.values()) assertThat(demo.habits().rate(habit)).isEqualTo(habit.usual());
    }

    @Test
    void aRateThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new CommandLine(demo).parseArgs("--cash-rate=1.5"))
                .hasStackTraceContaining("cash-rate must be from 0 to 1, not 1.5");
    }
}
