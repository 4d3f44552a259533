/**
 * What drivers order of the depot, and what became of it (E2, E3, E4).
 *
 * <pre>
 *   RentalCommand (bus) --&gt; HandleOrder --&gt; order + event, one commit --&gt; delivery follows
 *                               | cancel: delivery is asked first, through a breaker
 *   delivery's events (Kafka) --+--&gt; FollowDelivery --&gt; the order follows
 * </pre>
 *
 * <p>Ordering needs nothing but this context's own database: what delivery and the catalogue say comes later. The view of a driver's orders is
 * read from here alone.
 */
@NullMarked
package io.tanda.rental;

import org.jspecify.annotations.NullMarked;
