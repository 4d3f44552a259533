package io.tanda.booking.application;

import io.tanda.booking.domain.Booking;
import java.time.Instant;

/**
 * A booking as it is kept.
 *
 * @param version of its last event; what riders see
 * @param revision grows with every change, events or not; what guards the row
 */
public record StoredBooking(Booking booking, int version, int revision, Instant updatedAt) {}
