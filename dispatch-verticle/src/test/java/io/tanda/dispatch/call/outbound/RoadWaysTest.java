package io.tanda.dispatch.call.outbound;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.GeoPoint;
import io.tanda.dispatch.call.application.Ways;
import io.tanda.dispatch.call.domain.StraightLineEta;
import io.tanda.dispatch.call.domain.Way;
import io.tanda.roads.RoadKind;
import io.tanda.roads.RoadWay;
import io.tanda.roads.SpeedFiles;
import io.tanda.roads.Speeds;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The road where it is known in time, and the straight line where it is not. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoadWaysTest {
    private static final GeoPoint FROM = new GeoPoint(40.7580, -73.9855);
    private static final GeoPoint TO = new GeoPoint(40.7527, -73.9772);
    private static final Speeds SPEEDS = SpeedFiles.shipped(SpeedFiles.NEW_YORK_2013);
    private static final RoadWay ROAD = new RoadWay(Map.of(RoadKind.PRIMARY, 900.0, RoadKind.OTHER, 400.4));
    private static final Way BY_ROAD = new Way(1_300, Math.round(SPEEDS.secondsOf(ROAD)));
    private static final Ways STRAIGHT = Ways.straight(new StraightLineEta());
    private static final Way BY_LINE = STRAIGHT.between(FROM, TO).result();

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch stuck = new CountDownLatch(1);

    @AfterEach
    void close() {
        stuck.countDown();
        await(vertx.close());
    }

    private RoadWays ways(BiFunction<GeoPoint, GeoPoint, Optional<RoadWay>> roads) {
        return ways(roads, Duration.ofMinutes(1));
    }

    private RoadWays ways(BiFunction<GeoPoint, GeoPoint, Optional<RoadWay>> roads, Duration limit) {
        return new RoadWays(vertx, roads, SPEEDS, STRAIGHT, limit, meters);
    }

    private Optional<RoadWay> stuck(GeoPoint from, GeoPoint to) {
        try {
            stuck.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(ROAD);
    }

    private double counted(String result) {
        return meters.get("tanda.dispatch.ways").tag("result", result).counter().count();
    }

    @Test
    void where_the_map_has_the_way_the_road_counts_and_the_event_loop_does_not_look_for_it() {
        List<Boolean> onEventLoop = new ArrayList<>();
        Ways ways = ways((from, to) -> {
            onEventLoop.add(Context.isOnEventLoopThread());
            return Optional.of(ROAD);
        });
        Promise<Way> answer = Promise.promise();
        vertx.runOnContext(go -> ways.between(FROM, TO).onComplete(answer));
        assertThat(await(answer.future())).isEqualTo(BY_ROAD);
        assertThat(onEventLoop).containsExactly(false);
        assertThat(counted("road")).isEqualTo(1);
    }

    @Test
    void off_the_map_the_straight_line_counts() {
        assertThat(await(ways((from, to) -> Optional.empty()).between(FROM, TO)))
                .isEqualTo(BY_LINE);
        assertThat(counted("off_map")).isEqualTo(1);
    }

    @Test
    void a_way_that_is_not_found_in_time_is_the_straight_lines() {
        assertThat(await(ways(this::stuck, RoadWays.LIMIT).between(FROM, TO))).isEqualTo(BY_LINE);
        assertThat(counted("late")).isEqualTo(1);
    }

    @Test
    void where_too_many_wait_the_next_does_not() {
        Ways ways = ways(this::stuck);
        List<Future<Way>> all = new ArrayList<>();
        for (int i = 0; i < 2 * RoadWays.MAX_WAITING; i++) all.add(ways.between(FROM, TO));
        assertThat(all.getLast().result()).isEqualTo(BY_LINE);
        assertThat(counted("overloaded")).isPositive();

        stuck.countDown();
        for (Future<Way> way : all) await(way);
        assertThat(counted("road") + counted("overloaded")).isEqualTo(2.0 * RoadWays.MAX_WAITING);
        assertThat(await(ways.between(FROM, TO))).as("room is made again").isEqualTo(BY_ROAD);
    }

    @Test
    void a_map_that_fails_fails_nobody() {
        assertThat(await(ways((from, to) -> {
                            throw new IllegalStateException("on purpose");
                        })
                        .between(FROM, TO)))
                .isEqualTo(BY_LINE);
        assertThat(counted("failed")).isEqualTo(1);
    }
}
