package io.tanda.dispatch.call.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.platform.testing.Rule;

/** {@code given(events).when(command, seconds).then(events)}. */
final class CallRule extends Rule<Ride, Decision> {
    private CallRule(Ride given, CallCommand command, long seconds) {
        super(given, ride -> Calls.DECIDER.decide(command, ride, Calls.at(seconds)));
    }

    static Given given(CallOpened opened, DispatchEvent... events) {
        return new Given(Calls.after(opened, events));
    }

    record Given(Ride ride) {
        CallRule when(CallCommand command, long seconds) {
            return new CallRule(ride, command, seconds);
        }
    }

    /** These events, and they fit the state. */
    @CanIgnoreReturnValue
    CallRule then(DispatchEvent... events) {
        then(Decision.of(events));
        assertThat(after()).isNotNull();
        return this;
    }

    /** One event of this kind; @return for a closer look */
    <E extends DispatchEvent> E thenOne(Class<E> kind) {
        assertThat(then(Decision.Decided.class).events()).singleElement().isInstanceOf(kind);
        return kind.cast(then(Decision.Decided.class).events().getFirst());
    }

    /** It is as it was asked for already. */
    void thenNothing() {
        then(Decision.of());
    }

    void thenRefused(Refusal refusal) {
        assertThat(then(Decision.Refused.class).refusal()).isEqualTo(refusal);
    }

    void thenIn(Class<? extends Ride> state) {
        assertThat(after()).isInstanceOf(state);
    }

    private Ride after() {
        return CallDecider.evolve(given(), then(Decision.Decided.class).events());
    }
}
