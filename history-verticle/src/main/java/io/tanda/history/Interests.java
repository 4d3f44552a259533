package io.tanda.history;

import io.tanda.platform.events.Interest;
import java.util.List;

/** All that history follows. */
final class Interests {
    /** What a ride's row begins with comes first. */
    static final List<Interest<?, Rows>> ALL =
            List.of(BookingEvents.interest(), DispatchEvents.interest(), PaymentEvents.interest());

    private Interests() {}
}
