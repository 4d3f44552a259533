package io.tanda.platform.events;

import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;

/**
 * What an event of another context means here. Called in order of version for each aggregate, for different aggregates side by side.
 * The consumer adds its fence to the returned unit and commits both; when that is stale it asks again.
 */
@FunctionalInterface
public interface EventHandler<E extends Event> {
    /** @return the effects, not built and not committed; {@code Unit.of()} for none. A failure is tried again, then parked. */
    Future<Unit.Builder> handle(E event, Recorded recorded);
}
