package io.tanda.launcher.supervisor;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.servers.ChildProcess;
import io.tanda.servers.KafkaServer;
import io.tanda.servers.MariaDbServer;
import io.tanda.servers.Ports;
import io.tanda.servers.Reaper;
import io.tanda.servers.ServerStartException;
import io.tanda.servers.SharedClasses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the processes up, keeps them up while the command lasts, and takes them down in order. */
final class ProcessTree {

    static final int DONE = 0;
    static final int FAILED = 1;

    /** As shells and picocli say it. */
    static final int MISUSED = 2;

    /** Each context has its own; made when they are missing, so that the app needs no right to do so. */
    static final List<String> DATABASES =
            Contexts.ALL.stream().filter(Context::stored).map(Context::schema).toList();

    private static final Logger log = LoggerFactory.getLogger(ProcessTree.class);

    /** A former supervisor that was killed this moment: its reaper may still be at work. */
    private static final Duration PORT_LIMIT = Duration.ofSeconds(3);

    /** With migrations on an empty database, on a busy machine. */
    private static final Duration APP_START_LIMIT = Duration.ofMinutes(2);

    /** Longer than the app's own limits, which cut off one by one what hangs. */
    private static final Duration APP_STOP_LIMIT = Duration.ofMinutes(1);

    private static final Duration GATEWAY_START_LIMIT = Duration.ofSeconds(60);
    private static final Duration GATEWAY_STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration SIMULATOR_STOP_LIMIT = Duration.ofSeconds(5);

    private final Options options;
    private final Path root;
    private final DataFolder data;
    private final Programs programs;
    private final Progress progress;

    /** In the order of starting; stopped from the end. Guarded by this. */
    private final List<Keeper> keepers = new ArrayList<>();

    private @Nullable ChildProcess simulator;
    private boolean stopped;

    ProcessTree(Options options, Path root, DataFolder data, Programs programs, Progress progress) {
        this.options = options;
        this.root = root;
        this.data = data;
        this.programs = programs;
        this.progress = progress;
    }

    /** The exit code. */
    int run() throws IOException {
        if (options.forSimulator().contains("--help") || options.forSimulator().contains("-h")) {
            return simulate(Map.of());
        }
        data.prepare();
        if (!data.lock()) {
            return withTheRunningServer();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            data.putLongLogsAside();
            return withOurOwnServer();
        } catch (ServerStartException e) {
            log.error("Cannot start", e);
            progress.line("");
            progress.line("tanda: " + e.getMessage());
            return FAILED;
        } finally {
            stop();
        }
    }

    private int withTheRunningServer() throws IOException {
        if (options.command() != Options.Command.RIDE) {
            progress.line("tanda: another one runs on " + data.root() + " (" + data.owner()
                    + "). Stop it first (Ctrl-C there), or set TANDA_DATA to another folder and choose other ports.");
            return FAILED;
        }
        Map<String, String> environment = data.readEndpoints();
        if (environment == null) {
            progress.line("tanda: the server of " + data.owner() + " is not ready yet; try again in a moment.");
            return FAILED;
        }
        return simulate(environment);
    }

    private int withOurOwnServer() throws IOException {
        checkPorts();
        ClockAnchor anchor = anchorClock();
        progress.line(String.format(
                Locale.ROOT,
                "Tanda starts: data in %s, clock at %s times real time",
                data.root(),
                anchor.scale() == Math.rint(anchor.scale())
                        ? Long.toString((long) anchor.scale())
                        : Double.toString(anchor.scale())));
        Map<String, String> environment = addresses();
        environment.putAll(offerPace(anchor.scale()));
        build(environment).forEach(Keeper::begin);
        awaitReady();
        data.writeEndpoints(environment);
        progress.line(String.format(
                Locale.ROOT,
                "Ready after %.1f s: API http://127.0.0.1:%d/v1, contract http://127.0.0.1:%d/openapi.yaml, "
                        + "health http://127.0.0.1:%d/health/ready, logs in %s",
                progress.seconds(),
                options.httpPort(),
                options.httpPort(),
                options.managementPort(),
                data.root().resolve("logs")));
        return switch (options.command()) {
            case UP -> untilInterrupted();
            case RIDE -> simulate(environment);
            case DEMO -> {
                // The simulator draws its view on the same screen.
                progress.quiet(true);
                int code = simulate(environment);
                progress.quiet(false);
                yield options.once() || code == MISUSED ? code : untilInterrupted();
            }
        };
    }

    private int untilInterrupted() {
        progress.line("Ctrl-C stops everything.");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return DONE;
    }

    // --- before the start ---

