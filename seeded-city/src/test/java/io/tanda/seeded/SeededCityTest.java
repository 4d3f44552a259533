package io.tanda.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** {@code ./tanda city} shows what is red here, again and to the letter. */
@Tag("A3")
@Tag("A5")
@Tag("A8")
@Tag("A10")
@Tag("A11")
@Tag("A12")
@Tag("B1")
@Tag("B3")
class SeededCityTest {
    private static final int SEEDS = 200;
    private static final long ALL_STEPS = 1_000_000;
    private static final Set<Flaw> NONE = EnumSet.noneOf(Flaw.class);

    private static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    private static City.Run run(long seed, Set<Flaw> flaws) {
        return new City(seed, flaws).run(CityCommand.STEPS);
    }

    private static boolean broke(City.Run run) {
        return run.broken() != null;
    }

    @Test
    void every_promise_is_kept_in_every_city() {
        List<City.Run> runs =
                seeds().parallel().mapToObj(seed -> run(seed, NONE)).toList();

        assertThat(runs.stream().filter(SeededCityTest::broke).map(CityCommand::report))
                .isEmpty();
        assertThat(runs.stream().mapToLong(City.Run::steps).sum()).isGreaterThanOrEqualTo(ALL_STEPS);
        assertThat(runs).allSatisfy(run -> assertThat(run.rides()).isPositive());
        assertThat(runs.stream().mapToInt(City.Run::completed).sum()).isGreaterThan(SEEDS);
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void a_planted_bug_is_found(Flaw flaw) {
        assertThat(seeds().mapToObj(seed -> run(seed, EnumSet.of(flaw)).broken())
                        .anyMatch(broken -> broken != null && broken.promise() == flaw.breaks()))
                .as("found that %s", flaw.what())
                .isTrue();
    }

    @Test
    void nonsense_is_refused() {
        CommandLine city = new CommandLine(new CityCommand()).setErr(new PrintWriter(Writer.nullWriter()));
        assertThat(city.execute("--steps", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(city.execute("--seeds", "-1")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(city.execute("--bug", "none")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void the_same_seed_is_the_same_city() {
        assertThat(run(7, NONE)).isEqualTo(run(7, NONE));
    }

    @Test
    void another_seed_is_another_city() {
        assertThat(run(7, NONE).trace()).isNotEqualTo(run(8, NONE).trace());
    }

    @Test
    void what_broke_says_its_seed_and_step_and_breaks_there_again() {
        Set<Flaw> flaw = EnumSet.of(Flaw.NEW_KEY_PER_RETRY);
        City.Run first = seeds().mapToObj(seed -> run(seed, flaw))
                .filter(SeededCityTest::broke)
                .findFirst()
                .orElseThrow();
        Broken broken = Objects.requireNonNull(first.broken());

        assertThat(CityCommand.report(first))
                .startsWith("seed " + first.seed() + ", step " + broken.step() + ": CHARGED_ONCE")
                .endsWith("again: ./tanda city --seed " + first.seed() + " --bug NEW_KEY_PER_RETRY");
        assertThat(CityCommand.report(run(first.seed(), flaw))).isEqualTo(CityCommand.report(first));
    }
}
