package io.tanda.dispatch;

import io.tanda.contract.Contexts;
import io.tanda.dispatch.call.application.Ways;
import io.tanda.dispatch.call.domain.StraightLineEta;
import io.tanda.dispatch.call.outbound.RoadWays;
import io.tanda.dispatch.position.H3Positions;
import io.tanda.dispatch.position.Hearing;
import io.tanda.dispatch.position.KafkaPositionLog;
import io.tanda.dispatch.position.PositionMeters;
import io.tanda.dispatch.position.PositionStream;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.roads.Roads;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/** Dispatch's life: how it starts, and how it stops. Decides nothing. */
public final class DispatchVerticle extends VerticleBase {
    private final Kit kit;
    private final Stops stops = new Stops("dispatch");

    public DispatchVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        DispatchConfig config = DispatchConfig.of(kit.settings());
        return vertx.executeBlocking(() -> H3Positions.load(config.maxTaxis()))
                .compose(index -> BoundedContext.open(vertx, kit, Contexts.DISPATCH, stops)
                        .compose(context -> start(context, config, index)));
    }

    private Future<Void> start(BoundedContext context, DispatchConfig config, H3Positions index) {
        PositionMeters meters = new PositionMeters(kit.meters());
        meters.index(index::size);
        return stops.orStop(KafkaPositionLog.open(vertx, context.kafka(), meters)
                .compose(log -> {
                    Hearing hearing = new Hearing();
                    PositionStream stream =
                            new PositionStream(vertx, context.kafka(), kit.clock(), heard(index, hearing), meters);
                    kit.health().note("positions", stream::health);
                    kit.health().warmsUp(stream::readUp);
                    context.runs(Future::succeededFuture, log::close).runs(stream::start, stream::stop);
                    return ways(config.byRoad())
                            .compose(ways -> new DispatchModule(
                                            vertx, kit, config, context.store(), index, hearing, log, meters, ways)
                                    .join(context)
                                    .start());
                }));
    }

    private Future<Ways> ways(DispatchConfig.@Nullable ByRoad byRoad) {
        Ways straight = Ways.straight(new StraightLineEta());
        if (byRoad == null) return Future.succeededFuture(straight);
        return vertx.executeBlocking(() -> Roads.load(byRoad.map(), byRoad.cache()))
                .recover(failure -> Future.failedFuture(
                        new IllegalStateException("configuration: roads.map: " + failure.getMessage(), failure)))
                .map(roads -> {
                    RoadWays ways =
                            new RoadWays(vertx, roads::way, byRoad.speeds(), straight, RoadWays.LIMIT, kit.meters());
                    stops.add(ways::stop);
                    return ways;
                });
    }

    private static PositionStream.Sink heard(H3Positions index, Hearing hearing) {
        return (driver, lat, lng, at, now) -> {
            hearing.heard(at);
            return index.report(driver, lat, lng, at, now);
        };
    }

    @Override
    public Future<?> stop() {
        return stops.run();
    }
}
