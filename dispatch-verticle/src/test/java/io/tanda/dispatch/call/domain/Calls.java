package io.tanda.dispatch.call.domain;

import io.tanda.contract.AbortReason;
import io.tanda.contract.ArrivalReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.BookingEvent.RideRequested;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.dispatch.Fare;
import io.tanda.fares.TariffFiles;
import io.tanda.fares.Tariffs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call at noon in Manhattan, for tests: what is given, and what is asked. */
public final class Calls {
    public static final Instant NOON = Instant.parse("2013-01-02T17:00:00Z");
    public static final RideId RIDE = RideId.parse("0190a000-0000-7000-8000-000000000001");
    public static final RiderId RIDER = RiderId.parse("0190a000-0000-7000-8000-0000000000b1");
    public static final DriverId MARY = DriverId.parse("0190a000-0000-7000-8000-0000000000d1");
    public static final DriverId JOE = DriverId.parse("0190a000-0000-7000-8000-0000000000d2");
    public static final DriverId ANN = DriverId.parse("0190a000-0000-7000-8000-0000000000d3");
    public static final TaxiId TAXI = TaxiId.parse("0190a000-0000-7000-8000-0000000000a1");
    public static final GeoPoint PICKUP = new GeoPoint(40.7580, -73.9855);
    public static final GeoPoint DROPOFF = new GeoPoint(40.7061, -74.0087);
    public static final int PASSENGERS = 2;
    public static final Tariffs TARIFFS = TariffFiles.shipped(TariffFiles.NEW_YORK_2012);
    public static final CallDecider DECIDER = new CallDecider(CallRules.DEFAULT, TARIFFS, new StraightLineEta());

    private Calls() {}

    /** Seconds after noon. */
    public static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    /** A booking that expires after 15 minutes. */
    public static RideRequested requested() {
        return new RideRequested(
                RIDE,
                RIDER,
                new Place(PICKUP, null),
                new Place(DROPOFF, null),
                PASSENGERS,
                PaymentMethod.CARD,
                at(60),
                at(900),
                at(0));
    }

    // What happened.

    public static CallOpened opened() {
        return new CallOpened(RIDE, RIDER, PICKUP, DROPOFF, at(60), at(0));
    }

    public static DispatchEvent accepted(DriverId driver, long seconds) {
        return accepted(driver, 1, seconds);
    }

    public static DispatchEvent accepted(DriverId driver, int attempt, long seconds) {
        return new DispatchEvent.CallAccepted(RIDE, driver, TAXI, "4A11", attempt, at(200), at(seconds));
    }

    public static DispatchEvent reopened(DriverId driver, long seconds) {
        return reopened(driver, seconds, seconds + 60);
    }

    public static DispatchEvent reopened(DriverId driver, long seconds, long searchUntil) {
        return new DispatchEvent.CallReopened(RIDE, driver, "flat tire", at(searchUntil), at(seconds));
    }

    public static DispatchEvent arrived(long seconds) {
        return new DispatchEvent.DriverArrived(RIDE, MARY, at(seconds));
    }

    public static DispatchEvent silent(long seconds) {
        return new DispatchEvent.PositionsStopped(RIDE, MARY, at(seconds));
    }

    public static DispatchEvent pickupOverdue(long since, long seconds) {
        return new DispatchEvent.PickupOverdue(RIDE, MARY, at(since), at(seconds));
    }

    public static DispatchEvent rideOverdue(long since, long seconds) {
        return new DispatchEvent.RideOverdue(RIDE, MARY, at(since), at(seconds));
    }

    public static DispatchEvent contacted(long seconds, long noShowFrom) {
        return new DispatchEvent.RiderContacted(RIDE, MARY, at(noShowFrom), at(seconds));
    }

    public static DispatchEvent noShow(long seconds) {
        return new DispatchEvent.NoShowMarked(RIDE, MARY, at(seconds));
    }

    public static DispatchEvent pickedUp(long seconds) {
        return new DispatchEvent.PassengerPickedUp(RIDE, MARY, at(seconds));
    }

    /** 9 km in as many seconds as since the pick-up. */
    public static DispatchEvent droppedOff(long pickedUp, long seconds) {
        Fare fare = TARIFFS.at(at(pickedUp)).fare(at(pickedUp), 9_000, seconds - pickedUp, Fare.Basis.TARIFF);
        return new DispatchEvent.PassengerDroppedOff(
                RIDE, RIDER, MARY, DROPOFF, 9_000, seconds - pickedUp, fare, at(seconds), null);
    }

