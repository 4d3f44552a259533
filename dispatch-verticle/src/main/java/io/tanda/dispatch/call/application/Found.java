package io.tanda.dispatch.call.application;

import io.tanda.dispatch.call.domain.Ride;
import java.time.Instant;

/**
 * A ride as it is stored.
 *
 * @param version of its journal
 * @param sends batches of offers so far: whoever closes the call must have seen them all
 * @param round of offers, 0 before the first
 * @param nextRoundAt when the next is due
 */
public record Found(Ride ride, int version, int sends, int round, Instant nextRoundAt) {}
