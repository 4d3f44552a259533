package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.Order;
import java.time.Instant;

/** An offer in any state. @param delivered a stream or a poll of the driver took it */
public record StoredOffer(
        OfferId id,
        RideId ride,
        DriverId driver,
        int attempt,
        Offer.Status status,
        long metersAway,
        long pickupSeconds,
        Instant sentAt,
        Instant expiresAt,
        boolean delivered) {

    public Offer view(Order order) {
        return new Offer(
                id,
                ride,
                driver,
                status,
                order.pickup(),
                order.dropoff(),
                order.passengers(),
                metersAway,
                pickupSeconds,
                sentAt,
                expiresAt,
                order.pickupAt());
    }

    /** It can still be answered. */
    boolean isOpen(Instant now) {
        return status == Offer.Status.SENT && now.isBefore(expiresAt);
    }

    SentOffer sent() {
        return new SentOffer(id, driver, sentAt, expiresAt, delivered);
    }

    public StoredOffer with(Offer.Status other) {
        return new StoredOffer(
                id, ride, driver, attempt, other, metersAway, pickupSeconds, sentAt, expiresAt, delivered);
    }
}
