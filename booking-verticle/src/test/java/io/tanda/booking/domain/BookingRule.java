package io.tanda.booking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingCommand.CancelBooking;
import io.tanda.contract.booking.BookingDesk;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Refusal;
import io.tanda.platform.testing.Rule;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** {@code given(events and facts).when(command, at).then(events)}. */
final class BookingRule extends Rule<Booking, Decision> {
    private BookingRule(Booking given, Function<Booking, Decision> decide) {
        super(given, decide);
    }

    static Given given(Object... eventsAndFacts) {
        return new Given(Evening.after(eventsAndFacts), Policies.USUAL);
    }

    record Given(Booking state, Policies policies) {
        Given with(CancellationPolicy cancellation) {
            return new Given(state, new Policies(cancellation, policies.deadlines(), policies.longestWay()));
        }

        BookingRule when(FollowUp command, long seconds) {
            return when(command, Evening.at(seconds));
        }

        BookingRule when(FollowUp command, Instant at) {
            return new BookingRule(state, booking -> BookingDecider.decide(command, booking, at, policies));
        }

        BookingRule when(BookingDesk.Cancel command, long seconds) {
            return new BookingRule(state, booking -> BookingDecider.decide(command, booking, Evening.at(seconds)));
        }

        BookingRule when(CancelBooking command, long seconds) {
            return new BookingRule(
                    state, booking -> BookingDecider.decide(command, booking, Evening.at(seconds), policies));
        }
    }

    /** All that happens, in order. */
    @CanIgnoreReturnValue
    BookingRule then(BookingEvent... events) {
        assertThat(then(Decision.Happened.class).events()).isEqualTo(List.of(events));
        return this;
    }

    @CanIgnoreReturnValue
    BookingRule thenNoted(Fact fact) {
        assertThat(then(Decision.Noted.class).fact()).isEqualTo(fact);
        return this;
    }

    @CanIgnoreReturnValue
    BookingRule thenStatus(RideStatus status) {
        assertThat(after().status()).isEqualTo(status);
        return this;
    }

    void thenNothing() {
        then(Decision.Nothing.class);
    }

    void thenAlarm(String about) {
        assertThat(then(Decision.Alarm.class).what()).contains(about);
    }

    void thenRefused(Refusal refusal) {
        assertThat(then(Decision.Refused.class).refusal()).isEqualTo(refusal);
    }

    void thenContradiction() {
        thenContradiction("contradicts");
    }

    Booking after() {
        return switch (decision()) {
            case Decision.Happened happened -> happened.after();
            case Decision.Noted noted -> noted.after();
            case Decision.Nothing nothing -> given();
            case Decision.Alarm alarm -> given();
            case Decision.Refused refused -> given();
        };
    }
}