    private void checkPorts() {
        record Wanted(int port, String what, String option, String variable, boolean ours) {}
        List<Wanted> all = List.of(
                new Wanted(options.httpPort(), "the HTTP API", "--port", "TANDA_HTTP_PORT", true),
                new Wanted(
                        options.managementPort(),
                        "health and metrics",
                        "--management-port",
                        "TANDA_MANAGEMENT_PORT",
                        true),
                new Wanted(
                        options.gatewayPort(),
                        "the payment gateway",
                        "--gateway-port",
                        "TANDA_GATEWAY_PORT",
                        options.gatewayUrl() == null),
                new Wanted(
                        options.mysqlPort(), "MariaDB", "--mysql-port", "TANDA_MYSQL_PORT", options.mysqlUrl() == null),
                new Wanted(
                        options.kafkaPort(),
                        "Kafka",
                        "--kafka-port",
                        "TANDA_KAFKA_PORT",
                        options.kafkaBootstrap() == null));
        Map<Integer, String> taken = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (Wanted wanted : all) {
            if (!wanted.ours()) {
                continue;
            }
            String other = taken.put(wanted.port(), wanted.what());
            if (other != null) {
                problems.add("Port " + wanted.port() + " is wanted twice: for " + other + " and for " + wanted.what()
                        + ". Choose another one with " + wanted.option() + " N or " + wanted.variable() + "=N.");
            } else if (!Ports.awaitFree(wanted.port(), PORT_LIMIT)) {
                problems.add("Port " + wanted.port() + " for " + wanted.what()
                        + " is taken by another process. End that " + "one, or choose another port with "
                        + wanted.option() + " N or " + wanted.variable() + "=N.");
            }
        }
        if (!problems.isEmpty()) {
            throw new ServerStartException(String.join("\n       ", problems));
        }
    }

    private ClockAnchor anchorClock() throws IOException {
        ClockAnchor last = ClockAnchor.read(data.clock());
        Double asked = options.speed();
        double scale = asked != null ? asked : last != null ? last.scale() : 1;
        ClockAnchor anchor = ClockAnchor.goOn(last, System.currentTimeMillis(), scale);
        if (!anchor.equals(last)) {
            anchor.write(data.clock());
        }
        return anchor;
    }

    /**
     * A driver's answer takes real time, however fast the domain's clock runs: under time warp a round lasts at least 0.4 s and an
     * offer at least 1 s of it. Shorter ones would pass before anybody could answer, and each passing makes more offers.
     */
    private static Map<String, String> offerPace(double scale) {
        long roundMillis = Math.clamp(Math.round(400 * scale), 5_000, 60_000);
        long offerMillis = Math.clamp(Math.round(1_000 * scale), 15_000, 30_000);
        return Map.of(
                "TANDA_DISPATCH_OFFERS_ROUND_MILLIS", Long.toString(roundMillis),
                "TANDA_DISPATCH_OFFERS_OFFER_MILLIS", Long.toString(offerMillis));
    }

    // --- the processes ---

    /** The environment of the app and the simulator: where everything is. */
    private Map<String, String> addresses() throws IOException {
        String mysql = options.mysqlUrl();
        String kafka = options.kafkaBootstrap();
        String gateway = options.gatewayUrl();
        Map<String, String> environment = new HashMap<>();
        environment.put("TANDA_PROFILE", "dev");
        environment.put(
                "TANDA_MYSQL_URL",
                mysql != null
                        ? mysql
                        : "mysql://" + MariaDbServer.USER + ":" + data.mariaDbPassword() + "@127.0.0.1:"
                                + options.mysqlPort());
        environment.put("TANDA_KAFKA_BOOTSTRAP", kafka != null ? kafka : "127.0.0.1:" + options.kafkaPort());
        environment.put("TANDA_KAFKA_INSTANCE", "app");
        environment.put("TANDA_GATEWAY_URL", gateway != null ? gateway : "http://127.0.0.1:" + options.gatewayPort());
        environment.put("TANDA_HTTP_PORT", Integer.toString(options.httpPort()));
        environment.put("TANDA_MANAGEMENT_PORT", Integer.toString(options.managementPort()));
        environment.put("TANDA_API", "http://127.0.0.1:" + options.httpPort());
        environment.put("TANDA_MANAGEMENT", "http://127.0.0.1:" + options.managementPort());
        environment.put("TANDA_KEYS_DIR", data.keys().toString());
        environment.put("TANDA_RUN_DIR", data.run().toString());
        environment.put("TANDA_CLOCK_FILE", data.clock().toString());
        return environment;
    }

