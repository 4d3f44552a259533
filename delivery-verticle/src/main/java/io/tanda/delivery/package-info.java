/**
 * What leaves the depot's stock and what comes back (E2, E3).
 *
 * <pre>
 *   OrderPlaced, ItemsReturned (Kafka) --+
 *   CancelDelivery (bus) ----------------+--&gt; DeliveryDecider --&gt; delivery, stock and event in one commit --&gt; rental follows
 *   a stored deadline, a new product ----+
 * </pre>
 *
 * <p>The last item goes to one order: the stock is changed by an UPDATE that says how much must be there, and whoever finds less decides
 * again. An order of a product that the catalogue has not told of waits so long for it, and no longer.
 */
@NullMarked
package io.tanda.delivery;

import org.jspecify.annotations.NullMarked;
