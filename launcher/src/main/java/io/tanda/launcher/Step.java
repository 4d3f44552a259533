package io.tanda.launcher;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One step of a stop: whatever becomes of it, the next one follows. */
final class Step {
    private static final Logger log = LoggerFactory.getLogger(Step.class);

    private Step() {}

    /** Never fails: what fails or takes longer is logged and left behind. */
    static Future<Void> within(Duration limit, String what, Future<?> step) {
        return step.timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .recover(failure -> {
                    if (failure instanceof TimeoutException)
                        log.warn("{} took longer than {} s and is left behind", what, limit.toSeconds());
                    else log.warn("{} failed", what, failure);
                    return Future.succeededFuture();
                });
    }
}
