/**
 * The one HTTP client of tests, demo and benchmarks: typed calls, retries, event streams, development tokens. It knows the public API
 * and nothing behind it: its class path holds neither MySQL nor Kafka.
 */
@NullMarked
package io.tanda.client;

import org.jspecify.annotations.NullMarked;
