package io.tanda.history;

import io.tanda.platform.events.Interest;
import java.util.List;

/** All that history follows. */
public final class Interests {
    /** What a ride's row begins with comes first. */
    public static final List<Interest<?, Change>> ALL =
            List.of(BookingEvents.interest(), DispatchEvents.interest(), PaymentEvents.interest());

    private Interests() {}
}
