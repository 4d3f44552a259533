package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.OfferPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An offer that waits for an answer. @param delivered a stream or a poll of the driver took it */
public record SentOffer(OfferId id, DriverId driver, Instant sentAt, Instant expiresAt, boolean delivered) {
    /** @return absent while it can be answered */
    Offer.@Nullable Status fate(Instant now) {
        if (!now.isBefore(expiresAt)) return Offer.Status.EXPIRED;
        return delivered || now.isBefore(sentAt.plus(OfferPolicy.DELIVERED_WITHIN)) ? null : Offer.Status.UNDELIVERABLE;
    }
}
