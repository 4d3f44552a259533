package io.tanda.payment;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waiting for what must come. */
public final class Await {
    private static final long LOOK_EVERY_MILLIS = 10;

    private Await() {}

    public static <T> T result(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not within 30 s", e);
        }
    }

    public static Throwable failure(Future<?> future) {
        return result(future.transform(done -> Future.succeededFuture(done.cause())));
    }

    public static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) throw new AssertionError("not within " + limit + ": " + what);
            try {
                if (never.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
