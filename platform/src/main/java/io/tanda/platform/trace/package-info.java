/**
 * Where a ride goes, as OpenTelemetry spans. A trace is handed on as the W3C {@code traceparent} that requests and events carry anyway:
 *
 * <pre>
 *   HTTP request --&gt; question on the bus --&gt; event in the journal --&gt; Kafka --&gt; consumer --&gt; event in its journal --&gt; ...
 *   web SERVER       booking SERVER          booking PRODUCER       dispatch CONSUMER   dispatch PRODUCER
 * </pre>
 */
@NullMarked
package io.tanda.platform.trace;

import org.jspecify.annotations.NullMarked;
