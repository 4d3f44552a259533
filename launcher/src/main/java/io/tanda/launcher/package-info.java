/**
 * One process of Tanda: configuration, topology, deployed verticles, ordered stop.
 *
 * <pre>
 *   conf/tanda.properties, environment, arguments --&gt; Settings --&gt; Topology --&gt; Deployment (verticles) --&gt; ordered stop
 * </pre>
 *
 * <p>The same jar is the whole of Tanda on a laptop and one pod of many: {@code TANDA_VERTICLES} says which verticles a process runs.
 */
@NullMarked
package io.tanda.launcher;

import org.jspecify.annotations.NullMarked;