    private synchronized List<Keeper> build(Map<String, String> environment) throws IOException {
        List<Keeper> neededByApp = new ArrayList<>();
        if (options.mysqlUrl() == null) {
            MariaDbServer.Options server = MariaDbServer.Options.of(data.mariaDbPassword(), data.log("mariadb"))
                    .withDatabases(DATABASES);
            Keeper database = keep(
                    new Service.Own(
                            "mariadb",
                            options.mysqlPort(),
                            () -> MariaDbServer.start(data.mariaDb(), options.mysqlPort(), server)),
                    List.of());
            neededByApp.add(database);
            if (!Files.isDirectory(data.mariaDb())) {
                progress.event("mariadb", "is unpacked and makes its tables (once)");
            }
        }
        if (options.kafkaBootstrap() == null) {
            KafkaServer.Options broker =
                    KafkaServer.Options.of(data.log("kafka")).withArchive(data.archive("kafka"));
            // The app comes up without it and says so in its health: half of its own start passes meanwhile.
            keep(
                    new Service.Own(
                            "kafka",
                            options.kafkaPort(),
                            () -> KafkaServer.start(data.kafka(), options.kafkaPort(), broker)),
                    List.of());
        }
        if (options.gatewayUrl() == null) {
            List<String> command = programs.gateway(
                    SharedClasses.options(data.archive("gateway")),
                    List.of(
                            "gateway",
                            "--port",
                            Integer.toString(options.gatewayPort()),
                            "--data",
                            data.gateway().toString()));
            keep(
                    new Service.Jvm(
                            "http://127.0.0.1:" + options.gatewayPort(),
                            new ChildProcess.Launch("gateway", command, environment, root, data.log("gateway")),
                            Service.listens(options.gatewayPort()),
                            GATEWAY_START_LIMIT,
                            GATEWAY_STOP_LIMIT),
                    List.of());
        }
        List<String> command = programs.app(SharedClasses.options(data.archive("app")));
        keep(
                new Service.Jvm(
                        "http://127.0.0.1:" + options.httpPort(),
                        new ChildProcess.Launch("app", command, environment, root, data.log("app")),
                        Service.answers(URI.create("http://127.0.0.1:" + options.managementPort() + "/health/ready")),
                        APP_START_LIMIT,
                        APP_STOP_LIMIT),
                neededByApp);
        return List.copyOf(keepers);
    }

    private Keeper keep(Service service, List<Keeper> needs) {
        Keeper keeper = new Keeper(service, needs, RestartPolicy.LOCAL, data, progress);
        keepers.add(keeper);
        return keeper;
    }

    private void awaitReady() {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        CompletableFuture<?>[] all = snapshot().stream()
                .map(keeper -> keeper.firstReady().whenComplete((ready, failure) -> {
                    if (failure != null) {
                        failed.completeExceptionally(failure);
                    }
                }))
                .toArray(CompletableFuture[]::new);
        try {
            // All of them, or the first failure: the others are stopped then.
            CompletableFuture.anyOf(CompletableFuture.allOf(all), failed).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ServerStartException reason) {
                throw reason;
            }
            throw new ServerStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Runs the simulator in the foreground; its exit code. */
    private int simulate(Map<String, String> environment) {
        List<String> arguments = new ArrayList<>();
        arguments.add(options.command().name().toLowerCase(Locale.ROOT));
        Double speed = options.speed();
        if (speed != null && options.command() == Options.Command.DEMO) {
            arguments.addAll(List.of("--speed", Double.toString(speed)));
        }
        arguments.addAll(options.forSimulator());
        ChildProcess child;
        synchronized (this) {
            if (stopped) {
                return FAILED;
            }
            child = ChildProcess.start(
                    new ChildProcess.Launch("simulator", programs.simulator(arguments), environment, root, null));
            simulator = child;
        }
        return child.onExit().join();
    }

    private synchronized List<Keeper> snapshot() {
        return List.copyOf(keepers);
    }

    // --- the end ---

    /** The simulator, the app, the gateway, Kafka, MariaDB; each when the one before is gone. Later callers wait. */
    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        progress.quiet(false);
        ChildProcess visitor = simulator;
        if (visitor != null && visitor.isAlive()) {
            visitor.stop(SIMULATOR_STOP_LIMIT);
        }
        if (!keepers.isEmpty()) {
            progress.line("Stopping");
        }
        for (Keeper keeper : keepers.reversed()) {
            keeper.stop();
            progress.event(keeper.service().name(), "stopped");
        }
        try {
            data.unlock();
        } catch (IOException e) {
            log.warn("Cannot release {}", data.root(), e);
        }
        Reaper.instance().dismiss();
    }
}
