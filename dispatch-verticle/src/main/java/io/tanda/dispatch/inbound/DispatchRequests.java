package io.tanda.dispatch.inbound;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Addresses;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.dispatch.application.DeclineOffer;
import io.tanda.dispatch.application.HandleRideCommand;
import io.tanda.dispatch.application.KeepDuty;
import io.tanda.dispatch.application.KeepFleet;
import io.tanda.dispatch.application.LookUp;
import io.tanda.dispatch.application.ReportPositions;
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
        on(Addresses.DISPATCH_RIDES, rides::handle);
        on(Addresses.DISPATCH_DECLINE, decline::handle);
        on(Addresses.DISPATCH_DUTY, duty::set);
        on(Addresses.DISPATCH_DUTY_OF, duty::of);
        on(Addresses.DISPATCH_RIDE_OF, duty::rideOf);
        on(Addresses.DISPATCH_REGISTER_DRIVER, fleet::registerDriver);
        on(Addresses.DISPATCH_REGISTER_TAXI, fleet::registerTaxi);
        on(Addresses.DISPATCH_DRIVERS, fleet::listDrivers);
        on(Addresses.DISPATCH_TAXIS, fleet::listTaxis);
        on(Addresses.DISPATCH_POSITIONS, positions::handle);
        on(Addresses.DISPATCH_OFFERS_OF, lookUp::offersOf);
        on(Addresses.DISPATCH_CALLS, lookUp::callsNear);
        on(Addresses.DISPATCH_ESTIMATE, lookUp::estimate);
        on(Addresses.DISPATCH_FEED, lookUp::feed);
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
