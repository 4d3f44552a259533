/**
 * How taxis drive: the ways of a map, and how fast they are.
 *
 * <pre>
 *   OSM extract --{@link io.tanda.roads.Roads}--> {@link io.tanda.roads.RoadWay}, meters on each kind of road
 *     --{@link io.tanda.roads.Speeds}, measured on real trips--> seconds
 * </pre>
 *
 * The only package that knows GraphHopper.
 */
@NullMarked
package io.tanda.roads;

import org.jspecify.annotations.NullMarked;
