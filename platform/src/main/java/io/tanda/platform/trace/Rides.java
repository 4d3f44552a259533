package io.tanda.platform.trace;

import io.tanda.contract.AboutRide;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import org.jspecify.annotations.Nullable;

/** Which ride a question or an event is about, where it is about one. */
public final class Rides {
    private Rides() {}

    public static @Nullable RideId of(Request<?> request) {
        return of(request.body());
    }

    /** None for a type that this version does not know: a trace is no reason to hold an event back. */
    public static <E extends Event> @Nullable RideId of(Topic<E> topic, Recorded recorded) {
        try {
            return of(recorded.event(topic));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static @Nullable RideId of(@Nullable Object thing) {
        return thing instanceof AboutRide about ? about.ride() : null;
    }
}
