package io.tanda.seeded;

import static io.tanda.seeded.Promise.HANDED_ONCE;
import static io.tanda.seeded.Promise.TOLD_ONCE;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.notify.FakeTables;
import io.tanda.notify.delivery.Tries.Outcome;
import io.tanda.notify.notice.Kinds;
import io.tanda.notify.notice.Notice;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is to be told of what, as the journals say it, and what became of it. */
final class NoticePromises {
    /** How far it goes. */
    private enum Reach {
        NOBODY,
        INBOX,
        OUT
    }

    private record Way(String channel, Told told) {}

    private record Paid(String kind, Instant at) {}

    private final City city;
    private final Promises promises;
    private final Map<RideId, RiderId> riders = new HashMap<>();
    private final Map<RideId, DriverId> droppedBy = new HashMap<>();
    private final Map<RideId, Paid> captured = new HashMap<>();
    private final Map<RideId, Paid> tipped = new HashMap<>();
    private final Map<Told, Reach> expected = new LinkedHashMap<>();
    private final Set<Way> handed = new HashSet<>();

    NoticePromises(City city, Promises promises) {
        this.city = city;
        this.promises = promises;
    }

    // What the journals say.

    void happened(Event event, String type) {
        String kind = event instanceof RideEvent about ? Kinds.of(about, type) : type;
        switch (event) {
            case BookingEvent booked -> booked(booked, kind);
            case DispatchEvent dispatched -> dispatched(dispatched, kind);
            case PaymentEvent paid -> paid(paid, kind);
            default -> throw new IllegalStateException("of no context here: " + event);
        }
    }

    private void booked(BookingEvent event, String kind) {
        if (event instanceof BookingEvent.RideRequested request) riders.put(request.ride(), request.rider());
        toRider(
                event.ride(),
                kind,
                event.at(),
                switch (event) {
                    case BookingEvent.RideScheduled e -> Reach.INBOX;
                    case BookingEvent.RideRequested e -> Reach.INBOX;
                    case BookingEvent.SearchDelayed e -> Reach.OUT;
                    case BookingEvent.DriverAssigned e -> Reach.OUT;
                    case BookingEvent.DriverArrived e -> Reach.OUT;
                    case BookingEvent.RiderContacted e -> Reach.OUT;
                    case BookingEvent.DriverLost e -> Reach.OUT;
                    case BookingEvent.RideStarted e -> Reach.INBOX;
                    case BookingEvent.RideDroppedOff e -> Reach.INBOX;
                    case BookingEvent.CancelRequested e -> Reach.INBOX;
                    case BookingEvent.CancelRejected e -> Reach.OUT;
                    case BookingEvent.RideCompleted e -> Reach.OUT;
                    case BookingEvent.RideOwed e -> Reach.OUT;
                    case BookingEvent.RideCanceled e -> Reach.INBOX;
                    case BookingEvent.NoDriversAvailable e -> Reach.OUT;
                    case BookingEvent.RideAborted e -> Reach.OUT;
                    case BookingEvent.RiderNoShow e -> Reach.OUT;
                    case BookingEvent.RideExpired e -> Reach.OUT;
                });
    }

    private void dispatched(DispatchEvent event, String kind) {
        switch (event) {
            case DispatchEvent.CallOpened e -> {}
            case DispatchEvent.CallAccepted e -> toDriver(e, kind, e.driver(), Reach.INBOX);
            case DispatchEvent.CallReopened e -> toDriver(e, kind, e.driver(), Reach.OUT);
            case DispatchEvent.CallWithdrawn e -> toDriver(e, kind, e.driver(), Reach.OUT);
            case DispatchEvent.CallExhausted e -> {}
            case DispatchEvent.DriverArrived e -> toDriver(e, kind, e.driver(), Reach.INBOX);
            case DispatchEvent.PositionsStopped e -> {}
            case DispatchEvent.TaxiSeenAgain e -> {}
            case DispatchEvent.PickupOverdue e -> {}
            case DispatchEvent.RideOverdue e -> {}
            case DispatchEvent.RiderContacted e -> {}
            case DispatchEvent.NoShowMarked e -> toDriver(e, kind, e.driver(), Reach.INBOX);
            case DispatchEvent.PassengerPickedUp e -> toDriver(e, kind, e.driver(), Reach.INBOX);
            case DispatchEvent.PassengerDroppedOff e -> {
                toDriver(e, kind, e.driver(), Reach.INBOX);
                droppedBy.put(e.ride(), e.driver());
                toDropper(e.ride());
            }
            case DispatchEvent.CollectionStarted e -> toDriver(e, kind, e.driver(), Reach.OUT);
            case DispatchEvent.FareTendered e -> toDriver(e, kind, e.driver(), Reach.INBOX);
            case DispatchEvent.FareSettled e -> toDriver(e, kind, e.driver(), Reach.OUT);
            case DispatchEvent.FareOwed e -> toDriver(e, kind, e.driver(), Reach.OUT);
            case DispatchEvent.CancelRefused e -> {}
        }
    }

