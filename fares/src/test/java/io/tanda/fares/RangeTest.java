package io.tanda.fares;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Money;
import io.tanda.contract.dispatch.Fare;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RangeTest {
    private static final Instant NOON = Instant.parse("2013-01-02T17:00:00Z");
    private final Tariffs newYork = TariffFiles.shipped(TariffFiles.NEW_YORK_2012);

    @Test
    void a_range_is_around_the_fare_and_in_its_currency() {
        Tariffs.Range range = newYork.range(NOON, 5_000, 900);
        assertThat(range.fare().basis()).isEqualTo(Fare.Basis.ESTIMATED);
        long fare = range.fare().total().minorUnits();
        assertThat(range.least().minorUnits()).isBetween(fare * 6 / 10, fare - 50);
        assertThat(range.most().minorUnits()).isBetween(fare + 50, fare * 15 / 10);
        assertThat(range.least().currency()).isEqualTo("USD");
    }

    @Test
    void it_goes_by_when_somebody_would_board() {
        long noon = newYork.range(NOON, 5_000, 900).least().minorUnits();
        long evening =
                newYork.range(NOON.plusSeconds(5 * 3_600), 5_000, 900).least().minorUnits();
        assertThat(evening - noon).as("weekday peak surcharge").isEqualTo(100);
    }

    @Test
    void no_way_at_all_costs_the_entry_and_the_tax() {
        Tariffs.Range range = newYork.range(NOON, 0, 0);
        assertThat(range.least()).isEqualTo(Money.usd(300));
        assertThat(range.most()).isEqualTo(Money.usd(300));
    }

    @Test
    void a_ride_that_ends_in_a_cheaper_hour_is_in_its_range() {
        Tariffs seoul = TariffFiles.shipped(TariffFiles.SEOUL_2023);
        for (long meters = 500; meters < 30_000; meters += 500)
            for (long pace = 1; pace <= 15; pace++) {
                Tariffs.Range range = seoul.range(Instant.parse("2023-03-01T18:50:00Z"), meters, meters / pace);
                assertThat(range.fare().total().minorUnits())
                        .isBetween(range.least().minorUnits(), range.most().minorUnits());
            }
    }
}
