package io.tanda.booking.domain;

import io.tanda.contract.AbortReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.BookingCommand.CancelBooking;
import io.tanda.contract.booking.BookingCommand.RequestRide;
import io.tanda.contract.booking.BookingDesk;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rider's evening in Manhattan, for tests: what is given, and what is asked. */
public final class Evening {
    public static final Instant SIX = Instant.parse("2013-01-01T18:00:00Z");
    public static final RideId RIDE = RideId.parse("0194a000-0000-7000-8000-000000000001");
    public static final RiderId RIDER = RiderId.parse("0194a000-0000-7000-8000-000000000002");
    public static final DriverId DRIVER = DriverId.parse("0194a000-0000-7000-8000-000000000003");
    public static final DriverId OTHER_DRIVER = DriverId.parse("0194a000-0000-7000-8000-000000000004");
    public static final TaxiId TAXI = TaxiId.parse("0194a000-0000-7000-8000-000000000005");
    public static final Money FARE = Money.usd(1_250);
    public static final Place PICKUP = new Place(40.7536, -73.9832, "Bryant Park, 6th Avenue side");
    public static final Place DROPOFF = new Place(40.7484, -73.9857, null);
    public static final RequestRide REQUEST = new RequestRide(RIDE, RIDER, PICKUP, DROPOFF, 2, PaymentMethod.CARD, 60);
    /** With latitude and longitude of one place in each other's place. */
    public static final RequestRide FAR_REQUEST = new RequestRide(
            RIDE, RIDER, PICKUP, new Place(DROPOFF.lng(), DROPOFF.lat(), null), 2, PaymentMethod.CARD, 60);

    /** For eight o'clock. */
    public static final RequestRide LATER_REQUEST =
            new RequestRide(RIDE, RIDER, PICKUP, DROPOFF, 2, PaymentMethod.CARD, 60, SIX.plusSeconds(7_200), null);

    public static final CancelBooking CANCEL = new CancelBooking(RIDE, RIDER, "plans changed", null);

    public static final BookingDesk.Cancel OPERATORS_CANCEL = new BookingDesk.Cancel(RIDE, "the hotel called");

    private Evening() {}

    /** Seconds after six. */
    public static Instant at(long seconds) {
        return SIX.plusSeconds(seconds);
    }

    // Events of booking itself.

    public static BookingEvent requested() {
        return new BookingEvent.RideRequested(
                RIDE, RIDER, PICKUP, DROPOFF, 2, PaymentMethod.CARD, at(60), at(900), at(0));
    }

    /** For eight o'clock. */
    public static BookingEvent scheduled() {
        return new BookingEvent.RideScheduled(
                RIDE, RIDER, PICKUP, DROPOFF, 2, PaymentMethod.CARD, at(7_200), at(6_000), at(0));
    }

    /** Of a ride that was scheduled. */
    public static BookingEvent offeredAt(long seconds) {
        return new BookingEvent.RideRequested(
                RIDE, RIDER, PICKUP, DROPOFF, 2, PaymentMethod.CARD, at(6_900), at(7_200), at(seconds), at(7_200));
    }

    public static BookingEvent searchDelayed() {
        return searchDelayed(59);
    }

    public static BookingEvent searchDelayed(long seconds) {
        return new BookingEvent.SearchDelayed(RIDE, at(seconds));
    }

    public static BookingEvent driverAssigned(long seconds) {
        return new BookingEvent.DriverAssigned(RIDE, DRIVER, TAXI, "4P21", at(seconds + 240), at(seconds));
    }

    public static BookingEvent driverArrived(long seconds) {
        return new BookingEvent.DriverArrived(RIDE, at(seconds));
    }

    public static BookingEvent contacted(long seconds) {
        return new BookingEvent.RiderContacted(RIDE, at(seconds + 300), at(seconds));
    }

    public static BookingEvent noShow(long seconds) {
        return new BookingEvent.RiderNoShow(RIDE, at(seconds));
    }

    public static BookingEvent driverLost(long seconds) {
        return new BookingEvent.DriverLost(RIDE, DRIVER, "flat tyre", at(seconds + 60), at(seconds));
    }

    public static BookingEvent rideStarted(long seconds) {
        return new BookingEvent.RideStarted(RIDE, at(seconds));
    }

    public static BookingEvent droppedOff(long seconds) {
        return new BookingEvent.RideDroppedOff(RIDE, FARE, at(seconds));
    }