    /** The card was declined; the driver waits until three minutes after the drop-off. */
    public static DispatchEvent collecting(long droppedOff, long seconds) {
        return new DispatchEvent.CollectionStarted(RIDE, MARY, "insufficient_funds", at(droppedOff + 180), at(seconds));
    }

    public static DispatchEvent tendered(PaymentMethod method, long seconds) {
        return new DispatchEvent.FareTendered(RIDE, MARY, method, at(seconds));
    }

    public static DispatchEvent settled(long seconds) {
        return new DispatchEvent.FareSettled(RIDE, MARY, at(seconds));
    }

    public static DispatchEvent owed(long seconds) {
        return new DispatchEvent.FareOwed(RIDE, MARY, at(seconds));
    }

    public static DispatchEvent withdrawn(@Nullable DriverId driver, long seconds) {
        return new DispatchEvent.CallWithdrawn(RIDE, driver, at(seconds));
    }

    public static DispatchEvent exhausted(long seconds) {
        return new DispatchEvent.CallExhausted(RIDE, at(seconds));
    }

    public static DispatchEvent cancelRefused(long seconds) {
        return new DispatchEvent.CancelRefused(RIDE, at(seconds));
    }

    /** The ride after these events. */
    public static Ride after(CallOpened opened, DispatchEvent... events) {
        return CallDecider.evolve(CallDecider.opened(opened, PASSENGERS, PaymentMethod.CARD), List.of(events));
    }

    // What is asked.

    public static CallCommand accept(DriverId driver) {
        return accept(driver, new CallCommand.Standing.OnDuty(TAXI, "4A11", 4));
    }

    public static CallCommand accept(DriverId driver, CallCommand.Standing as) {
        return new CallCommand.Accept(driver, as, at(200));
    }

    public static CallCommand arrive(DriverId driver) {
        return new CallCommand.Arrive(driver, null, null);
    }

    /** @param meters to the north of the pick-up, where the taxi was seen @param reason why it is there */
    public static CallCommand arrive(DriverId driver, double meters, long seenAt, @Nullable ArrivalReason reason) {
        GeoPoint where = new GeoPoint(PICKUP.lat() + meters / 111_195, PICKUP.lng());
        return new CallCommand.Arrive(driver, new CallCommand.Sighting(where, at(seenAt)), reason);
    }

    public static CallCommand contact(DriverId driver) {
        return new CallCommand.Contact(driver);
    }

    public static CallCommand markNoShowByOperator(DriverId driver) {
        return new CallCommand.MarkNoShow(driver, true);
    }

    public static CallCommand markNoShow(DriverId driver) {
        return new CallCommand.MarkNoShow(driver, false);
    }

    public static CallCommand pickUp(DriverId driver) {
        return new CallCommand.PickUp(driver);
    }

    /** @param meters absent = estimated */
    public static CallCommand dropOff(DriverId driver, @Nullable Long meters) {
        return dropOff(driver, null, meters, null);
    }

    public static CallCommand dropOff(
            DriverId driver, @Nullable GeoPoint where, @Nullable Long meters, CallCommand.@Nullable Sighting taxi) {
        return new CallCommand.DropOff(driver, where, meters, taxi, null, List.of(), null, null);
    }

    public static CallCommand takeFare(DriverId driver, PaymentMethod method) {
        return new CallCommand.TakeFare(driver, method);
    }

    public static CallCommand noteDecline(boolean driverIsFree) {
        return new CallCommand.NoteDecline("insufficient_funds", driverIsFree);
    }

    public static CallCommand noteSettled() {
        return new CallCommand.NoteSettled();
    }

    public static CallCommand endCollection() {
        return new CallCommand.EndCollection();
    }

    public static CallCommand abort(DriverId driver, @Nullable GeoPoint where, CallCommand.@Nullable Sighting taxi) {
        return new CallCommand.DropOff(driver, where, null, taxi, null, List.of(), AbortReason.BREAKDOWN, null);
    }

    public static CallCommand giveBack(DriverId driver) {
        return new CallCommand.GiveBack(driver, "flat tire");
    }

    public static CallCommand cancel() {
        return new CallCommand.Withdraw(true);
    }

    /** The booking has ended without us. */
    public static CallCommand expire() {
        return new CallCommand.Withdraw(false);
    }

    /** @param heardAt when the taxi was seen last, at the pick-up; absent = nobody knows */
    public static CallCommand listen(@Nullable Long heardAt) {
        return new CallCommand.Listen(heardAt == null ? null : new CallCommand.Sighting(PICKUP, at(heardAt)));
    }

    public static CallCommand watch() {
        return new CallCommand.Watch();
    }

    public static CallCommand endSearch() {
        return new CallCommand.Exhaust();
    }
}
