package io.tanda.simulator.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static final Sample SAMPLE = Sample.load();

    @Test
    void theSampleHoldsRealTripsOfTheWholeNightAndEnoughTaxis() {
        assertThat(SAMPLE.trips()).hasSizeGreaterThanOrEqualTo(5_000);
        assertThat(SAMPLE.taxis()).hasSizeGreaterThanOrEqualTo(3_000);
        assertThat(SAMPLE.trips()).allSatisfy(trip -> {
            assertThat(trip.pickup().lat()).isBetween(40.4, 41.1);
            assertThat(trip.dropoff().lng()).isBetween(-74.4, -73.6);
            assertThat(trip.passengers()).isBetween(1, 8);
            assertThat(trip.seconds()).isBetween(60, 5_400);
        });
        assertThat(SAMPLE.trips().stream()
                        .filter(trip -> trip.from().label() == null || trip.to().label() == null))
                .as("outside every zone of the city")
                .hasSizeLessThan(100);
        assertThat(SAMPLE.trips().getLast().requestSecond()).isGreaterThan(100 * 60);
        int quarter = 15 * 60;
        for (int from = 0; from < 105 * 60; from += quarter) {
            int begin = from;
            assertThat(SAMPLE.trips().stream()
                            .filter(trip -> trip.requestSecond() >= begin && trip.requestSecond() < begin + quarter))
                    .as("from minute %d", from / 60)
                    .hasSizeGreaterThan(400);
        }
    }

    @Test
    void aPlanIsTheSameForTheSameSeedAndAnotherForAnother() {
        Scenario scenario = scenario(500, 300, 1);
        assertThat(scenario(500, 300, 1)).isEqualTo(scenario);
        assertThat(scenario(500, 300, 2)).isNotEqualTo(scenario);
    }

    @Test
    void everyTripIsAnotherOneAndTheyComeInOrderWithinTheWindow() {
        for (int trips : List.of(1, 20, 500, 2_000, 5_000)) {
            Scenario scenario = scenario(trips, 1_000, 7);
            assertThat(scenario.hails()).hasSize(trips);
            assertThat(new HashSet<>(
                            scenario.hails().stream().map(Scenario.Hail::trip).toList()))
                    .hasSizeGreaterThan(trips * 99 / 100 - 1);
            Duration last = Duration.ZERO;
            for (Scenario.Hail hail : scenario.hails()) {
                assertThat(hail.after()).isBetween(last, scenario.window());
                last = hail.after();
            }
        }
    }

    @Test
    void theDemoEndsInTimeAtThirtyTimes() {
        Scenario scenario = scenario(2_000, 1_000, 1);
        Duration end = scenario.hails().stream()
                .map(hail -> hail.after().plusSeconds(hail.trip().seconds()))
                .max(Duration::compareTo)
                .orElseThrow();
        assertThat(end.dividedBy(30)).isLessThan(Duration.ofSeconds(150));
        assertThat(end).isLessThanOrEqualTo(scenario.window().plus(Scenario.LONGEST_TAIL));
    }

    @Test
    void aWindowIsAsLongAsWhatElseMustHappenInIt() {
        assertThat(Scenario.of(SAMPLE, 100, 1_000, Habits.none(), Duration.ofHours(2), 1)
                        .window())
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void aboutAsManyRidersCancelAsWereAskedFor() {
        long cancels = scenario(2_000, 1_000, 1).hails().stream()
                .filter(Scenario.Hail::cancels)
                .count();
        assertThat(cancels).isBetween(150L, 250L);
        assertThat(Scenario.of(SAMPLE, 100, 1_000, Habits.none(), Duration.ZERO, 1)
                        .hails())
                .noneMatch(Scenario.Hail::cancels);
    }

    @Test
    void whoWantsATaxiLaterAsksAheadAndNobodyBeforeTheReplay() {
        Habits habits = Habits.none().with(Habit.LATER, 0.1).with(Habit.CASH, 0.1);
        List<Scenario.Hail> hails =
                Scenario.of(SAMPLE, 2_000, 1_000, habits, Duration.ZERO, 1).hails();
        assertThat(hails).filteredOn(Scenario.Hail::cash).hasSizeBetween(150, 250);
        assertThat(hails)
                .filteredOn(Scenario.Hail::isForLater)
                .hasSizeBetween(150, 250)
                .allSatisfy(hail -> {
                    assertThat(hail.ahead()).isBetween(Scenario.LEAST_AHEAD, Scenario.MOST_AHEAD);
                    assertThat(hail.after()).isGreaterThanOrEqualTo(Duration.ZERO);
                })
                .anySatisfy(hail -> assertThat(hail.after()).isPositive());
    }

    @Test
    void moreThanTheSampleHoldsIsRefused() {
        assertThatThrownBy(() -> scenario(100_000, 1_000, 1)).hasMessageContaining("trips");
        assertThatThrownBy(() -> scenario(100, 100_000, 1)).hasMessageContaining("taxis");
    }

    private static Scenario scenario(int trips, int taxis, long seed) {
        return Scenario.of(SAMPLE, trips, taxis, Habits.none().with(Habit.CANCELS, 0.1), Duration.ZERO, seed);
    }
}
