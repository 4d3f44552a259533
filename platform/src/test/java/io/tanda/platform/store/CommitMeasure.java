package io.tanda.platform.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * How many units a second the store commits: each a row, a command with its answer, a journal event and its pointer. Arguments:
 * concurrent units (64), seconds (10), units per commit (128).
 */
final class CommitMeasure {
    private static final Insert THING = Insert.into("thing", "id", "version", "owner", "note");
    private static final int WARM_UP_SECONDS = 8;
    private static final String REPLY = "{\"id\":\"019a6e2c-6c1f-7b8e-9d3e-000000000000\",\"status\":\"requested\","
            + "\"pickup\":{\"lat\":40.75,\"lon\":-73.98},\"dropoff\":{\"lat\":40.76,\"lon\":-73.97},\"version\":1}";

    private final Store store;
    private final long[] latencies = new long[2_000_000];
    private int done;
    private long until;

    private CommitMeasure(Store store) {
        this.store = store;
    }

    public static void main(String[] args) throws Exception {
        int concurrent = args.length > 0 ? Integer.parseInt(args[0]) : 64;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        int group = args.length > 2 ? Integer.parseInt(args[2]) : 128;
        Vertx vertx = Vertx.vertx();
        StoreConfig fresh = TestStore.freshConfig("probe");
        StoreConfig config = new StoreConfig(fresh.url(), fresh.schema(), 4, 4_096, group);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Context context = vertx.getOrCreateContext();
        Store store = TestStore.await(Future.future(opened -> context.runOnContext(
                now -> Store.open(vertx, config, "probe", meters).onComplete(opened))));
        CommitMeasure measure = new CommitMeasure(store);
        TestStore.await(measure.run(context, concurrent, WARM_UP_SECONDS));
        double commitsBefore =
                meters.counter("tanda.store.commits", "context", "probe").count();
        long cpuBefore = cpuNanos();
        long start = System.nanoTime();
        TestStore.await(measure.run(context, concurrent, seconds));
        double took = (System.nanoTime() - start) / 1e9;
        double cpu = (cpuNanos() - cpuBefore) / 1e9 / took;
        double commits =
                meters.counter("tanda.store.commits", "context", "probe").count() - commitsBefore;
        Arrays.sort(measure.latencies, 0, measure.done);
        System.out.printf(
                Locale.ROOT,
                "%d concurrent: %.0f units/s, %.0f commits/s, %.1f units a commit, p50 %.2f ms, p99 %.2f ms, client CPU %.2f cores%n",
                concurrent,
                measure.done / took,
                commits / took,
                measure.done / commits,
                measure.latencies[measure.done / 2] / 1e6,
                measure.latencies[measure.done / 100 * 99] / 1e6,
                cpu);
        TestStore.await(store.close());
        TestStore.await(vertx.close());
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private Future<Void> run(Context context, int concurrent, int seconds) {
        return Future.future(promise -> context.runOnContext(now -> {
            done = 0;
            until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            Future<?>[] loops = new Future<?>[concurrent];
            for (int i = 0; i < concurrent; i++) loops[i] = loop();
            Future.all(List.of(loops)).<Void>mapEmpty().onComplete(promise);
        }));
    }

    private Future<Void> loop() {
        long start = System.nanoTime();
        if (start >= until) return Future.succeededFuture();
        return store.commit(unit()).compose(committed -> {
            if (done < latencies.length) latencies[done] = System.nanoTime() - start;
            done++;
            return loop();
        });
    }

    private static Unit unit() {
        UUID id = Id.next();
        Instant at = Instant.now();
        return Unit.of(CommandId.next(), "fingerprint-of-the-request")
                .insert(THING, id, 1, null, "40.75,-73.98,40.76,-73.97,2,card,requested")
                .events(
                        BookingEvent.TOPIC,
                        0,
                        List.of(new BookingEvent.SearchDelayed(new RideId(id), at)),
                        Actor.SYSTEM,
                        null)
                .deadline(id, "search", at)
                .reply(REPLY)
                .build();
    }
}
