package io.tanda.seeded;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** People who want to go somewhere, change their minds, and ask again under the same id where nobody answers. */
final class Riders {
    /** What canceling late costs. */
    static final Money FEE = Money.usd(500);

    private static final int TRIES = 5;

    private final City city;
    private final List<Rider> riders = new ArrayList<>();
    private final Map<RideId, Rider> waiting = new HashMap<>();
    private boolean stayHome;

    Riders(City city) {
        this.city = city;
    }

    void populate(int count) {
        for (int i = 0; i < count; i++) {
            Rider rider = new Rider(new RiderId(city.chance().id()));
            riders.add(rider);
            city.notifying().moveIn(rider.id.value());
            rider.later();
        }
    }

    /** Nobody sets out any more. */
    void stayHome() {
        stayHome = true;
    }

    void ended(RideId ride) {
        Rider rider = waiting.remove(ride);
        if (rider == null) return;
        if (city.chance().happens(0.3)) rider.tips(ride);
        rider.later();
    }

    private final class Rider {
        private final RiderId id;

        private Rider(RiderId id) {
            this.id = id;
        }

        private void later() {
            city.agenda().after(city.chance().seconds(1, 120), null, "rider wants a taxi", id, this::request);
        }

        private void request() {
            if (stayHome) return;
            RideId ride = new RideId(city.chance().id());
            waiting.put(ride, this);
            int passengers = city.chance().between(1, 4);
            send(
                    new BookingCommand.RequestRide(
                            ride, id, place(), place(), passengers, PaymentMethod.CARD, BookingCommand.SEARCH_SECONDS),
                    new CommandId(city.chance().id()),
                    1);
            if (city.chance().happens(0.35)) changesMind(ride);
        }

        private Place place() {
            GeoPoint point = city.streets().somewhere();
            return new Place(point.lat(), point.lng(), null);
        }

        private void changesMind(RideId ride) {
            CommandId id = new CommandId(city.chance().id());
            city.agenda()
                    .after(
                            city.chance().millis(10, city.chance().happens(0.5) ? 5_000 : 400_000),
                            null,
                            "rider changes his mind about",
                            ride,
                            () -> send(
                                    new BookingCommand.CancelBooking(
                                            ride,
                                            this.id,
                                            null,
                                            null,
                                            city.chance().happens(0.6) ? FEE : null),
                                    id,
                                    1));
        }

        /** Once the ride has ended, however: mostly there is nothing to give beside, and that is said. */
        private void tips(RideId ride) {
            PaymentCommand tip =
                    new PaymentCommand.GiveTip(ride, id, Money.usd(city.chance().between(1, 3) * 100L));
            Request<PaymentCommand> request = new Request<>(
                    new CommandId(city.chance().id()),
                    new Actor(Role.RIDER, id.value()),
                    city.agenda().instant(),
                    "give-tip",
                    null,
                    tip);
            city.agenda()
                    .after(
                            city.chance().millis(10, 60_000),
                            null,
                            "rider gives a tip for",
                            ride,
                            () -> tips(request, 1));
        }

        /** Under the same id, however often. */
        private void tips(Request<PaymentCommand> request, int attempt) {
            city.bus().ask(null, PaymentAddresses.COMMANDS, request).onComplete(done -> {
                if (done.failed() && attempt < TRIES)
                    city.agenda()
                            .after(
                                    city.chance().seconds(1, 5),
                                    null,
                                    "rider asks again",
                                    request.body().ride(),
                                    () -> tips(request, attempt + 1));
            });
        }

        private void send(BookingCommand command, CommandId command1, int attempt) {
            Request<BookingCommand> request = new Request<>(
                    command1,
                    Actor.SYSTEM,
                    city.agenda().instant(),
                    command.getClass().getSimpleName(),
                    null,
                    command);
            city.bus().ask(null, BookingAddresses.COMMANDS, request).onComplete(done -> {
                if (done.succeeded()) answered(command, done.result());
                else if (attempt < TRIES)
                    city.agenda()
                            .after(
                                    city.chance().seconds(1, 5),
                                    null,
                                    "rider asks again",
                                    command.ride(),
                                    () -> send(command, command1, attempt + 1));
                else if (command instanceof BookingCommand.RequestRide) givesUp(command.ride());
            });
        }

        /** It may be booked all the same. */
        private void givesUp(RideId ride) {
            if (waiting.remove(ride) != null) later();
        }

        private void answered(BookingCommand command, @Nullable Reply<?> reply) {
            if (command instanceof BookingCommand.RequestRide && reply instanceof Reply.Done<?>)
                city.promises().accepted(command.ride());
        }
    }
}
