package io.tanda.dispatch.call.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.dispatch.call.domain.OfferPolicy.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferPolicyTest {
    private static final OfferPolicy POLICY = OfferPolicy.DEFAULT;
    private static final Instant NOW = Instant.parse("2013-01-02T17:00:00Z");

    @Test
    void each_round_asks_more_taxis_and_reaches_farther_up_to_a_limit() {
        assertThat(POLICY.size(1)).isLessThan(POLICY.size(2));
        assertThat(POLICY.radiusMeters(1)).isLessThan(POLICY.radiusMeters(2));
        assertThat(POLICY.size(100)).isEqualTo(POLICY.maxRoundSize());
        assertThat(POLICY.radiusMeters(100)).isEqualTo(POLICY.maxRadiusMeters());
    }

    @Test
    void the_nearest_are_asked_first_but_those_who_are_being_asked_already_last() {
        Candidate near = taxi(100, true);
        Candidate far = taxi(900, false);
        Candidate farther = taxi(950, false);
        Candidate farthest = taxi(990, false);
        assertThat(chosen(List.of(near, farthest, far, farther), 1, 3)).containsExactly(far, farther, farthest);
        assertThat(chosen(List.of(near, far), 1, 3)).containsExactly(far, near);
    }

    @Test
    void where_nobody_is_near_the_round_reaches_as_far_as_it_must_but_not_beyond_the_limit() {
        Candidate far = taxi(5_000, false);
        Candidate tooFar = taxi(8_001, false);
        assertThat(chosen(List.of(tooFar, far), 1, 3)).containsExactly(far);
        Candidate near = taxi(1_400, true);
        assertThat(chosen(List.of(far, near), 1, 3)).containsExactly(near);
    }

    private static Candidate taxi(double metersAway, boolean hasOtherOffer) {
        return new Candidate(DriverId.next(), Calls.PICKUP, metersAway, hasOtherOffer);
    }

    @Test
    void neither_an_offer_nor_a_round_outlives_the_search_window() {
        assertThat(POLICY.offerUntil(NOW, NOW.plusSeconds(3))).isEqualTo(NOW.plusSeconds(3));
        assertThat(POLICY.nextRound(NOW, NOW.plusSeconds(3))).isEqualTo(NOW.plusSeconds(3));
        assertThat(POLICY.offerUntil(NOW, NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(15));
    }

    @Test
    void figures_that_make_no_sense_are_refused() {
        assertThatThrownBy(
                        () -> new OfferPolicy(0, 8, Duration.ofSeconds(5), Duration.ofSeconds(15), 1_500, 1.6, 8_000))
                .hasMessageContaining("firstRoundSize");
        assertThatThrownBy(
                        () -> new OfferPolicy(3, 8, Duration.ofSeconds(5), Duration.ofSeconds(15), 1_500, 0.5, 8_000))
                .hasMessageContaining("radiusGrowth");
    }

    @Test
    void a_farther_place_takes_longer_and_real_trips_are_met() {
        EtaEstimator eta = new StraightLineEta();
        GeoPoint timesSquare = new GeoPoint(40.7580, -73.9855);
        GeoPoint near = new GeoPoint(40.7614, -73.9776);
        GeoPoint battery = new GeoPoint(40.7033, -74.0170);
        assertThat(eta.secondsBetween(timesSquare, timesSquare)).isZero();
        assertThat(eta.secondsBetween(timesSquare, near)).isBetween(150L, 300L);
        assertThat(eta.secondsBetween(timesSquare, battery)).isBetween(700L, 1_300L);
        assertThat(eta.metersBetween(timesSquare, battery)).isBetween(8_000L, 10_000L);
    }

    private static List<OfferPolicy.Candidate> chosen(List<OfferPolicy.Candidate> available, int round, int howMany) {
        return POLICY.choose(available, POLICY.reachMeters(available, round), howMany);
    }
}
