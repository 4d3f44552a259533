package io.tanda.booking.domain;

import io.tanda.contract.AbortReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.TaxiId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A command that nobody outside gives: what follows here from dispatch's events, payment's events, and time. */
public sealed interface FollowUp {
    /** Dispatch opened the call. */
    record NoteSearch(Instant searchUntil) implements FollowUp {}

    record AssignDriver(DriverId driver, TaxiId taxi, String plate, Instant pickupEta) implements FollowUp {}

    record MarkArrived() implements FollowUp {}

    /** The driver waits and does not see the rider. */
    record NoteContact(Instant noShowFrom) implements FollowUp {}

    /** The rider did not come. */
    record MarkNoShow() implements FollowUp {}

    /** The driver gave the ride back; dispatch looks for another. */
    record LoseDriver(DriverId driver, String reason, Instant searchUntil) implements FollowUp {}

    record StartRide() implements FollowUp {}

    /** @param aborted why the ride was broken off; absent = it was not */
    record DropOff(Money fare, @Nullable AbortReason aborted) implements FollowUp {}

    /** Dispatch found no taxi. */
    record EndSearch() implements FollowUp {}

    record ConfirmCancel() implements FollowUp {}

    record RejectCancel() implements FollowUp {}

    /** Nothing is due any more. @param paid nothing where it was written off */
    record SettleFare(Money paid) implements FollowUp {}

    /** Nobody paid in time. */
    record OweFare() implements FollowUp {}

    /** A stored deadline has come. */
    record CheckTime() implements FollowUp {}
}
