/**
 * What a way costs (G3): the same for the estimate, the meter and the receipt. Tariffs are data; the engine knows no city.
 *
 * <pre>
 *   file --{@link io.tanda.fares.TariffFiles}--> {@link io.tanda.fares.Tariffs} --at boarding--> {@link io.tanda.fares.Tariff}
 *
 *   meters, seconds --{@link io.tanda.fares.Pace}--> {@link io.tanda.fares.Drive} --cut where rates change--> units --> lines of a fare
 * </pre>
 *
 * Pure but for the reading of files at start; money is whole minor units throughout.
 */
@NullMarked
package io.tanda.fares;

import org.jspecify.annotations.NullMarked;
