/**
 * What was, as it is looked up: one row per ride joined from three topics.
 *
 * <pre>
 *   tanda.booking.events.v1  --&gt; BookingEvents  --+
 *   tanda.dispatch.events.v1 --&gt; DispatchEvents --+--&gt; News --&gt; RideRows: ride     --&gt; RideRecords --&gt; answers
 *   tanda.payment.events.v1  --&gt; PaymentEvents  --+           spending --&gt; MyPages     --&gt; a rider's page
 *                                                 MethodRows: method   --+
 * </pre>
 *
 * <p>The topics know no common order. Each writes columns of its own and no other's, in its own order, so that the row is the same
 * however they interleave. Nothing waits for history, and it can be built anew from the events ({@link io.tanda.history.Rebuild}).
 */
@NullMarked
package io.tanda.history;

import org.jspecify.annotations.NullMarked;
