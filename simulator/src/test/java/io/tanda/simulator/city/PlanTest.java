package io.tanda.simulator.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
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
        Plan plan = plan(500, 300, 1);
        assertThat(plan(500, 300, 1)).isEqualTo(plan);
        assertThat(plan(500, 300, 2)).isNotEqualTo(plan);
    }

    @Test
    void everyTripIsAnotherOneAndTheyComeInOrderWithinTheWindow() {
        for (int trips : List.of(1, 20, 500, 2_000, 5_000)) {
            Plan plan = plan(trips, 1_000, 7);
            assertThat(plan.calls()).hasSize(trips);
            assertThat(new HashSet<>(plan.calls().stream().map(Plan.Call::trip).toList()))
                    .hasSizeGreaterThan(trips * 99 / 100 - 1);
            Duration last = Duration.ZERO;
            for (Plan.Call call : plan.calls()) {
                assertThat(call.after()).isBetween(last, plan.window());
                last = call.after();
            }
        }
    }

    @Test
    void theDemoEndsInTimeAtThirtyTimes() {
        Plan plan = plan(2_000, 1_000, 1);
        Duration end = plan.calls().stream()
                .map(call -> call.after().plusSeconds(call.trip().seconds()))
                .max(Duration::compareTo)
                .orElseThrow();
        assertThat(end.dividedBy(30)).isLessThan(Duration.ofSeconds(150));
        assertThat(end).isLessThanOrEqualTo(plan.window().plus(Plan.LONGEST_TAIL));
    }

    @Test
    void aWindowIsAsLongAsWhatElseMustHappenInIt() {
        assertThat(Plan.of(SAMPLE, 100, 1_000, 0, Duration.ofHours(2), 1).window())
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void aboutAsManyRidersCancelAsWereAskedFor() {
        long cancels = plan(2_000, 1_000, 1).calls().stream()
                .filter(Plan.Call::cancels)
                .count();
        assertThat(cancels).isBetween(150L, 250L);
        assertThat(Plan.of(SAMPLE, 100, 1_000, 0, Duration.ZERO, 1).calls()).noneMatch(Plan.Call::cancels);
    }

    @Test
    void moreThanTheSampleHoldsIsRefused() {
        assertThatThrownBy(() -> plan(100_000, 1_000, 1)).hasMessageContaining("trips");
        assertThatThrownBy(() -> plan(100, 100_000, 1)).hasMessageContaining("taxis");
    }

    private static Plan plan(int trips, int taxis, long seed) {
        return Plan.of(SAMPLE, trips, taxis, 0.1, Duration.ZERO, seed);
    }
}
