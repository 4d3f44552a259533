package io.tanda.contract.dispatch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.contract.DriverId;
import java.time.Instant;
import java.util.List;

/** What drivers are told, in order, without gaps: each driver's entries are numbered 1, 2, 3, ... */
public record DriverFeed(List<Entry> entries) {
    public static final int MAX_DRIVERS = 500;
    /** Entries of one driver in one answer; ask again for the rest. */
    public static final int MAX_ENTRIES_PER_DRIVER = 50;

    public static final String OFFER_SENT = "offer.sent";
    /** The body names the offer and its status: withdrawn, superseded, undeliverable or expired. */
    public static final String OFFER_CLOSED = "offer.closed";

    public static final String RIDE_ACCEPTED = "ride.accepted";
    /** An operator ended the ride in the driver's place: he is free. The body is his ride. */
    public static final String RIDE_ENDED = "ride.ended";
    /** The rider or an operator canceled, or the taxi was not heard of and another is looked for: the driver is free. The body names the reason. */
    public static final String RIDE_CANCELED = "ride.canceled";
    /** The fare is not paid: the driver collects it, or waits for the rider to pay. The body is his ride. */
    public static final String RIDE_COLLECT = "ride.collect";
    /** Paid, owed or forgiven meanwhile: the driver is free. The body is his ride. */
    public static final String RIDE_SETTLED = "ride.settled";

    /** @param seq the driver's own numbering @param type one of the names above @param body its JSON */
    public record Entry(
            DriverId driver,
            long seq,
            String type,
            Instant at,
            @JsonRawValue String body) {
        @JsonCreator
        static Entry read(
                @JsonProperty("driver") DriverId driver,
                @JsonProperty("seq") long seq,
                @JsonProperty("type") String type,
                @JsonProperty("at") Instant at,
                @JsonProperty("body") JsonNode body) {
            return new Entry(driver, seq, type, at, body.toString());
        }
    }

    /** Entries past a number for each of at most {@link #MAX_DRIVERS} drivers. */
    public record Read(List<After> after) {}

    public record After(DriverId driver, long seq) {}

    /** Asks for the number of a driver's last entry: whoever wants only what is new begins there. */
    public record FindEnd(DriverId driver) {}

    /** @param seq 0 where the driver was never told anything */
    public record End(long seq) {}
}
