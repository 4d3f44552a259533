package io.tanda.fares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tanda.contract.Money;
import io.tanda.contract.dispatch.Fare;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Seoul's two tariffs, and the examples that were told with the change from the one to the other. The examples say the distance and not
 * the time: 10.5 minutes slower than 15.33 km/h on 7 km of a day is what both fares of the first have in common.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SeoulTest {
    private static final double CRAWLING = 2.5;
    private final Tariffs seoul = TariffFiles.shipped(TariffFiles.SEOUL_2019, TariffFiles.SEOUL_2023);

    @Test
    void from_jonggak_to_sinsa_by_day_is_as_it_was_told() {
        assertThat(won("2023-01-31T14:00:00+09:00", 7_000, 630)).as("2019").isEqualTo(9_600);
        assertThat(won("2023-02-01T14:00:00+09:00", 7_000, 630)).as("2023").isEqualTo(11_000);
    }

    /** 99 units of 120 won. */
    @Test
    void from_jonggak_to_gangnam_by_night_is_as_it_was_told() {
        assertThat(won("2023-02-01T02:30:00+09:00", 10_000, 1_050))
                .as("2019, 20 %")
                .isEqualTo(15_900);
        assertThat(won("2023-02-02T02:30:00+09:00", 10_000, 1_050))
                .as("2023, 20 %")
                .isEqualTo(17_700);
    }

    /** The second example was 13,700 before: seven and a half slow minutes, and past eleven 40 percent. No meter shows 17,700 then. */
    @Test
    void in_the_dearest_hours_it_is_within_a_step_of_what_was_told() {
        assertThat(won("2022-12-01T00:30:00+09:00", 10_000, 450)).as("2019").isCloseTo(13_700, within(100L));
        assertThat(won("2023-02-02T00:30:00+09:00", 10_000, 450)).as("2023").isCloseTo(17_700, within(100L));
    }

    @Test
    void the_flag_pays_for_the_first_meters_and_slow_minutes_use_them_up() {
        assertThat(won("2023-02-01T14:00:00+09:00", 1_600, 0)).isEqualTo(4_800);
        assertThat(won("2023-02-01T14:00:00+09:00", 1_730, 0)).isEqualTo(4_800);
        assertThat(won("2023-02-01T14:00:00+09:00", 1_731, 0)).isEqualTo(4_900);
        assertThat(won("2023-02-01T14:00:00+09:00", 1_600, 60)).isEqualTo(5_000);
        assertThat(won("2023-02-01T14:00:00+09:00", 800, 60)).isEqualTo(4_800);
    }

    @Test
    void the_rate_changes_on_the_way_and_the_receipt_tells_both() {
        Instant from = Instant.parse("2023-02-03T13:50:00Z");
        // 22:50 to 23:10 at 11 m/s: half of the way before eleven, half after.
        Fare fare = seoul.at(from).fare(new Drive(from, 13_200, 1_200, 0, 0), Fare.Basis.TARIFF);
        assertThat(fare.lines())
                .containsExactly(
                        new Fare.Line("entry, night 20", 5_800, Fare.Kind.BASE, 1_600L, null),
                        new Fare.Line("distance, night 20", 38 * 120, Fare.Kind.DISTANCE, 6_600L, null),
                        new Fare.Line("distance, night 40", 50 * 140, Fare.Kind.DISTANCE, 6_600L, null),
                        new Fare.Line("rounding", 40, Fare.Kind.ROUNDING, null, null));
        assertThat(fare.total()).isEqualTo(new Money(17_400, "KRW"));
    }

    @Test
    void the_next_tariff_takes_over_at_four_in_the_morning_by_seouls_clock() {
        assertThat(seoul.at(Instant.parse("2023-01-31T18:59:59Z")).id()).isEqualTo(TariffFiles.SEOUL_2019);
        assertThat(seoul.at(Instant.parse("2023-01-31T19:00:00Z")).id()).isEqualTo(TariffFiles.SEOUL_2023);
        assertThat(seoul.at(Instant.parse("2001-01-01T00:00:00Z")).id())
                .as("before all of them")
                .isEqualTo(TariffFiles.SEOUL_2019);
    }

    @Test
    void won_have_no_smaller_unit_and_end_with_two_zeros() {
        Instant at = Instant.parse("2023-02-03T13:50:00Z");
        List<Long> totals = java.util.stream.LongStream.range(0, 200)
                .mapToObj(i -> seoul.at(at)
                        .fare(at, 97 * i, 31 * i, Fare.Basis.ESTIMATED)
                        .total()
                        .minorUnits())
                .toList();
        assertThat(totals).allMatch(won -> won % 100 == 0).isSorted();
    }

    /** @param slowSeconds slower than the tariff's speed; all else at a speed above, which costs by distance alone */
    private long won(String boarding, long meters, long slowSeconds) {
        Instant from = java.time.OffsetDateTime.parse(boarding).toInstant();
        double slowMeters = Math.min(meters, slowSeconds * CRAWLING);
        long seconds = slowSeconds + Math.round((meters - slowMeters) / 11);
        return seoul.at(from)
                .fare(new Drive(from, meters, seconds, slowSeconds, slowMeters), Fare.Basis.TARIFF)
                .total()
                .minorUnits();
    }
}
