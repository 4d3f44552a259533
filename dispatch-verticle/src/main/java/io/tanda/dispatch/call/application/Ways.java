package io.tanda.dispatch.call.application;

import io.tanda.contract.GeoPoint;
import io.tanda.dispatch.call.domain.EtaEstimator;
import io.tanda.dispatch.call.domain.Way;
import io.vertx.core.Future;

/** How taxis will drive, as far as anybody knows: what riders and drivers are told, and nothing is decided by. */
@FunctionalInterface
public interface Ways {
    /** Never fails, and takes no longer than people wait without noticing. */
    Future<Way> between(GeoPoint from, GeoPoint to);

    static Ways straight(EtaEstimator eta) {
        return (from, to) -> Future.succeededFuture(new Way(eta.metersBetween(from, to), eta.secondsBetween(from, to)));
    }
}
