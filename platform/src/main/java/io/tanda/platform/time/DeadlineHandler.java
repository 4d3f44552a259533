package io.tanda.platform.time;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;

/** What happens when a stored deadline has come. */
@FunctionalInterface
public interface DeadlineHandler {
    /**
     * Must move or remove the deadline in the unit it commits, or it is called again. May be called twice for one deadline, also by two
     * processes: the version decides.
     */
    Future<Void> due(UUID aggregate, Instant due);
}