    private void paid(PaymentEvent event, String kind) {
        if (event instanceof PaymentEvent.ChargeCaptured e)
            switch (e.purpose()) {
                case FARE -> captured.put(e.ride(), new Paid(kind, e.at()));
                case TIP -> tipped.put(e.ride(), new Paid(kind, e.at()));
                case CANCELLATION_FEE, NO_SHOW_FEE, SERVICE -> {}
            }
        if (!(event instanceof RideEvent about)) return;
        toDropper(about.ride());
        toRider(
                about.ride(),
                kind,
                event.at(),
                switch (event) {
                    case PaymentEvent.ChargeAttempted e -> Reach.NOBODY;
                    case PaymentEvent.ChargeCaptured e -> Reach.INBOX;
                    case PaymentEvent.ChargeDeclined e -> Reach.OUT;
                    case PaymentEvent.ChargeUnknown e -> Reach.NOBODY;
                    case PaymentEvent.ChargeOwed e -> Reach.INBOX;
                    case PaymentEvent.TenderAwaited e -> Reach.NOBODY;
                    case PaymentEvent.ChargeTendered e -> Reach.INBOX;
                    case PaymentEvent.ChargeWrittenOff e -> Reach.OUT;
                    case PaymentEvent.ChargeOverpaid e -> Reach.OUT;
                    case PaymentEvent.RefundAsked e -> Reach.NOBODY;
                    case PaymentEvent.RefundMade e -> Reach.OUT;
                    case PaymentEvent.RefundRefused e -> Reach.NOBODY;
                    case PaymentEvent.RefundDisputed e -> Reach.NOBODY;
                    case PaymentEvent.MethodEvent e -> Reach.NOBODY;
                });
    }

    /** The driver too, once both are known. */
    private void toDropper(RideId ride) {
        DriverId driver = droppedBy.get(ride);
        if (driver == null) return;
        Paid paid = captured.get(ride);
        if (paid != null) expect(new Told(ride, paid.kind(), driver.value(), paid.at()), Reach.INBOX);
        Paid tip = tipped.get(ride);
        if (tip != null) expect(new Told(ride, tip.kind(), driver.value(), tip.at()), Reach.INBOX);
    }

    private void toRider(RideId ride, String kind, Instant at, Reach reach) {
        RiderId rider = riders.get(ride);
        if (rider == null) throw new IllegalStateException(kind + " of ride " + ride + ", which nobody requested");
        expect(new Told(ride, kind, rider.value(), at), reach);
    }

    private void toDriver(DispatchEvent event, String kind, @Nullable DriverId driver, Reach reach) {
        if (driver != null) expect(new Told(event.ride(), kind, driver.value(), event.at()), reach);
    }

    private void expect(Told told, Reach reach) {
        if (reach != Reach.NOBODY) expected.putIfAbsent(told, reach);
    }

    // What notify does.

    /** The notices of a ride have changed. */
    void told(List<Notice> notices) {
        for (Notice notice : notices)
            if (!expected.containsKey(Told.of(notice)))
                promises.breaks(TOLD_ONCE, "notify tells what did not happen: " + Told.of(notice));
    }

    /** A channel has taken it. */
    void handed(String channel, Notice notice) {
        Told told = Told.of(notice);
        if (expected.get(told) != Reach.OUT)
            promises.breaks(TOLD_ONCE, channel + " is handed what goes nowhere: " + told);
        if (!handed.add(new Way(channel, told))) promises.breaks(HANDED_ONCE, channel + " was handed twice: " + told);
    }

    /** When all is quiet. */
    void close() {
        FakeTables tables = city.notifying().tables();
        Set<Told> there = new HashSet<>();
        for (Notice notice : tables.notices()) {
            if (!there.add(Told.of(notice))) promises.breaks(TOLD_ONCE, "told twice: " + Told.of(notice));
        }
        for (Told told : expected.keySet())
            if (!there.contains(told)) promises.breaks(TOLD_ONCE, "nobody told: " + told);
        Map<Way, FakeTables.Delivery> deliveries = new HashMap<>();
        for (FakeTables.Delivery delivery : tables.all())
            deliveries.put(new Way(delivery.channel(), Told.of(delivery.notice())), delivery);
        expected.forEach((told, reach) -> {
            if (reach == Reach.OUT)
                for (String channel : city.notifying().wantedBy(told.receiver()))
                    wentOut(channel, told, deliveries.get(new Way(channel, told)));
        });
    }

    private void wentOut(String channel, Told told, FakeTables.@Nullable Delivery delivery) {
        Outcome outcome = delivery == null ? null : delivery.outcome();
        boolean has = handed.contains(new Way(channel, told));
        if (outcome == null || (outcome == Outcome.TAKEN && !has) || (city.isCalm() && !has))
            promises.breaks(
                    HANDED_ONCE,
                    channel + (has ? " has" : " does not have") + " what it was to be handed, and it is "
                            + (delivery == null ? "nowhere" : "" + outcome) + ": " + told);
    }
}
