package io.tanda.booking.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingCommand.CancelBooking;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** {@code given(events and facts).when(command, at).then(events)}. */
final class Rule {
    private final Booking given;
    private final Supplier<Decision> decision;

    private Rule(Booking given, Supplier<Decision> decision) {
        this.given = given;
        this.decision = decision;
    }

    static Given given(Object... eventsAndFacts) {
        return new Given(Rides.after(eventsAndFacts));
    }

    record Given(Booking state) {
        Rule when(FollowUp command, long seconds) {
            return when(command, Rides.at(seconds));
        }

        Rule when(FollowUp command, Instant at) {
            return new Rule(state, () -> BookingDecider.decide(command, state, at, Policies.USUAL));
        }

        Rule when(CancelBooking command, long seconds) {
            return new Rule(state, () -> BookingDecider.decide(command, state, Rides.at(seconds)));
        }
    }

    /** The decision, and that its events fit the state. */
    @CanIgnoreReturnValue
    Rule then(BookingEvent... events) {
        assertThat(decision.get()).isEqualTo(new Decision.Happened(List.of(events)));
        assertThat(after()).isNotNull();
        return this;
    }

    @CanIgnoreReturnValue
    Rule thenNoted(Fact fact) {
        assertThat(decision.get()).isEqualTo(new Decision.Noted(fact));
        return this;
    }

    @CanIgnoreReturnValue
    Rule thenStatus(RideStatus status) {
        assertThat(after().status()).isEqualTo(status);
        return this;
    }

    void thenNothing() {
        assertThat(decision.get()).isInstanceOf(Decision.Nothing.class);
    }

    void thenAlarm(String about) {
        assertThat(decision.get())
                .isInstanceOfSatisfying(
                        Decision.Alarm.class, alarm -> assertThat(alarm.what()).contains(about));
    }

    void thenRefused(Refusal refusal) {
        assertThat(decision.get())
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    void thenContradiction() {
        assertThatThrownBy(decision::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("contradicts");
    }

    Booking after() {
        return switch (decision.get()) {
            case Decision.Happened happened -> BookingDecider.evolve(given, happened.events());
            case Decision.Noted noted -> BookingDecider.note(given, noted.fact());
            case Decision.Nothing nothing -> given;
            case Decision.Alarm alarm -> given;
            case Decision.Refused refused -> given;
        };
    }
}
