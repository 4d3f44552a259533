package io.tanda.launcher;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tanda.contract.Contexts;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.ManagementServer;
import io.tanda.platform.ops.Settings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process's share of Tanda: its Vert.x, the verticles of its topology, its management port. Several may live in one JVM, as several
 * processes would.
 */
public final class Node {
    private static final Logger log = LoggerFactory.getLogger(Node.class);

    /** An event loop held longer than this is a bug that is worth a warning. */
    private static final Duration EVENT_LOOP_LIMIT = Duration.ofMillis(200);

    /** One for each verticle and for the management port: on few cores two busy ones would take turns on one loop, and others idle. */
    private static final int LEAST_EVENT_LOOPS = 8;

    /** Probes and scrapes that are being answered. */
    private static final Duration PROBES_LIMIT = Duration.ofSeconds(2);

    /** Between two looks whether the cluster knows this process. */
    private static final int LOOK_AGAIN_MILLIS = 100;

    /** How long a process that takes no bookings waits for what it warms up with; then it is of use without. */
    private static final Duration WARM_LIMIT = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Kit kit;
    private final NodeConfig config;
    private final KafkaTopics topics;
    private final Deployment deployment;
    private final ManagementServer management;
    private final Promise<Void> drained = Promise.promise();
    private final ProcessMeters process;
    private final Tracing.Open tracing;

    private Node(Vertx vertx, Kit kit, NodeConfig config, Tracing.Open tracing) {
        this.vertx = vertx;
        this.kit = kit;
        this.tracing = tracing;
        this.process = new ProcessMeters(kit.meters());
        this.config = config;
        this.topics = KafkaTopics.ensure(vertx, config.kafka());
        this.deployment = new Deployment(vertx, kit);
        this.management = new ManagementServer(vertx, kit, config.managementHost(), config.managementPort());
        process.watchLoops(vertx, kit.meters());
    }

    /** Joins the cluster, where there is one. Nothing is deployed yet. */
    public static Future<Node> make(NodeConfig config, Settings settings) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Tracing.Open tracing = config.tracing().open();
        return vertx(config.cluster(), meters).map(vertx -> {
            Kit kit = new Kit(
                    new Bus(vertx, config.asks(), meters),
                    config.clock(),
                    settings,
                    meters,
                    new Health(vertx, config.topology().role()),
                    tracing.traces());
            return new Node(vertx, kit, config, tracing);
        });
    }

    /** Completes when every verticle is deployed and warm: the process is ready as far as it depends on itself. */
    public Future<Void> start() {
        return management
                .start()
                .compose(listening -> deployment.start(config.topology()))
                .compose(deployed -> warm())
                .onSuccess(deployed -> {
                    kit.health().started();
                    log.info("ready: {}", config.topology().contexts());
                });
    }

    /** Bookings are taken whatever else is down, so a process that takes them waits for nothing. */
    private Future<Void> warm() {
        if (config.topology().contexts().contains(Contexts.BOOKING)) return Future.succeededFuture();
        return Step.within(WARM_LIMIT, "warming up", Future.join(kit.health().warm(), known(System.nanoTime())));
    }

    /** Others find what is served here. */
    private Future<Void> known(long sinceNanos) {
        return kit.bus()
                .presence()
                .recover(unknown -> System.nanoTime() - sinceNanos > WARM_LIMIT.toNanos()
                        ? Future.failedFuture(unknown)
                        : vertx.timer(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS).compose(again -> known(sinceNanos)));
    }

    /**
     * Unready, drain, HTTP, then each context (followers, bus, relay, store), the management port, and what is left of traces: in this
     * order. Never fails.
     */
    public Future<Void> stop() {
        kit.health().draining();
        topics.stop();
        log.info("not ready any more; requests are taken for another {} ms", config.drainMillis());
        vertx.setTimer(Math.max(1, config.drainMillis()), elapsed -> hurry());
        return drained.future()
                .compose(drained -> deployment.stop())
                .compose(undeployed -> Step.within(PROBES_LIMIT, "closing the management port", management.stop()))
                .compose(stopped -> Step.within(PROBES_LIMIT, "sending what is left of traces", lastTraces()));
    }

    private Future<Void> lastTraces() {
        return vertx.executeBlocking(() -> {
            tracing.close().run();
            process.close();
            return null;
        });
    }

    /** No more draining. */
    public void hurry() {
        drained.tryComplete();
    }

    /** From the end of the drain until a process of so many verticles is gone: whoever ends it sooner cuts it off. */
    public static Duration longestStop(int verticles) {
        return Deployment.STOP_LIMIT
                .multipliedBy(verticles)
                .plus(PROBES_LIMIT.multipliedBy(3))
                .plus(OrderedStop.CLOSE_LIMIT);
    }

    /** All of {@link #stop}, each step taking as long as it may: only an event loop that is stuck takes longer. */
    Duration stopLimit() {
        return Duration.ofMillis(config.drainMillis())
                .plus(Deployment.STOP_LIMIT.multipliedBy(
                        config.topology().contexts().size()))
                .plus(PROBES_LIMIT.multipliedBy(3));
    }

    /** Leaves the cluster, and ends the event loops: waited for from another thread. */
    public Future<Void> close() {
        return vertx.close();
    }

    private static Future<Vertx> vertx(Cluster cluster, PrometheusMeterRegistry meters) {
        VertxOptions options = new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Math.max(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE, LEAST_EVENT_LOOPS))
                .setMaxEventLoopExecuteTime(EVENT_LOOP_LIMIT.toNanos())
                .setBlockedThreadCheckInterval(EVENT_LOOP_LIMIT.toMillis() / 2)
                // Requests are counted by operation, questions by address: doing so twice costs a request a twentieth.
                .setMetricsOptions(new MicrometerMetricsOptions()
                        .setEnabled(true)
                        .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
                        .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS));
        options.setEventBusOptions(cluster.eventBus());
        VertxBuilder builder = Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(meters));
        return cluster.alone()
                ? Future.succeededFuture(builder.build())
                : builder.withClusterManager(cluster.manager()).buildClustered();
    }
}
