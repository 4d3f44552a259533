package io.tanda.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What an operator sees of the process itself: memory, collections, threads, processor, files, lines of its log, and its event loops. */
final class ProcessMeters implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 1_000;
    /** From what nobody feels to what Vert.x warns of, and beyond. */
    private static final Duration[] LAG_BUCKETS =
            Stream.of(5, 20, 50, 200, 1_000, 5_000).map(Duration::ofMillis).toArray(Duration[]::new);

    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final LogbackMetrics lines = new LogbackMetrics();

    ProcessMeters(MeterRegistry registry) {
        collections.bindTo(registry);
        lines.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Sees how late each event loop of this Vert.x comes to what it has planned; until they end. */
    void watchLoops(Vertx vertx, MeterRegistry registry) {
        Timer lag = Timer.builder("tanda.loop.lag")
                .description("how late an event loop comes to what it has planned, looked at each second")
                .serviceLevelObjectives(LAG_BUCKETS)
                .register(registry);
        for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup())
            loop.scheduleWithFixedDelay(new Look(lag), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static final class Look implements Runnable {
        private final Timer lag;
        private long plannedNanos = planned();

        Look(Timer lag) {
            this.lag = lag;
        }

        @Override
        public void run() {
            lag.record(Math.max(0, System.nanoTime() - plannedNanos), TimeUnit.NANOSECONDS);
            plannedNanos = planned();
        }

        private static long planned() {
            return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS);
        }
    }

    @Override
    public void close() {
        collections.close();
        lines.close();
    }
}
