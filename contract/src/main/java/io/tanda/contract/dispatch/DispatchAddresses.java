package io.tanda.contract.dispatch;

import io.tanda.contract.booking.RideRider;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Journal;
import java.util.List;

/** What dispatch is asked over the bus. */
public final class DispatchAddresses {
    // A driver waits, and others want the same call: two commits' time, and a process that hangs is passed over.
    public static final Address<RideCommand, DriverRide> RIDES =
            Address.of("dispatch.rides", RideCommand.class, DriverRide.class).within(600);
    // The same address: a drop-off alone waits for the payment's fast path (gateway 610 ms and two commits).
    public static final Address<RideCommand, DriverRide> DROP_OFF = RIDES.within(4_000);
    // An end waits for the payment's fast path too.
    public static final Address<RideDesk, DriverRide> DESK =
            Address.of("dispatch.desk", RideDesk.class, DriverRide.class).within(4_000);
    public static final Address<RidesUnderWay.Ask, RidesUnderWay> UNDER_WAY =
            Address.of("dispatch.under-way", RidesUnderWay.Ask.class, RidesUnderWay.class);
    public static final Address<FleetDuty.Ask, FleetDuty> FLEET_DUTY =
            Address.of("dispatch.fleet.duty", FleetDuty.Ask.class, FleetDuty.class);
    public static final Address<Offer.Decline, Offer> DECLINE =
            Address.of("dispatch.decline", Offer.Decline.class, Offer.class);
    public static final Address<Duty.Set, Duty> DUTY = Address.of("dispatch.duty", Duty.Set.class, Duty.class);
    public static final Address<Fleet.RegisterDriver, Fleet.Driver> REGISTER_DRIVER =
            Address.of("dispatch.fleet.driver", Fleet.RegisterDriver.class, Fleet.Driver.class);
    public static final Address<Fleet.RegisterTaxi, Fleet.Taxi> REGISTER_TAXI =
            Address.of("dispatch.fleet.taxi", Fleet.RegisterTaxi.class, Fleet.Taxi.class);
    public static final Address<Fleet.SetDriverStanding, Fleet.DriverStanding> DRIVER_STANDING =
            Address.of("dispatch.fleet.driver.standing", Fleet.SetDriverStanding.class, Fleet.DriverStanding.class);
    public static final Address<Fleet.SetTaxiStanding, Fleet.TaxiStanding> TAXI_STANDING =
            Address.of("dispatch.fleet.taxi.standing", Fleet.SetTaxiStanding.class, Fleet.TaxiStanding.class);
    public static final Address<Fleet.ListDrivers, Fleet.Drivers> DRIVERS =
            Address.of("dispatch.fleet.drivers", Fleet.ListDrivers.class, Fleet.Drivers.class);
    public static final Address<Fleet.ListTaxis, Fleet.Taxis> TAXIS =
            Address.of("dispatch.fleet.taxis", Fleet.ListTaxis.class, Fleet.Taxis.class);
    public static final Address<Positions.Report, Positions.Taken> POSITIONS =
            Address.of("dispatch.positions", Positions.Report.class, Positions.Taken.class);
    public static final Address<DispatchQuery.DutyOf, Duty> DUTY_OF =
            Address.of("dispatch.duty.of", DispatchQuery.DutyOf.class, Duty.class);
    public static final Address<DispatchQuery.RideOf, DriverRide> RIDE_OF =
            Address.of("dispatch.ride.of", DispatchQuery.RideOf.class, DriverRide.class);
    public static final Address<DispatchQuery.DriverOf, RideDriver> DRIVER_OF =
            Address.of("dispatch.driver.of", DispatchQuery.DriverOf.class, RideDriver.class);
    public static final Address<DispatchQuery.RiderOf, RideRider> RIDER_OF =
            Address.of("dispatch.rider.of", DispatchQuery.RiderOf.class, RideRider.class);
    public static final Address<DispatchQuery.OffersOf, Offer.Listing> OFFERS_OF =
            Address.of("dispatch.offers.of", DispatchQuery.OffersOf.class, Offer.Listing.class);
    public static final Address<DispatchQuery.DecisionsOf, CallDecision.Listing> DECISIONS =
            Address.of("dispatch.decisions.of", DispatchQuery.DecisionsOf.class, CallDecision.Listing.class);
    public static final Address<DispatchQuery.CallsNear, OpenCalls> CALLS =
            Address.of("dispatch.calls", DispatchQuery.CallsNear.class, OpenCalls.class);
    public static final Address<DispatchQuery.EstimateRide, Estimate> ESTIMATE =
            Address.of("dispatch.estimate", DispatchQuery.EstimateRide.class, Estimate.class);
    public static final Address<DriverFeed.Read, DriverFeed> FEED =
            Address.of("dispatch.feed", DriverFeed.Read.class, DriverFeed.class);
    public static final Address<DriverFeed.FindEnd, DriverFeed.End> FEED_END =
            Address.of("dispatch.feed.end", DriverFeed.FindEnd.class, DriverFeed.End.class);
    public static final Address<Journal.Read, Journal.Events> JOURNAL = Journal.of("dispatch");
    public static final Address<Audit.Read, Audit.Entries> AUDIT = Audit.of("dispatch");

    public static final List<Address<?, ?>> ALL = List.of(
            RIDES,
            DESK,
            UNDER_WAY,
            FLEET_DUTY,
            DECLINE,
            DUTY,
            REGISTER_DRIVER,
            REGISTER_TAXI,
            DRIVER_STANDING,
            TAXI_STANDING,
            DRIVERS,
            TAXIS,
            POSITIONS,
            DUTY_OF,
            RIDE_OF,
            DRIVER_OF,
            RIDER_OF,
            OFFERS_OF,
            DECISIONS,
            CALLS,
            ESTIMATE,
            FEED,
            FEED_END,
            JOURNAL,
            AUDIT);

    private DispatchAddresses() {}
}
