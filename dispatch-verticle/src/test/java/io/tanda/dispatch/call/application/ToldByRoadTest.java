package io.tanda.dispatch.call.application;

import static io.tanda.dispatch.call.application.FakeCity.done;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.DispatchQuery.EstimateRide;
import io.tanda.contract.dispatch.Estimate;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.dispatch.RideCommand.AcceptOffer;
import io.tanda.dispatch.call.domain.Calls;
import io.tanda.dispatch.call.domain.Way;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Where ways are known by road, people are told those. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ToldByRoadTest {
    private static final Way LONG_WAY = new Way(7_000, 1_234);

    private final FakeCity city = new FakeCity();
    private final DriverId mary = city.taxi(50);

    @BeforeEach
    void roads() {
        city.everyWayIs(LONG_WAY);
    }

    @Test
    void an_offer_says_how_long_the_way_to_the_rider_takes() {
        assertThat(city.offer(city.call(), mary).pickupSeconds()).isEqualTo(LONG_WAY.seconds());
    }

    @Test
    void who_accepts_is_expected_when_the_way_from_where_he_is_then_takes_him_there() {
        RideId ride = city.call();
        city.everyWayIs(new Way(100, 60));
        assertThat(done(city.command(new AcceptOffer(city.offer(ride, mary).id(), mary)))
                        .pickupEta())
                .isEqualTo(city.clock.instant().plusSeconds(60));
    }

    @Test
    void an_estimate_tells_way_and_range_by_road() {
        Estimate estimate =
                done(await(city.lookUp.estimate(city.request(new EstimateRide(Calls.PICKUP, Calls.DROPOFF, null)))));
        assertThat(estimate.meters()).isEqualTo(LONG_WAY.meters());
        assertThat(estimate.seconds()).isEqualTo(LONG_WAY.seconds());
        assertThat(estimate.pickupSeconds()).isEqualTo(LONG_WAY.seconds());
        assertThat(estimate.fare())
                .isEqualTo(Calls.TARIFFS
                        .at(city.clock.instant())
                        .fare(city.clock.instant(), LONG_WAY.meters(), LONG_WAY.seconds(), Fare.Basis.ESTIMATED));
    }
}
