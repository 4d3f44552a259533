/**
 * One run for people to watch: the city replayed with a live view, kills meanwhile, a report, and every promise checked. This package
 * alone knows the invariants; the city knows nothing but the public API.
 */
@NullMarked
package io.tanda.simulator.demo;

import org.jspecify.annotations.NullMarked;