    public static BookingEvent brokenOff(long seconds) {
        return new BookingEvent.RideDroppedOff(RIDE, FARE, at(seconds), AbortReason.BREAKDOWN);
    }

    public static BookingEvent aborted(long seconds) {
        return new BookingEvent.RideAborted(RIDE, AbortReason.BREAKDOWN, FARE, at(seconds));
    }

    public static BookingEvent completed(long seconds) {
        return new BookingEvent.RideCompleted(RIDE, FARE, at(seconds));
    }

    public static BookingEvent owed(long seconds) {
        return new BookingEvent.RideOwed(RIDE, FARE, at(seconds));
    }

    public static BookingEvent cancelRequested(long seconds) {
        return new BookingEvent.CancelRequested(RIDE, "plans changed", at(seconds));
    }

    public static BookingEvent cancelRequestedByOperator(long seconds) {
        return new BookingEvent.CancelRequested(RIDE, null, at(seconds), Role.OPERATOR, null);
    }

    public static BookingEvent canceledByOperator(long seconds) {
        return new BookingEvent.RideCanceled(RIDE, true, at(seconds), Role.OPERATOR, null);
    }

    public static BookingEvent cancelRejected(long seconds) {
        return new BookingEvent.CancelRejected(RIDE, at(seconds));
    }

    public static BookingEvent canceled(boolean free, long seconds) {
        return new BookingEvent.RideCanceled(RIDE, free, at(seconds));
    }

    public static BookingEvent noDrivers(long seconds) {
        return new BookingEvent.NoDriversAvailable(RIDE, at(seconds));
    }

    public static BookingEvent expired(long seconds) {
        return new BookingEvent.RideExpired(RIDE, at(seconds));
    }

    // What booking has heard.

    public static Fact searchOpened(long until) {
        return new Fact.SearchOpened(at(until));
    }

    public static Fact paidAhead() {
        return new Fact.PaidAhead(FARE);
    }

    public static Fact owedAhead() {
        return new Fact.OwedAhead();
    }

    // What follows from others' events.

    public static FollowUp noteSearch() {
        return new FollowUp.NoteSearch(at(61));
    }

    public static FollowUp assignDriver() {
        return assignDriver(30);
    }

    public static FollowUp assignDriver(long seconds) {
        return new FollowUp.AssignDriver(DRIVER, TAXI, "4P21", at(seconds + 240));
    }

    public static FollowUp markArrived() {
        return new FollowUp.MarkArrived();
    }

    public static FollowUp noteContact(long seconds) {
        return new FollowUp.NoteContact(at(seconds + 300));
    }

    public static FollowUp markNoShow() {
        return new FollowUp.MarkNoShow();
    }

    public static FollowUp loseDriver(long seconds) {
        return new FollowUp.LoseDriver(DRIVER, "flat tyre", at(seconds + 60));
    }

    public static FollowUp startRide() {
        return new FollowUp.StartRide();
    }

    public static FollowUp dropOff() {
        return new FollowUp.DropOff(FARE, null);
    }

    public static FollowUp breakOff() {
        return new FollowUp.DropOff(FARE, AbortReason.BREAKDOWN);
    }

    public static FollowUp endSearch() {
        return new FollowUp.EndSearch();
    }

    public static FollowUp confirmCancel() {
        return new FollowUp.ConfirmCancel();
    }

    public static FollowUp rejectCancel() {
        return new FollowUp.RejectCancel();
    }

    public static FollowUp settleFare() {
        return new FollowUp.SettleFare(FARE);
    }

    public static FollowUp oweFare() {
        return new FollowUp.OweFare();
    }

    public static FollowUp checkTime() {
        return new FollowUp.CheckTime();
    }

    /** What booking decided, when these happened to a booking; null: to none yet. */
    public static Decision.Happened happened(@Nullable Booking before, BookingEvent... events) {
        return new Decision.Happened(List.of(events), BookingDecider.evolve(before, List.of(events)));
    }

    /** The booking that events and facts make, in order. */
    public static Booking after(Object... eventsAndFacts) {
        Booking booking = null;
        for (Object happened : eventsAndFacts) {
            if (happened instanceof Fact fact && booking != null) booking = BookingDecider.note(booking, fact);
            else booking = BookingDecider.evolve(booking, (BookingEvent) happened);
        }
        if (booking == null) throw new IllegalArgumentException("nothing happened");
        return booking;
    }
}
