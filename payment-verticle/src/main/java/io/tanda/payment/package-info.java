/**
 * A ride that is over is charged, exactly once.
 *
 * <pre>
 *   PassengerDroppedOff (Kafka) --+
 *                                 +--&gt; 1 attempt committed --&gt; 2 gateway called --&gt; 3 result committed --&gt; payment events
 *   ChargeRide (bus) -------------+       row, event, deadline     no transaction         row, event
 * </pre>
 *
 * <p>Whichever of the two comes first makes the attempt, the other joins it. Between 1 and 3 anything may die: the stored deadline
 * drives the attempt again, with the same key. What an attempt may become is
 * {@link io.tanda.payment.charge.domain.ChargeDecider}'s to say; {@link io.tanda.payment.charge.application.Cashier} does it.
 * {@code charge/} has the rules in four rings, {@code refund/} those of giving back what was captured, {@code method/} those of what
 * riders pay with, {@code ledger/} what each of them books, {@code gateway/} is the way to the gateway that is behind their port.
 *
 * <p>What the gateway is asked and says is in a folder for each: {@code gateway/plain} has the shape that is ours.
 *
 * <p>A yes that repeats anything else than what was asked for, or has no id of 1 to 128 characters, is not believed: it is a person's case.
 */
@NullMarked
package io.tanda.payment;

import org.jspecify.annotations.NullMarked;
