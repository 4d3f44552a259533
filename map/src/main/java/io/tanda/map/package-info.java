/**
 * The city as pages draw it, made when this is built and never while the server runs:
 *
 * <pre>
 *   new-york-midtown.osm.pbf (roads) --&gt; Extract --&gt; StreetFile --+
 *                                                             Lines: on a grid, joined, simplified, packed
 *   nyc_taxi_zones.geojson ------------&gt; Zones   --&gt; ZoneFile  ---+--&gt; map/roads.json, map/zones.json
 * </pre>
 */
@NullMarked
package io.tanda.map;

import org.jspecify.annotations.NullMarked;
