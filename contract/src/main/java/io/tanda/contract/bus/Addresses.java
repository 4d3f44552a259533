package io.tanda.contract.bus;

import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingPage;
import io.tanda.contract.booking.BookingQuery;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Estimate;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.OpenCalls;
import io.tanda.contract.dispatch.Positions;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.history.NotificationPage;
import io.tanda.contract.history.NotificationQuery;
import io.tanda.contract.history.RideSearch;
import io.tanda.contract.payment.ChargeRide;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import java.util.List;
import java.util.Map;

/** Every address of the event bus on one screen. */
public final class Addresses {
    // Accepting a booking needs nothing but this process and MySQL (B1): web and booking share it.
    public static final Address<BookingCommand, BookingView> BOOKING_COMMANDS = Address.of(
                    "booking.commands", BookingCommand.class, BookingView.class)
            .local()
            .within(3_000);
    public static final Address<BookingQuery.Get, BookingView> BOOKING_GET =
            Address.of("booking.get", BookingQuery.Get.class, BookingView.class);
    public static final Address<BookingQuery.OfRider, BookingPage> BOOKING_LIST =
            Address.of("booking.list", BookingQuery.OfRider.class, BookingPage.class);

    // Drop-off waits for the payment's fast path (gateway 610 ms and two commits), so a try may take longer than that.
    public static final Address<RideCommand, DriverRide> DISPATCH_RIDES =
            Address.of("dispatch.rides", RideCommand.class, DriverRide.class).within(4_000);
    public static final Address<Offer.Decline, Offer> DISPATCH_DECLINE =
            Address.of("dispatch.decline", Offer.Decline.class, Offer.class);
    public static final Address<Duty.Set, Duty> DISPATCH_DUTY = Address.of("dispatch.duty", Duty.Set.class, Duty.class);
    public static final Address<Fleet.RegisterDriver, Fleet.Driver> DISPATCH_REGISTER_DRIVER =
            Address.of("dispatch.fleet.driver", Fleet.RegisterDriver.class, Fleet.Driver.class);
    public static final Address<Fleet.RegisterTaxi, Fleet.Taxi> DISPATCH_REGISTER_TAXI =
            Address.of("dispatch.fleet.taxi", Fleet.RegisterTaxi.class, Fleet.Taxi.class);
    public static final Address<Fleet.ListDrivers, Fleet.Drivers> DISPATCH_DRIVERS =
            Address.of("dispatch.fleet.drivers", Fleet.ListDrivers.class, Fleet.Drivers.class);
    public static final Address<Fleet.ListTaxis, Fleet.Taxis> DISPATCH_TAXIS =
            Address.of("dispatch.fleet.taxis", Fleet.ListTaxis.class, Fleet.Taxis.class);
    public static final Address<Positions.Report, Positions.Taken> DISPATCH_POSITIONS =
            Address.of("dispatch.positions", Positions.Report.class, Positions.Taken.class);
    public static final Address<DispatchQuery.DutyOf, Duty> DISPATCH_DUTY_OF =
            Address.of("dispatch.duty.of", DispatchQuery.DutyOf.class, Duty.class);
    public static final Address<DispatchQuery.RideOf, DriverRide> DISPATCH_RIDE_OF =
            Address.of("dispatch.ride.of", DispatchQuery.RideOf.class, DriverRide.class);
    public static final Address<DispatchQuery.OffersOf, Offer.Listing> DISPATCH_OFFERS_OF =
            Address.of("dispatch.offers.of", DispatchQuery.OffersOf.class, Offer.Listing.class);
    public static final Address<DispatchQuery.CallsNear, OpenCalls> DISPATCH_CALLS =
            Address.of("dispatch.calls", DispatchQuery.CallsNear.class, OpenCalls.class);
    public static final Address<DispatchQuery.EstimateRide, Estimate> DISPATCH_ESTIMATE =
            Address.of("dispatch.estimate", DispatchQuery.EstimateRide.class, Estimate.class);
    public static final Address<DriverFeed.Read, DriverFeed> DISPATCH_FEED =
            Address.of("dispatch.feed", DriverFeed.Read.class, DriverFeed.class);

    // Longer than the gateway's own limit, so that the answer is the gateway's and not the bus's.
    public static final Address<ChargeRide, PaymentView> PAYMENT_CHARGE =
            Address.of("payment.charge", ChargeRide.class, PaymentView.class).within(2_000);
    public static final Address<PaymentQuery, PaymentView> PAYMENT_GET =
            Address.of("payment.get", PaymentQuery.class, PaymentView.class);

    public static final Address<RideSearch, HistoryPage> HISTORY_RIDES =
            Address.of("history.rides", RideSearch.class, HistoryPage.class);
    public static final Address<NotificationQuery, NotificationPage> HISTORY_NOTIFICATIONS =
            Address.of("history.notifications", NotificationQuery.class, NotificationPage.class);

    public static final Address<Journal.Read, Journal.Events> BOOKING_JOURNAL = journal("booking");
    public static final Address<Journal.Read, Journal.Events> DISPATCH_JOURNAL = journal("dispatch");
    public static final Address<Journal.Read, Journal.Events> PAYMENT_JOURNAL = journal("payment");

    /** The journals by the context's name, as {@link io.tanda.contract.event.Topic#context()} gives it. */
    public static final Map<String, Address<Journal.Read, Journal.Events>> JOURNALS =
            Map.of("booking", BOOKING_JOURNAL, "dispatch", DISPATCH_JOURNAL, "payment", PAYMENT_JOURNAL);

    /** Published, not sent: a {@link Nudge} for every web process. */
    public static final String NUDGES = "web.nudges";

    public static final List<Address<?, ?>> ALL = List.of(
            BOOKING_COMMANDS,
            BOOKING_GET,
            BOOKING_LIST,
            DISPATCH_RIDES,
            DISPATCH_DECLINE,
            DISPATCH_DUTY,
            DISPATCH_REGISTER_DRIVER,
            DISPATCH_REGISTER_TAXI,
            DISPATCH_DRIVERS,
            DISPATCH_TAXIS,
            DISPATCH_POSITIONS,
            DISPATCH_DUTY_OF,
            DISPATCH_RIDE_OF,
            DISPATCH_OFFERS_OF,
            DISPATCH_CALLS,
            DISPATCH_ESTIMATE,
            DISPATCH_FEED,
            PAYMENT_CHARGE,
            PAYMENT_GET,
            HISTORY_RIDES,
            HISTORY_NOTIFICATIONS,
            BOOKING_JOURNAL,
            DISPATCH_JOURNAL,
            PAYMENT_JOURNAL);

    private static Address<Journal.Read, Journal.Events> journal(String context) {
        return Address.of(context + ".journal", Journal.Read.class, Journal.Events.class);
    }

    private Addresses() {}
}
