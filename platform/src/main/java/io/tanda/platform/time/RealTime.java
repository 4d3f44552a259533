package io.tanda.platform.time;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Port: the time that limits and pauses live in, whatever the domain's clock says. */
public interface RealTime {
    /** Only the difference between two means something. */
    long nanos();

    /** Completes after so long, at least 1 ms. */
    Future<Void> pause(Duration length);

    /**
     * What the work says, or a failure as {@link java.util.concurrent.TimeoutException} after so long; the work goes on all the same.
     *
     * @param limit at least 1 ms
     */
    <T> Future<T> within(Duration limit, Future<T> work);

    static RealTime of(Vertx vertx) {
        return new RealTime() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Future<Void> pause(Duration length) {
                return vertx.timer(length.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
            }

            @Override
            public <T> Future<T> within(Duration limit, Future<T> work) {
                return work.timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
            }
        };
    }
}
