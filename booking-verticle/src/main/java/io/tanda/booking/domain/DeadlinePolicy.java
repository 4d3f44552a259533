package io.tanda.booking.domain;

import io.tanda.contract.booking.BookingCommand;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When each state must be looked at again, so that none is stuck silently. All in domain time.
 *
 * @param expiry from the request until dispatch opens no call any more (A5)
 * @param toldAhead before the window of the request ends: the rider is told within it that dispatch was not heard of
 * @param searchMargin past the search of an open call: what dispatch decided in time is given time to get here, and then the rider is
 *     told that it takes longer. Less than {@link BookingCommand#ANSWER_SECONDS}, so that he has his answer within his window
 * @param expiryMargin past {@code expiresAt}: the same for a call opened at the last moment
 * @param searchBackstop past the search of an open call whose rider was told: dispatch has its own deadlines, so only a broken one
 *     comes here
 * @param pickup without arrival or boarding (R14: 30 minutes)
 * @param driving without a drop-off (R15: 2 hours)
 * @param settling without a capture: payment resolves an unknown outcome by itself, and is asked after this (A8: 3 minutes)
 * @param canceling without dispatch's answer
 * @param again between two looks at the same overdue state
 */
public record DeadlinePolicy(
        Duration expiry,
        Duration toldAhead,
        Duration searchMargin,
        Duration expiryMargin,
        Duration searchBackstop,
        Duration pickup,
        Duration driving,
        Duration settling,
        Duration canceling,
        Duration again) {

    public DeadlinePolicy {
        if (searchMargin.toSeconds() >= BookingCommand.ANSWER_SECONDS)
            throw new IllegalArgumentException(
                    "searchMargin must be less than " + BookingCommand.ANSWER_SECONDS + " s");
    }

    public static final DeadlinePolicy USUAL = new DeadlinePolicy(
            Duration.ofMinutes(15),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofMinutes(3),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5));

    /** When a booking that has just come into this state must be looked at; null once it has ended. */
    public @Nullable Instant of(Booking booking) {
        return switch (booking) {
            case Booking.UnderWay underWay -> of(underWay);
            case Booking.Ended ended -> null;
        };
    }

    Instant of(Booking.UnderWay booking) {
        return switch (booking) {
            case Booking.Scheduled scheduled -> scheduled.offeredFrom();
            case Booking.Requested requested ->
                switch (requested.search()) {
                    case SILENT -> requested.trip().searchUntil().minus(toldAhead);
                    case DELAYED -> expiry(requested.trip());
                    case OPEN -> requested.trip().searchUntil().plus(searchMargin);
                    case OVERTIME -> requested.trip().searchUntil().plus(searchBackstop);
                };
            case Booking.Assigned assigned -> assigned.taxi().since().plus(pickup);
            case Booking.Arrived arrived -> arrived.arrivedAt().plus(pickup);
            case Booking.InProgress driving -> driving.startedAt().plus(this.driving);
            case Booking.Settling settling -> settling.droppedOffAt().plus(this.settling);
            case Booking.CancelPending pending ->
                unheard(pending.returnsTo())
                        ? expiry(pending.trip())
                        : pending.askedAt().plus(canceling);
        };
    }

    /** Whether dispatch has said nothing at all: then the booking ends by itself, past {@link #expiry(Trip)}. */
    static boolean unheard(Booking.BeforeBoarding booking) {
        return switch (booking) {
            case Booking.Scheduled scheduled -> true;
            case Booking.Requested requested -> !requested.search().heard();
            case Booking.WithDriver driver -> false;
        };
    }

    /** From then on an unheard booking is over. */
    Instant expiry(Trip trip) {
        return trip.expiresAt().plus(expiryMargin);
    }
}
