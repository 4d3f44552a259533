package io.tanda.platform.time;

import io.vertx.core.Future;
import java.time.Duration;
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

    /** Real time for which what is due is left to a timer of whoever stored it. */
    default Duration leaves() {
        return Duration.ZERO;
    }

    /** Stands behind a timer: called only for what that timer's process has not driven by itself for so long, since it died. */
    static DeadlineHandler behind(Duration leaves, DeadlineHandler handler) {
        return new DeadlineHandler() {
            @Override
            public Future<Void> due(UUID aggregate, Instant due) {
                return handler.due(aggregate, due);
            }

            @Override
            public Duration leaves() {
                return leaves;
            }
        };
    }
}
