package io.tanda.invariants.story;

import io.tanda.contract.Contexts;
import io.tanda.contract.Wire;
import io.tanda.contract.blackbox.BlackBox;
import io.tanda.contract.blackbox.BlackBox.Step;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Topic;
import io.tanda.contract.payment.PaymentEvent;

/** A step of a record with its body read. */
sealed interface Told {
    record Booking(BookingEvent event) implements Told {}

    record Dispatch(DispatchEvent event) implements Told {}

    record Payment(PaymentEvent event) implements Told {}

    record Decided(CallDecision decision) implements Told {}

    record Acted(String act, String reason) implements Told {}

    /** Of a type that a newer server knows. */
    record Unknown(String type) implements Told {}

    /** @throws IllegalArgumentException where a body does not fit its type */
    static Told of(Step step) {
        return switch (step.kind()) {
            case DECISION -> new Decided(Wire.decode(step.body(), CallDecision.class));
            case ACT ->
                new Acted(
                        step.type(),
                        Wire.decode(step.body(), BlackBox.Reason.class).reason());
            case EVENT -> event(step);
        };
    }

    private static Told event(Step step) {
        if (step.context().equals(Contexts.BOOKING.name()) && knows(BookingEvent.TOPIC, step))
            return new Booking(BookingEvent.TOPIC.decode(step.type(), step.body()));
        if (step.context().equals(Contexts.DISPATCH.name()) && knows(DispatchEvent.TOPIC, step))
            return new Dispatch(DispatchEvent.TOPIC.decode(step.type(), step.body()));
        if (step.context().equals(Contexts.PAYMENT.name()) && knows(PaymentEvent.TOPIC, step))
            return new Payment(PaymentEvent.TOPIC.decode(step.type(), step.body()));
        return new Unknown(step.type());
    }

    private static boolean knows(Topic<?> topic, Step step) {
        return topic.types().contains(step.type());
    }
}
