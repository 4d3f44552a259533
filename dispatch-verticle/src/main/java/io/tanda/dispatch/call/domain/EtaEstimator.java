package io.tanda.dispatch.call.domain;

import io.tanda.contract.GeoPoint;

/** How far and how long a taxi drives between two places. */
public interface EtaEstimator {
    long metersBetween(GeoPoint from, GeoPoint to);

    /** Domain seconds. */
    long secondsBetween(GeoPoint from, GeoPoint to);
}
