package io.tanda.history;

import io.tanda.contract.RideId;
import io.tanda.contract.history.RideRecord;
import io.tanda.platform.commit.Commits;

final class FakeRidesTest extends ProjectionContract {
    private final FakeRides rides = new FakeRides();

    @Override
    Commits<Change> commits() {
        return rides.commits;
    }

    @Override
    RideRecord record(RideId ride) {
        return rides.record(ride).orElseThrow();
    }
}
