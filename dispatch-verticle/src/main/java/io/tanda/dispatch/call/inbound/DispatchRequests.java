package io.tanda.dispatch.call.inbound;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.dispatch.call.application.DeclineOffer;
import io.tanda.dispatch.call.application.HandleRideCommand;
import io.tanda.dispatch.call.application.LookUp;
import io.tanda.dispatch.fleet.KeepDuty;
import io.tanda.dispatch.fleet.KeepFleet;
import io.tanda.dispatch.position.ReportPositions;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.bus.Registration;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every question dispatch answers over the bus, and who answers it. */
public final class DispatchRequests {
    private final Bus bus;
    private final List<Future<Registration>> registrations = new ArrayList<>();

    public DispatchRequests(Bus bus) {
        this.bus = bus;
    }

    public Future<Void> serve(
            HandleRideCommand rides,
            DeclineOffer decline,
            KeepDuty duty,
            KeepFleet fleet,
            ReportPositions positions,
            LookUp lookUp) {
        on(DispatchAddresses.RIDES, rides::handle);
        on(DispatchAddresses.DECLINE, decline::handle);
        on(DispatchAddresses.DUTY, duty::set);
        on(DispatchAddresses.DUTY_OF, duty::of);
        on(DispatchAddresses.RIDE_OF, duty::rideOf);
        on(DispatchAddresses.REGISTER_DRIVER, fleet::registerDriver);
        on(DispatchAddresses.REGISTER_TAXI, fleet::registerTaxi);
        on(DispatchAddresses.DRIVERS, fleet::listDrivers);
        on(DispatchAddresses.TAXIS, fleet::listTaxis);
        on(DispatchAddresses.POSITIONS, positions::handle);
        on(DispatchAddresses.OFFERS_OF, lookUp::offersOf);
        on(DispatchAddresses.CALLS, lookUp::callsNear);
        on(DispatchAddresses.ESTIMATE, lookUp::estimate);
        on(DispatchAddresses.FEED, lookUp::feed);
        return Future.all(registrations).mapEmpty();
    }

    private <C, R> void on(Address<C, R> address, Function<Request<C>, Future<Reply<R>>> handler) {
        registrations.add(bus.serve(address, handler));
    }

    /** Takes no more, and waits for what is being handled. */
    public Future<Void> stop() {
        List<Future<Void>> ends = new ArrayList<>();
        for (Future<Registration> registration : registrations)
            ends.add(registration.transform(
                    (taken, failure) -> failure == null ? taken.stop() : Future.succeededFuture()));
        return Future.join(ends).mapEmpty();
    }
}
