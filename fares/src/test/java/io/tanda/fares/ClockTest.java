package io.tanda.fares;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.dispatch.Fare;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Rates by the hour in a city that changes its clock: a tariff that counts minutes alone, dear from one to three at night. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClockTest {
    private static final Map<String, Long> MINUTES_OF_USUAL_NIGHT = Map.of("time", 60L, "time, late", 60L);

    private final Tariff tariff = TestTariffs.read(Map.of(
            "band.late.hours", "01:00-03:00",
            "band.late.flag", "0",
            "band.late.unit", "7"));

    @Test
    void a_usual_night() {
        // 0:00 to 2:00 of a Sunday in winter.
        assertThat(minutes("2013-01-06T05:00:00Z", 120)).isEqualTo(MINUTES_OF_USUAL_NIGHT);
        assertThat(minutes("2013-01-06T05:00:00Z", 240)).isEqualTo(Map.of("time", 120L, "time, late", 120L));
    }

    @Test
    void what_was_before_an_edge_is_counted_to_the_unit_however_long_the_ride_goes_on() {
        for (long minutes = 61; minutes <= 180; minutes++)
            assertThat(minutes("2013-01-06T05:00:00Z", minutes))
                    .isEqualTo(Map.of("time", 60L, "time, late", minutes - 60));
    }

    @Test
    void the_hour_that_is_left_out_in_spring_costs_nothing() {
        // 2013-03-10: two o'clock is three. From 0:00 to 4:00 by the clock are three hours, one of them dear.
        assertThat(minutes("2013-03-10T05:00:00Z", 180)).isEqualTo(Map.of("time", 120L, "time, late", 60L));
    }

    @Test
    void the_hour_that_comes_twice_in_autumn_is_paid_twice() {
        // 2013-11-03: at two o'clock it is one again. From 0:00 to 4:00 by the clock are five hours, three of them
        // dear.
        assertThat(minutes("2013-11-03T04:00:00Z", 300)).isEqualTo(Map.of("time", 120L, "time, late", 180L));
    }

    @Test
    void an_edge_within_the_hour_that_comes_twice_is_passed_twice() {
        Tariff late = TestTariffs.read(Map.of(
                "band.late.hours", "01:30-03:00",
                "band.late.flag", "0",
                "band.late.unit", "7"));
        // 0:00 to 1:30 cheap, to 2:00 dear; it is one again, half an hour cheap, to three dear, an hour cheap.
        assertThat(minutes(late, "2013-11-03T04:00:00Z", 300)).isEqualTo(Map.of("time", 180L, "time, late", 120L));
    }

    @Test
    void an_edge_within_the_hour_that_is_left_out_is_passed_when_the_clock_jumps_over_it() {
        Tariff late = TestTariffs.read(Map.of(
                "band.late.hours", "02:30-03:30",
                "band.late.flag", "0",
                "band.late.unit", "7"));
        assertThat(minutes(late, "2013-03-10T05:00:00Z", 180)).isEqualTo(Map.of("time", 150L, "time, late", 30L));
    }

    @Test
    void hours_of_some_days_go_on_past_midnight() {
        Tariff weekend = TestTariffs.read(Map.of(
                "band.late.hours", "Fri-Sat 23:00-01:00",
                "band.late.flag", "0",
                "band.late.unit", "7"));
        // Saturday 22:00 to Sunday 2:00, and Sunday 22:00 to Monday 2:00.
        assertThat(minutes(weekend, "2013-01-06T03:00:00Z", 240)).isEqualTo(Map.of("time", 120L, "time, late", 120L));
        assertThat(minutes(weekend, "2013-01-07T03:00:00Z", 240)).isEqualTo(Map.of("time", 240L));
    }

    @Test
    void the_first_instant_counts_and_the_last_does_not() {
        assertThat(minutes("2013-01-06T06:00:00Z", 120)).isEqualTo(Map.of("time, late", 120L));
        assertThat(minutes("2013-01-06T05:59:00Z", 1)).isEqualTo(Map.of("time", 1L));
    }

    private Map<String, Long> minutes(String from, long minutes) {
        return minutes(tariff, from, minutes);
    }

    /** Of standing still, by the names of the lines. */
    private static Map<String, Long> minutes(Tariff tariff, String from, long minutes) {
        Fare fare = tariff.fare(Instant.parse(from), 0, 60 * minutes, Fare.Basis.TARIFF);
        return fare.lines().stream()
                .filter(line -> line.kind() == Fare.Kind.TIME)
                .collect(Collectors.toMap(
                        Fare.Line::name,
                        line -> line.minorUnits() / (line.name().equals("time") ? 5 : 7),
                        Long::sum,
                        TreeMap::new));
    }
}
