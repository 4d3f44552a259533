package io.tanda.platform.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A store on a schema of its own in this JVM's MariaDB.
 *
 * <pre>{@code
 * Store store = TestStore.open(vertx, "booking");
 * TestStore.await(store.commit(unit));
 * }</pre>
 */
public final class TestStore {
    /** A busy machine starts a server and makes a schema in seconds. */
    private static final int AWAIT_SECONDS = 60;

    private static final long POLL_NANOS = 1_000_000;

    private static final AtomicInteger schemas = new AtomicInteger();

    private TestStore() {}

    /** Of a schema that no other test has; for several stores on one schema, or for a verticle. */
    public static StoreConfig freshConfig(String context) {
        String schema = "test_" + context + "_" + schemas.incrementAndGet();
        return new StoreConfig(TestServers.mariaDb().url(), schema, 8, 4_096, 128);
    }

    /** Blocks: for a test's own thread. */
    public static Store open(Vertx vertx, String context) {
        return open(vertx, context, freshConfig(context));
    }

    public static Store open(Vertx vertx, String context, StoreConfig config) {
        return await(Store.open(vertx, config, context, new SimpleMeterRegistry()));
    }

    /** The future's result, or its failure as it is. Blocks: for a test's own thread. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(AWAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw sneaky(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("not complete after " + AWAIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits until it is so. Blocks: for a test's own thread. */
    public static void until(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(AWAIT_SECONDS))
                throw new AssertionError("not so after " + AWAIT_SECONDS + " s");
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** What the future fails with. */
    public static Throwable failureOf(Future<?> future) {
        return await(future.map(result -> (Throwable) new AssertionError("succeeded with " + result))
                .recover(Future::succeededFuture));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(@Nullable Throwable e) throws E {
        throw (E) e;
    }
}
