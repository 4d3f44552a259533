/** The one HTTP client of tests, demo and benchmarks. It knows the public API and nothing behind it. */
@NullMarked
package io.tanda.simulator.client;

import org.jspecify.annotations.NullMarked;
