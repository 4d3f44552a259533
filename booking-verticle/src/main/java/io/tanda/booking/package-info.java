/**
 * The rider's booking: a command comes in, a pure decision makes events of it, state and events are committed together, and only then
 * it is answered, once however often it is asked.
 *
 * <pre>
 *   inbound                      application             domain                     outbound
 *   BookingCommands (bus)   --&gt;  HandleBookingCommand -\
 *   DispatchEvents  (Kafka) --&gt;  FollowRide ------------+-&gt; BookingDecider --&gt; MySqlBookings: one commit of
 *   PaymentEvents   (Kafka) --&gt;  FollowRide -----------/    decide, evolve         row + journal + outbox + deadline + answer
 *   Sweeper       (deadline) -&gt;  DriveDeadline -------/                               |
 *                                    '-- BusNeighbours, only when others are silent   '--&gt; OutboxRelay --&gt; Kafka; nudge to web
 * </pre>
 *
 * Accepting a booking needs MySQL and this process, nothing else (B1). Admission asks nobody: it has heard in time, by the commits of what
 * dispatch said, that an area has no taxi, or it lets in (A6).
 */
@NullMarked
@CheckReturnValue
package io.tanda.booking;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
