package io.tanda.launcher;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.ManagementServer;
import io.tanda.platform.ops.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
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

    private final Vertx vertx;
    private final Kit kit;
    private final NodeConfig config;
    private final KafkaTopics topics;
    private final Deployment deployment;
    private final ManagementServer management;
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
                    new Bus(vertx, meters), config.clock(), settings, meters, new Health(vertx), tracing.traces());
            return new Node(vertx, kit, config, tracing);
        });
    }

    /** Completes when every verticle is deployed: the process is ready as far as it depends on itself. */
    public Future<Void> start() {
        return management
                .start()
                .compose(listening -> deployment.start(config.topology()))
                .onSuccess(deployed -> {
                    kit.health().started();
                    log.info("ready: {}", config.topology().contexts());
                });
    }

    /** Unready, drain, HTTP, bus, Kafka, relay, and what is left of traces: in this order. */
    public Future<Void> stop() {
        kit.health().draining();
        topics.stop();
        return vertx.timer(Math.max(1, config.drainMillis()), TimeUnit.MILLISECONDS)
                .compose(drained -> deployment.stop())
                .compose(undeployed -> management.stop())
                .compose(stopped -> vertx.executeBlocking(() -> {
                    tracing.close().run();
                    process.close();
                    return null;
                }));
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
        options.setEventBusOptions(new EventBusOptions().setHost(cluster.host()).setClusterPingInterval(5_000));
        VertxBuilder builder = Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(meters));
        return cluster.alone()
                ? Future.succeededFuture(builder.build())
                : builder.withClusterManager(cluster.manager()).buildClustered();
    }
}
