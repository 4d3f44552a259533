package io.tanda.contract.event;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.payment.PaymentEvent;
import java.util.List;

/** Every topic of domain events and every event type on one screen. Names are never changed, only added. */
public final class Topics {
    public static final Topic<BookingEvent> BOOKING = Topic.of("booking", BookingEvent.class)
            .event("ride-requested", BookingEvent.RideRequested.class)
            .event("search-delayed", BookingEvent.SearchDelayed.class)
            .event("driver-assigned", BookingEvent.DriverAssigned.class)
            .event("driver-arrived", BookingEvent.DriverArrived.class)
            .event("driver-lost", BookingEvent.DriverLost.class)
            .event("ride-started", BookingEvent.RideStarted.class)
            .event("ride-dropped-off", BookingEvent.RideDroppedOff.class)
            .event("ride-completed", BookingEvent.RideCompleted.class)
            .event("cancel-requested", BookingEvent.CancelRequested.class)
            .event("cancel-rejected", BookingEvent.CancelRejected.class)
            .event("ride-canceled", BookingEvent.RideCanceled.class)
            .event("no-drivers-available", BookingEvent.NoDriversAvailable.class)
            .event("ride-expired", BookingEvent.RideExpired.class);

    public static final Topic<DispatchEvent> DISPATCH = Topic.of("dispatch", DispatchEvent.class)
            .event("call-opened", DispatchEvent.CallOpened.class)
            .event("call-accepted", DispatchEvent.CallAccepted.class)
            .event("call-reopened", DispatchEvent.CallReopened.class)
            .event("call-exhausted", DispatchEvent.CallExhausted.class)
            .event("call-withdrawn", DispatchEvent.CallWithdrawn.class)
            .event("cancel-refused", DispatchEvent.CancelRefused.class)
            .event("driver-arrived", DispatchEvent.DriverArrived.class)
            .event("passenger-picked-up", DispatchEvent.PassengerPickedUp.class)
            .event("passenger-dropped-off", DispatchEvent.PassengerDroppedOff.class);

    public static final Topic<PaymentEvent> PAYMENT = Topic.of("payment", PaymentEvent.class)
            .event("charge-attempted", PaymentEvent.ChargeAttempted.class)
            .event("charge-captured", PaymentEvent.ChargeCaptured.class)
            .event("charge-declined", PaymentEvent.ChargeDeclined.class)
            .event("charge-unknown", PaymentEvent.ChargeUnknown.class)
            .event("charge-owed", PaymentEvent.ChargeOwed.class);

    public static final List<Topic<?>> ALL = List.of(BOOKING, DISPATCH, PAYMENT);

    private Topics() {}
}
