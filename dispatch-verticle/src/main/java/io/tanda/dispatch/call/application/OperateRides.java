package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.RideDesk;
import io.tanda.dispatch.call.domain.CallCommand;
import io.vertx.core.Future;

/** What operators do with calls and rides. It takes the drivers' own way, so that an operator wins nothing that a driver has. */
public final class OperateRides {
    private final AcceptCall acceptCall;
    private final DriveRide driveRide;

    public OperateRides(AcceptCall acceptCall, DriveRide driveRide) {
        this.acceptCall = acceptCall;
        this.driveRide = driveRide;
    }

    public Future<Reply<DriverRide>> handle(Request<RideDesk> request) {
        return switch (request.body()) {
            case RideDesk.Assign assign ->
                acceptCall.assigned(request, assign).map(reply -> told(reply, assign.driver()));
            case RideDesk.MarkNoShow noShow ->
                driveRide.forDriver(request, noShow.ride(), driver -> new CallCommand.MarkNoShow(driver, true));
            case RideDesk.End end -> driveRide.endForDriver(request, end.ride(), end.where(), end.meters(), null);
            case RideDesk.Abort abort ->
                driveRide.endForDriver(request, abort.ride(), abort.where(), abort.meters(), abort.why());
        };
    }

    /** A driver is told what he can do about it. */
    private static Reply<DriverRide> told(Reply<DriverRide> reply, DriverId driver) {
        if (!(reply instanceof Reply.Refused<DriverRide> refused)) return reply;
        String detail = switch (refused.refusal()) {
            case DRIVER_OFF_DUTY -> "driver " + driver + " is off duty";
            case DRIVER_ALREADY_ON_RIDE -> "driver " + driver + " is on another ride";
            case STEP_NOT_ALLOWED -> "driver " + driver + " gave this ride back";
            case NOT_FOUND -> "there is no such call, or driver " + driver + " is not in the fleet";
            default -> refused.detail();
        };
        return Reply.refused(refused.refusal(), detail);
    }
}
