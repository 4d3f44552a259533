/**
 * Where taxis are sent (A6): a city's service areas are data, and a pick-up lies in one of them or in none.
 *
 * <pre>
 *   file --{@link io.tanda.areas.AreaFiles}--> {@link io.tanda.areas.ServiceAreas} --of(pick-up)--> the area's name, or none
 * </pre>
 *
 * Pure but for the reading of the file at start.
 */
@NullMarked
package io.tanda.areas;

import org.jspecify.annotations.NullMarked;
