/**
 * Durable events between contexts.
 *
 * <pre>
 *   journal + outbox pointers --&gt; OutboxRelay --&gt; Kafka --&gt; OrderedConsumer --&gt; one Unit: effects + fence
 * </pre>
 */
@NullMarked
package io.tanda.platform.events;

import org.jspecify.annotations.NullMarked;
