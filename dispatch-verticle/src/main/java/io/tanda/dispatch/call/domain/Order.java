package io.tanda.dispatch.call.domain;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import java.time.Instant;

/** What a rider asked for; the same in every state. */
public record Order(RideId id, RiderId rider, GeoPoint pickup, GeoPoint dropoff, int passengers, Instant openedAt) {}
