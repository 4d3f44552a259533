package io.tanda.contract.dispatch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A call offered to one driver. Offers are not exclusive: the call's row decides at acceptance.
 *
 * @param metersAway from the taxi to the pick-up, straight line
 * @param pickupSeconds estimated driving time to the pick-up
 * @param pickupAt when the taxi is wanted; absent = as soon as it can be there
 */
public record Offer(
        OfferId id,
        RideId ride,
        DriverId driver,
        Status status,
        GeoPoint pickup,
        GeoPoint dropoff,
        int passengers,
        long metersAway,
        long pickupSeconds,
        Instant sentAt,
        Instant expiresAt,
        @Nullable Instant pickupAt) {

    /** {@code sent -> accepted | declined | expired | undeliverable | withdrawn | superseded}. */
    public enum Status {
        SENT,
        ACCEPTED,
        DECLINED,
        EXPIRED,
        /** No stream and no poll of the driver took it in time. */
        UNDELIVERABLE,
        /** The rider canceled. */
        WITHDRAWN,
        /** Another driver was faster. */
        SUPERSEDED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Status of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /** A3: the driver does not want it; asking again is harmless. */
    public record Decline(OfferId offer, DriverId driver) {}

    /** The driver's offers that can still be answered, newest first. */
    public record Listing(List<Offer> items) {}
}
