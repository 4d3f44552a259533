package io.tanda.booking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.booking.application.Bookings;
import io.tanda.booking.application.Change;
import io.tanda.booking.application.DriveDeadline;
import io.tanda.booking.application.FollowRide;
import io.tanda.booking.application.HandleBookingCommand;
import io.tanda.booking.application.TransitionLog;
import io.tanda.booking.inbound.BookingCommands;
import io.tanda.booking.inbound.DispatchEvents;
import io.tanda.booking.inbound.PaymentEvents;
import io.tanda.booking.outbound.BusNeighbours;
import io.tanda.booking.outbound.MySqlBookings;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.platform.Kit;
import io.tanda.platform.events.OrderedConsumer;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.store.Store;
import io.tanda.platform.time.Sweeper;
import io.vertx.core.Vertx;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The wiring: the only file that says {@code new MySqlBookings(...)}. */
record BookingModule(
        BookingCommands commands,
        OutboxRelay relay,
        OrderedConsumer<?> dispatchEvents,
        OrderedConsumer<?> paymentEvents,
        Sweeper sweeper) {

    /** Who follows, in consumer groups and fences. */
    private static final String NAME = "booking";

    static BookingModule wire(Vertx vertx, Kit kit, BookingConfig config, Store store) {
        Bookings bookings = new MySqlBookings(store, afterCommit(kit));
        FollowRide rides = new FollowRide(bookings, config.policies());
        DriveDeadline deadlines = new DriveDeadline(
                bookings, new BusNeighbours(kit.bus(), kit.clock(), config.outage()), config.policies(), kit.clock());
        return new BookingModule(
                new BookingCommands(new HandleBookingCommand(bookings, config.policies()), bookings),
                new OutboxRelay(vertx, kit, config.kafka(), store, BookingEvent.TOPIC),
                new OrderedConsumer<>(
                        vertx, kit, config.kafka(), store, NAME, DispatchEvent.TOPIC, new DispatchEvents(rides)),
                new OrderedConsumer<>(
                        vertx, kit, config.kafka(), store, NAME, PaymentEvent.TOPIC, new PaymentEvents(rides)),
                new Sweeper(vertx, kit, store, Map.of(DriveDeadline.STATE, deadlines)));
    }

    /** The log's line, the count, and the nudge for whoever watches the ride. */
    private static Consumer<Change> afterCommit(Kit kit) {
        Map<RideStatus, Counter> transitions = transitions(kit.meters());
        return change -> {
            RideStatus to = change.after().booking().status();
            boolean moved = change.before() == null || change.before().booking().status() != to;
            Counter counter = transitions.get(to);
            if (moved && counter != null) counter.increment();
            TransitionLog.write(change);
            if (!change.events().isEmpty())
                kit.bus().nudge(new Nudge(Nudge.BOOKING, List.of(change.ride().value())));
        };
    }

    private static Map<RideStatus, Counter> transitions(MeterRegistry meters) {
        Map<RideStatus, Counter> counters = new EnumMap<>(RideStatus.class);
        for (RideStatus status : RideStatus.values())
            counters.put(
                    status,
                    Counter.builder("tanda.booking.transitions")
                            .description("Bookings that came into a state")
                            .tag("to", status.wireName())
                            .register(meters));
        return counters;
    }
}
