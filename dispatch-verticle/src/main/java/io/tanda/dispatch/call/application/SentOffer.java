package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import java.time.Instant;

/** An offer that waits for an answer. */
public record SentOffer(OfferId id, DriverId driver, Instant expiresAt) {
    boolean hasExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
