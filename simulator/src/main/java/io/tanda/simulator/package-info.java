/**
 * A city of riders and drivers, and a payment gateway: a real client of the public HTTP API.
 *
 * <pre>
 *   city      real trips replayed by riders and drivers who only use HTTP and SSE
 * </pre>
 *
 * Start reading at {@link io.tanda.simulator.Simulator}.
 */
@NullMarked
package io.tanda.simulator;

import org.jspecify.annotations.NullMarked;
