package io.tanda.dispatch.call.application;

import io.tanda.contract.GeoPoint;
import io.tanda.dispatch.call.domain.EtaEstimator;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Port: how long a taxi drives from where it is to a place, in domain time. It never blocks; where it fails nobody knows when the taxi
 * comes, and the rest is told all the same.
 */
@FunctionalInterface
public interface Eta {
    Future<Duration> between(GeoPoint from, GeoPoint to);

    static Eta by(EtaEstimator estimator) {
        return (from, to) -> Future.succeededFuture(Duration.ofSeconds(estimator.secondsBetween(from, to)));
    }
}
