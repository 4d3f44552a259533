package io.tanda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.dispatch.call.domain.StraightLineEta;
import io.tanda.fares.TariffFiles;
import io.tanda.fares.Tariffs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the pages say of fares and estimates, on all the real ones. */
class FareErrorsTest {
    private static final Tariffs NEW_YORK = TariffFiles.shipped(TariffFiles.NEW_YORK_2012);
    private final List<RealFare> fares = RealFare.load();

    @Test
    void half_of_the_fares_are_met_within_a_unit_and_nine_of_ten_within_two() {
        FareErrors errors = FareErrors.of(fares, NEW_YORK, new StraightLineEta());
        assertThat(fares).hasSize(9_904);
        assertThat(errors.centsOf(50)).isLessThanOrEqualTo(50);
        assertThat(errors.centsOf(90)).isLessThanOrEqualTo(100);
        assertThat(errors.bias()).isBetween(-10.0, 10.0);
    }

    @Test
    void three_of_four_rides_cost_what_their_estimate_says() {
        FareErrors errors = FareErrors.of(fares, NEW_YORK, new StraightLineEta());
        assertThat(errors.estimated()).isGreaterThan(9_000);
        assertThat(errors.inRange() / (double) errors.estimated()).isGreaterThanOrEqualTo(0.75);
    }

    @Test
    void hardly_a_meter_and_hardly_a_toll_that_was_paid_would_be_refused() {
        FareErrors errors = FareErrors.of(fares, NEW_YORK, new StraightLineEta());
        assertThat(errors.refusedMeters()).isBetween(1L, fares.size() / 400L);
        assertThat(errors.withTolls()).isGreaterThan(100);
        assertThat(errors.refusedTolls()).isZero();
    }
}
