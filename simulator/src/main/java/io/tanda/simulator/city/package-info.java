/**
 * A city replayed: real trips, called by riders and driven by drivers who know nothing but the public HTTP API.
 *
 * <pre>
 *   sample -> scenario (which trips, when; pure) -> city: riders ask, drivers answer, an uplink tells where the taxis are -> tally
 * </pre>
 */
@NullMarked
package io.tanda.simulator.city;

import org.jspecify.annotations.NullMarked;
