package io.tanda.contract.booking;

import io.tanda.contract.RiderId;
import io.tanda.contract.bus.Broadcast;
import java.time.Instant;

/**
 * How a search for a taxi ended (A6), told by the process that follows it to all that accept bookings.
 *
 * @param area of the pick-up, by the name in the areas' file
 * @param taxi whether a driver took the call
 * @param at domain time
 */
public record SearchEnded(String area, RiderId rider, boolean taxi, Instant at) {
    public static final Broadcast<SearchEnded> BROADCAST = new Broadcast<>("booking.search-ended", SearchEnded.class);
}
