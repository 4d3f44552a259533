package io.tanda.booking.application;

import io.tanda.contract.payment.PaymentEvent.MethodEvent;

/** What payment's events change here. */
public sealed interface Told {
    /** A booking goes on. */
    record OfRide(Change change) implements Told {}

    /** A rider can pay with something else. */
    record OfMethods(MethodEvent event) implements Told {}
}
