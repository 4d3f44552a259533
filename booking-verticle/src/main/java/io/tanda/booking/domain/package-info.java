/**
 * The booking's rules, pure: no input, no output, no clock.
 *
 * <pre>
 *   BookingCommand | FollowUp  --BookingDecider.decide(command, state, at, policies)--&gt;  Decision: what happened, and the state after
 *   BookingEvent   | Fact      --BookingDecider.evolve(state, event)-----------------&gt;  Booking
 * </pre>
 *
 * All of it as a table, state by command: docs/transitions/booking.txt.
 */
@NullMarked
@CheckReturnValue
package io.tanda.booking.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
