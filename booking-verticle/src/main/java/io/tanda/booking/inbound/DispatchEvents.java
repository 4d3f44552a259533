package io.tanda.booking.inbound;

import io.tanda.booking.application.Change;
import io.tanda.booking.application.FollowRide;
import io.tanda.booking.domain.FollowUp;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.platform.events.Interest;

/** What dispatch's events mean to a booking. */
public final class DispatchEvents {
    private DispatchEvents() {}

    public static Interest<DispatchEvent, Change> interest(FollowRide rides) {
        return Interest.<DispatchEvent, Change>in(DispatchEvent.TOPIC)
                .on(
                        DispatchEvent.CallOpened.class,
                        (e, recorded) -> rides.follow(e, new FollowUp.NoteSearch(e.searchUntil()), recorded))
                .on(
                        DispatchEvent.CallAccepted.class,
                        (e, recorded) -> rides.follow(
                                e, new FollowUp.AssignDriver(e.driver(), e.taxi(), e.plate(), e.pickupEta()), recorded))
                .on(
                        DispatchEvent.CallReopened.class,
                        (e, recorded) -> rides.follow(
                                e, new FollowUp.LoseDriver(e.driver(), e.reason(), e.searchUntil()), recorded))
                .on(
                        DispatchEvent.CallExhausted.class,
                        (e, recorded) -> rides.follow(e, new FollowUp.EndSearch(), recorded))
                .on(
                        DispatchEvent.CallWithdrawn.class,
                        (e, recorded) -> rides.follow(e, new FollowUp.ConfirmCancel(), recorded))
                .on(
                        DispatchEvent.CancelRefused.class,
                        (e, recorded) -> rides.follow(e, new FollowUp.RejectCancel(), recorded))
                .on(
                        DispatchEvent.DriverArrived.class,
                        (e, recorded) -> rides.follow(e, new FollowUp.MarkArrived(), recorded))
                .on(
                        DispatchEvent.RiderContacted.class,
                        (e, recorded) -> rides.follow(e, new FollowUp.NoteContact(e.noShowFrom()), recorded))
                .on(
                        DispatchEvent.NoShowMarked.class,
                        (e, recorded) -> rides.follow(e, new FollowUp.MarkNoShow(), recorded))
                .on(
                        DispatchEvent.PassengerPickedUp.class,
                        (e, recorded) -> rides.follow(e, new FollowUp.StartRide(), recorded))
                .on(
                        DispatchEvent.PassengerDroppedOff.class,
                        (e, recorded) ->
                                rides.follow(e, new FollowUp.DropOff(e.fare().total(), e.aborted()), recorded));
    }
}
