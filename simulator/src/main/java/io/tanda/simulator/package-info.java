/**
 * A city of riders and drivers, real clients of the public HTTP API, and the commands that show it.
 *
 * <pre>
 *   city      real trips replayed by riders and drivers who only use HTTP and streams
 *   chaos     kill -9 at seeded random moments
 *   demo      a run of the city with both, a view, a report and the invariants
 * </pre>
 *
 * Start reading at {@link io.tanda.simulator.Simulator}.
 */
@NullMarked
package io.tanda.simulator;

import org.jspecify.annotations.NullMarked;
