package io.tanda.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Contexts;
import io.tanda.platform.bus.AskLimits;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final int BOOKINGS = 1_000;

    @Test
    void bookings_find_room_while_nobody_else_answers() {
        long others = Contexts.ALL.stream()
                .filter(context -> context != Contexts.WEB && context != Contexts.BOOKING)
                .count();

        assertThat(others * AskLimits.USUAL.underWay() + BOOKINGS).isLessThanOrEqualTo(InFlight.MAX);
    }
}
