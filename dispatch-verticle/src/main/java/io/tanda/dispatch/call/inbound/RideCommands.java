package io.tanda.dispatch.call.inbound;

import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.dispatch.call.application.AcceptCall;
import io.tanda.dispatch.call.application.DriveRide;
import io.tanda.dispatch.call.application.TakeFare;
import io.vertx.core.Future;

/** What a driver does, and who carries it out. */
public final class RideCommands {
    private final AcceptCall acceptCall;
    private final DriveRide driveRide;
    private final TakeFare takeFare;

    public RideCommands(AcceptCall acceptCall, DriveRide driveRide, TakeFare takeFare) {
        this.acceptCall = acceptCall;
        this.driveRide = driveRide;
        this.takeFare = takeFare;
    }

    public Future<Reply<DriverRide>> handle(Request<RideCommand> request) {
        return switch (request.body()) {
            case RideCommand.AcceptOffer accept -> acceptCall.offered(request, accept);
            case RideCommand.AcceptCall accept -> acceptCall.listed(request, accept);
            case RideCommand.Arrive arrive -> driveRide.arrive(request, arrive);
            case RideCommand.Contact contact -> driveRide.contact(request, contact);
            case RideCommand.MarkNoShow noShow -> driveRide.markNoShow(request, noShow);
            case RideCommand.PickUp pickUp -> driveRide.pickUp(request, pickUp);
            case RideCommand.DropOff dropOff -> driveRide.dropOff(request, dropOff);
            case RideCommand.TakeFare take -> takeFare.take(request, take);
            case RideCommand.Abort abort -> driveRide.abort(request, abort);
            case RideCommand.GiveBack giveBack -> driveRide.giveBack(request, giveBack);
        };
    }
}
