package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static io.tanda.dispatch.call.application.FakeCity.refused;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.Estimate;
import io.tanda.contract.dispatch.Fare;
import io.tanda.dispatch.call.domain.Calls;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What a ride would cost, and when. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EstimateTest {
    private final FakeCity city = new FakeCity();
    private final Instant now = city.clock.instant();

    @Test
    void it_is_a_range_around_what_the_engine_says_of_the_way() {
        city.taxi(100);
        Estimate estimate = done(estimate(null));
        assertThat(estimate.fare())
                .isEqualTo(
                        Calls.TARIFFS.at(now).fare(now, estimate.meters(), estimate.seconds(), Fare.Basis.ESTIMATED));
        assertThat(estimate.least().minorUnits())
                .isLessThan(estimate.fare().total().minorUnits());
        assertThat(estimate.most().minorUnits())
                .isGreaterThan(estimate.fare().total().minorUnits());
        assertThat(estimate.taxisNear()).isEqualTo(1);
    }

    @Test
    void surcharges_are_those_of_the_time_that_is_asked_for() {
        assertThat(now).as("noon in New York").isEqualTo(Calls.NOON);
        Instant night = now.plus(Duration.ofHours(10));
        assertThat(done(estimate(night)).fare().lines())
                .extracting(Fare.Line::name)
                .contains("night surcharge");
        assertThat(done(estimate(night.plus(Duration.ofHours(12)))).fare().lines())
                .extracting(Fare.Line::name)
                .doesNotContain("night surcharge");
    }

    @Test
    void nobody_knows_the_tariffs_of_later_years_and_nobody_rides_yesterday() {
        done(estimate(now.minus(Duration.ofHours(1))));
        done(estimate(now.plus(Duration.ofDays(366))));
        refused(estimate(now.minus(Duration.ofHours(1)).minusNanos(1)), Refusal.INVALID);
        refused(estimate(now.plus(Duration.ofDays(366)).plusNanos(1)), Refusal.INVALID);
        refused(estimate(Instant.MAX), Refusal.INVALID);
        refused(estimate(Instant.MIN), Refusal.INVALID);
    }

    private Reply<Estimate> estimate(@Nullable Instant when) {
        return await(
                city.lookUp.estimate(city.request(new DispatchQuery.EstimateRide(Calls.PICKUP, Calls.DROPOFF, when))));
    }
}
