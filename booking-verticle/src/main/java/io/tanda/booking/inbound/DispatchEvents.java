package io.tanda.booking.inbound;

import io.tanda.booking.application.FollowRide;
import io.tanda.booking.domain.FollowUp;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.events.EventHandler;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;

/** What dispatch's events mean to a booking. */
public final class DispatchEvents implements EventHandler<DispatchEvent> {
    private final FollowRide rides;

    public DispatchEvents(FollowRide rides) {
        this.rides = rides;
    }

    @Override
    public Future<Unit.Builder> handle(DispatchEvent event, Recorded recorded) {
        return rides.follow(event.ride(), meaning(event), event.at(), recorded);
    }

    public static FollowUp meaning(DispatchEvent event) {
        return switch (event) {
            case DispatchEvent.CallOpened e -> new FollowUp.NoteSearch(e.searchUntil());
            case DispatchEvent.CallAccepted e ->
                new FollowUp.AssignDriver(e.driver(), e.taxi(), e.plate(), e.pickupEta());
            case DispatchEvent.CallReopened e -> new FollowUp.LoseDriver(e.driver(), e.reason(), e.searchUntil());
            case DispatchEvent.CallExhausted e -> new FollowUp.EndSearch();
            case DispatchEvent.CallWithdrawn e -> new FollowUp.ConfirmCancel();
            case DispatchEvent.CancelRefused e -> new FollowUp.RejectCancel();
            case DispatchEvent.DriverArrived e -> new FollowUp.MarkArrived();
            case DispatchEvent.PassengerPickedUp e -> new FollowUp.StartRide();
            case DispatchEvent.PassengerDroppedOff e ->
                new FollowUp.DropOff(e.fare().total());
        };
    }
}
