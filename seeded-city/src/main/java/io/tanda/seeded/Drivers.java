package io.tanda.seeded;

import io.tanda.contract.AbortReason;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.dispatch.call.application.StoredOffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** People with a taxi: they take offers or leave them, drive or give back, and look up where they are when nobody answers. */
final class Drivers {
    private final City city;
    private final Map<DriverId, DriverAtWork> drivers = new LinkedHashMap<>();
    private boolean eager;

    Drivers(City city) {
        this.city = city;
    }

    void populate(int count) {
        for (int i = 0; i < count; i++) {
            DriverId id = new DriverId(city.chance().id());
            drivers.put(id, new DriverAtWork(id));
            city.dispatch().onDuty(id);
            city.streets().park(id);
            city.notifying().moveIn(id.value());
        }
    }

    /** From now on each takes what he is offered, brings it to its end, and looks now and then whether he has a ride that he does not know of. */
    void eager() {
        eager = true;
        drivers.values().forEach(DriverAtWork::watch);
    }

    void offered(StoredOffer offer) {
        DriverAtWork driver = drivers.get(offer.driver());
        if (driver == null) throw new IllegalStateException("nobody is driver " + offer.driver());
        driver.hears(offer);
    }

    private final class DriverAtWork {
        private final DriverId id;
        private boolean driving;

        private DriverAtWork(DriverId id) {
            this.id = id;
        }

        private void after(long micros, String what, Runnable work) {
            city.agenda().after(micros, null, what, id, work);
        }

        private void hears(StoredOffer offer) {
            if (!eager && city.chance().happens(0.2)) return;
            after(city.chance().millis(200, 16_000), "driver thinks about an offer", () -> decide(offer));
        }

        private void watch() {
            if (!driving) lookUp();
            after(city.chance().seconds(60, 120), "driver looks at his phone", this::watch);
        }

        private void decide(StoredOffer offer) {
            if (driving && !city.chance().happens(0.1)) return;
            if (!eager && city.chance().happens(0.3)) decline(offer);
            else if (city.chance().happens(0.1)) send(new RideCommand.AcceptCall(offer.ride(), id));
            else send(new RideCommand.AcceptOffer(offer.id(), id));
        }

        private void decline(StoredOffer offer) {
            city.bus()
                    .ask(null, DispatchAddresses.DECLINE, request(command(), new Offer.Decline(offer.id(), id)))
                    .onComplete(done -> {});
        }

        private void send(RideCommand command) {
            driving = true;
            send(command, command(), 1);
        }

        private void send(RideCommand command, CommandId under, int attempt) {
            boolean pays = command instanceof RideCommand.DropOff || command instanceof RideCommand.Abort;
            var address = pays ? DispatchAddresses.DROP_OFF : DispatchAddresses.RIDES;
            city.bus().ask(null, address, request(under, command)).onComplete(done -> {
                if (done.failed()) {
                    boolean again = attempt < 3 && city.chance().happens(0.6);
                    after(city.chance().millis(100, 5_000), "driver asks again", () -> {
                        if (again) send(command, under, attempt + 1);
                        else lookUp();
                    });
                } else
                    switch (done.result()) {
                        case Reply.Done<DriverRide> his -> drive(his.value());
                        case Reply.Refused<DriverRide> refused -> lookUp();
                    }
            });
        }

        private void lookUp() {
            driving = true;
            city.bus()
                    .ask(null, DispatchAddresses.RIDE_OF, request(command(), new DispatchQuery.RideOf(id)))
                    .onComplete(done -> {
                        if (done.failed())
                            after(city.chance().seconds(1, 20), "driver looks up his ride again", this::lookUp);
                        else
                            switch (done.result()) {
                                case Reply.Done<DriverRide> his -> drive(his.value());
                                case Reply.Refused<DriverRide> none -> driving = false;
                            }
                    });
        }

        private void drive(DriverRide ride) {
            RideId on = ride.id();
            switch (ride.status()) {
                case ACCEPTED -> {
                    if (givesUp(0.2)) giveBack(on);
                    else next(10, 200, ride.pickup(), new RideCommand.Arrive(on, id));
                }
                case ARRIVED -> waits(ride);
                case IN_PROGRESS -> {
                    if (givesUp(0.1)) next(60, 300, ride.pickup(), abort(ride));
                    else next(60, 900, ride.dropoff(), new RideCommand.DropOff(on, id, null, null));
                }
                case SETTLING -> {
                    if (ride.collect() != null && city.chance().happens(0.5))
                        next(5, 240, ride.dropoff(), new RideCommand.TakeFare(on, id, PaymentMethod.CASH));
                    else driving = false;
                }
                case SCHEDULED,
                        REQUESTED,
                        COMPLETED,
                        ABORTED,
                        CANCEL_PENDING,
                        NO_DRIVERS_AVAILABLE,
                        RIDER_CANCELED,
                        OPERATOR_CANCELED,
                        NO_SHOW,
                        EXPIRED,
                        OWED -> driving = false;
            }
        }

        /** The rider comes, or does not. */
        private void waits(DriverRide ride) {
            RideId on = ride.id();
            if (givesUp(0.1)) giveBack(on);
            else if (ride.contactedAt() == null && givesUp(0.2))
                next(60, 120, ride.pickup(), new RideCommand.Contact(on, id));
            else if (ride.contactedAt() != null && givesUp(0.8))
                next(100, 300, ride.pickup(), new RideCommand.MarkNoShow(on, id));
            else next(2, 120, ride.pickup(), new RideCommand.PickUp(on, id));
        }

        private RideCommand abort(DriverRide ride) {
            return new RideCommand.Abort(ride.id(), id, AbortReason.BREAKDOWN, ride.pickup(), null, null, null);
        }

        private boolean givesUp(double share) {
            return !eager && city.chance().happens(share);
        }

        private void giveBack(RideId ride) {
            RideCommand.GiveBack command = new RideCommand.GiveBack(ride, id, "a flat tyre");
            after(
                    city.chance().millis(10, city.chance().happens(0.5) ? 500 : 60_000),
                    "driver gives back",
                    () -> send(command));
        }

        private void next(int leastSeconds, int mostSeconds, GeoPoint where, RideCommand command) {
            after(city.chance().seconds(leastSeconds, mostSeconds), "driver goes on", () -> {
                city.streets().drive(id, where);
                send(command);
            });
        }

        private CommandId command() {
            return new CommandId(city.chance().id());
        }

        private <C> Request<C> request(CommandId under, C body) {
            return new Request<>(
                    under,
                    Actor.SYSTEM,
                    city.agenda().instant(),
                    body.getClass().getSimpleName(),
                    null,
                    body);
        }
    }
}
