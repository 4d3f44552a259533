package io.tanda.platform.bus;

import io.vertx.core.Future;

/** Something that listens. */
public interface Registration {
    /** Takes no more, and completes when what was being handled is done (at most 5 s). Stopping twice is harmless. */
    Future<Void> stop();
}
