package io.tanda.launcher;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.ManagementServer;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts one process of Tanda and stops it in order. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** An event loop held longer than this is a bug that is worth a warning. */
    private static final Duration EVENT_LOOP_LIMIT = Duration.ofMillis(200);
    /** All of stopping: drain, then each verticle's own limits; Kubernetes' grace period is longer. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(50);

    /** Leaving the cluster and closing what is left. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private static final int EXIT_CONFIGURATION = 78;
    private static final int EXIT_START = 1;

    private final Vertx vertx;
    private final Kit kit;
    private final Topology topology;
    private final KafkaTopics topics;
    private final Deployment deployment;
    private final ManagementServer management;
    private final long drainMillis;

    private Main(Vertx vertx, Kit kit, Topology topology, Parts parts, KafkaTopics topics) {
        this.vertx = vertx;
        this.kit = kit;
        this.topology = topology;
        this.topics = topics;
        this.deployment = new Deployment(vertx, kit);
        this.management = new ManagementServer(vertx, kit, parts.managementHost(), parts.managementPort());
        this.drainMillis = parts.drainMillis();
    }

    public static void main(String[] arguments) {
        Settings settings = settings(System.getenv());
        Topology topology = Topology.of(settings);
        Cluster cluster = Cluster.of(settings);
        Parts parts = Parts.of(settings);
        KafkaConfig kafka = KafkaConfig.of(settings);
        try {
            settings.check();
        } catch (IllegalStateException e) {
            LOG.error("{}", e.getMessage());
            System.exit(EXIT_CONFIGURATION);
        }
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        vertx(cluster, meters)
                .compose(vertx -> {
                    Kit kit = new Kit(new Bus(vertx), clock(parts), settings, meters, new Health(vertx));
                    return new Main(vertx, kit, topology, parts, KafkaTopics.ensure(vertx, kafka)).start();
                })
                .onFailure(failure -> {
                    LOG.error("could not start: {}", failure.getMessage(), failure);
                    Runtime.getRuntime().halt(EXIT_START);
                });
    }

    private Future<Void> start() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "ordered-stop"));
        return management
                .start()
                .compose(listening -> deployment.start(topology))
                .onSuccess(deployed -> {
                    kit.health().started();
                    LOG.info("ready: {}", topology.parts());
                });
    }

    /** Unready, drain, HTTP, bus, Kafka, relay, cluster: in this order, and the process waits for it. */
    private void stopAndWait() {
        kit.health().draining();
        topics.stop();
        await(
                vertx.timer(Math.max(1, drainMillis), TimeUnit.MILLISECONDS)
                        .compose(drained -> deployment.stop())
                        .compose(undeployed -> management.stop()),
                STOP_LIMIT);
        // From this thread, not as the last step above: closing ends the event loop that would say that it has closed.
        await(vertx.close(), CLOSE_LIMIT);
    }

    private static void await(Future<?> step, Duration limit) {
        CountDownLatch done = new CountDownLatch(1);
        step.onComplete(ended -> done.countDown());
        try {
            if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS))
                LOG.warn("stopping took longer than {} s and is cut off", limit.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Future<Vertx> vertx(Cluster cluster, PrometheusMeterRegistry meters) {
        VertxOptions options = new VertxOptions()
                .setPreferNativeTransport(true)
                .setMaxEventLoopExecuteTime(EVENT_LOOP_LIMIT.toNanos())
                .setBlockedThreadCheckInterval(EVENT_LOOP_LIMIT.toMillis() / 2)
                // Requests are counted by operation, questions by what they do: doing so twice costs a request a
                // twentieth.
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

    private static DomainClock clock(Parts parts) {
        return parts.clockFile().isBlank() ? DomainClock.real() : DomainClock.load(Path.of(parts.clockFile()));
    }

    /** {@code conf/tanda.properties}, or the file that TANDA_CONFIG names; a missing default file is no problem. */
    private static Settings settings(Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        String named = environment.get("TANDA_CONFIG");
        Path file = Path.of(named == null ? "conf/tanda.properties" : named);
        Settings settings = new Settings(values, environment);
        if (!Files.exists(file)) {
            if (named != null) settings.problem("TANDA_CONFIG names " + file + ", which does not exist");
            return settings;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            settings.problem(file + " cannot be read: " + e.getMessage());
        }
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return settings;
    }

    /**
     * What this class itself is configured with.
     *
     * @param drainMillis how long requests are still taken after the process says it is not ready: as long as a load balancer needs to
     *     look away
     */
    private record Parts(String managementHost, int managementPort, int drainMillis, String clockFile) {
        static Parts of(Settings settings) {
            String clockFile = settings.text("clock.file", "", "a file with the domain clock's anchor");
            if (!clockFile.isBlank()
                    && settings.text("profile", "production", "").equals("production"))
                settings.problem("clock.file (TANDA_CLOCK_FILE) scales time, which is for profile dev only");
            return new Parts(
                    settings.text("management.host", "127.0.0.1", "an address of this machine"),
                    settings.number("management.port", 9090, 0, 65_535),
                    settings.number("shutdown.drain.millis", 0, 0, 60_000),
                    clockFile);
        }
    }
}
