package io.tanda.dispatch.call.outbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.contract.GeoPoint;
import io.tanda.dispatch.call.application.Ways;
import io.tanda.dispatch.call.domain.Way;
import io.tanda.roads.RoadWay;
import io.tanda.roads.Speeds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By road where a map has it, on threads of its own; by the straight line where none has, and where the road would be late. */
public final class RoadWays implements Ways {
    /** Of some thousand ways a second each. */
    private static final int THREADS = 2;
    /** Half of the time limit's work; one more would be late anyway. */
    static final int MAX_WAITING = 128;
    /** In real time. A driver who accepts and a rider who asks for an estimate wait for it. */
    public static final Duration LIMIT = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(RoadWays.class);

    private enum Answer {
        ROAD,
        OFF_MAP,
        LATE,
        OVERLOADED,
        FAILED
    }

    private final BiFunction<GeoPoint, GeoPoint, Optional<RoadWay>> roads;
    private final Speeds speeds;
    private final Ways straight;
    private final Duration limit;
    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<Answer, Counter> answers = new EnumMap<>(Answer.class);

    /** @param roads may take its time @param straight instead @param limit real time, {@link #LIMIT} in service */
    public RoadWays(
            Vertx vertx,
            BiFunction<GeoPoint, GeoPoint, Optional<RoadWay>> roads,
            Speeds speeds,
            Ways straight,
            Duration limit,
            MeterRegistry registry) {
        this.roads = roads;
        this.speeds = speeds;
        this.straight = straight;
        this.limit = limit;
        this.workers = vertx.createSharedWorkerExecutor("roads", THREADS);
        for (Answer answer : Answer.values())
            answers.put(
                    answer,
                    Counter.builder("tanda.dispatch.ways")
                            .tag("result", answer.name().toLowerCase(Locale.ROOT))
                            .description("ways asked of the map; all but those by road are the straight line's")
                            .register(registry));
    }

    @Override
    public Future<Way> between(GeoPoint from, GeoPoint to) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return instead(Answer.OVERLOADED, from, to);
        }
        long asked = System.nanoTime();
        return workers.executeBlocking(() -> byRoad(from, to, asked), false)
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .transform(done -> done.failed()
                        ? instead(failed(done.cause()), from, to)
                        : done.result().map(this::counted).orElseGet(() -> instead(Answer.OFF_MAP, from, to)));
    }

    private Optional<Way> byRoad(GeoPoint from, GeoPoint to, long asked) throws TimeoutException {
        waiting.decrementAndGet();
        if (System.nanoTime() - asked > limit.toNanos()) throw new TimeoutException();
        return roads.apply(from, to).map(way -> new Way(Math.round(way.meters()), Math.round(speeds.secondsOf(way))));
    }

    private Future<Way> counted(Way way) {
        count(Answer.ROAD);
        return Future.succeededFuture(way);
    }

    private Future<Way> instead(Answer answer, GeoPoint from, GeoPoint to) {
        count(answer);
        return straight.between(from, to);
    }

    private static Answer failed(Throwable cause) {
        if (cause instanceof TimeoutException) return Answer.LATE;
        log.warn("The map does not answer", cause);
        return Answer.FAILED;
    }

    private void count(Answer answer) {
        Objects.requireNonNull(answers.get(answer)).increment();
    }

    public Future<Void> stop() {
        return workers.close();
    }
}
