package io.tanda.booking.outbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.booking.application.Change;
import io.tanda.booking.application.TransitionLog;
import io.tanda.contract.RideStatus;
import io.tanda.contract.bus.Nudge;
import io.tanda.platform.bus.Bus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What follows a committed change and may be lost: the log's line, the count, and the nudge for whoever watches the ride. */
public final class AfterCommit implements Consumer<Change> {
    private final Bus bus;
    private final Map<RideStatus, Counter> transitions = new EnumMap<>(RideStatus.class);

    public AfterCommit(MeterRegistry meters, Bus bus) {
        this.bus = bus;
        for (RideStatus status : RideStatus.values())
            transitions.put(
                    status,
                    Counter.builder("tanda.booking.transitions")
                            .description("Bookings that came into a state")
                            .tag("to", status.wireName())
                            .register(meters));
    }

    @Override
    public void accept(Change change) {
        RideStatus to = change.after().booking().status();
        if (change.before() == null || change.before().booking().status() != to)
            Objects.requireNonNull(transitions.get(to)).increment();
        TransitionLog.write(change);
        if (!change.events().isEmpty())
            bus.nudge(new Nudge(Nudge.BOOKING, List.of(change.ride().value())));
    }
}
