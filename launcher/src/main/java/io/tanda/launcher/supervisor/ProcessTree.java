package io.tanda.launcher.supervisor;

import io.tanda.servers.ChildProcess;
import io.tanda.servers.Reaper;
import io.tanda.servers.ServerStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

    private static final Logger log = LoggerFactory.getLogger(ProcessTree.class);

    private static final Duration SIMULATOR_STOP_LIMIT = Duration.ofSeconds(5);

    private final Options options;
    private final Path root;
    private final DataFolder data;
    private final Programs programs;
    private final Progress progress;

    /** In the order of starting; stopped from the end. Guarded by this. */
    private final List<Keeper> keepers = new ArrayList<>();

    private @Nullable ChildProcess simulator;

    /** Their network is there before the first of the services, and after the last. */
    private @Nullable PodService pods;

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
        PortCheck.check(options);
        ClockAnchor anchor = anchorClock();
        progress.line(String.format(
                Locale.ROOT,
                "Tanda starts: data in %s, clock at %s times real time",
                data.root(),
                anchor.scale() == Math.rint(anchor.scale())
                        ? Long.toString((long) anchor.scale())
                        : Double.toString(anchor.scale())));
        Map<String, String> environment = options.pods() ? beginPods(anchor.scale()) : beginProcesses(anchor.scale());
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
        progress.line("See the city, live, at http://127.0.0.1:" + options.httpPort()
                + "/ (riders: /rider/, drivers: /driver/, operators: /operator/)");
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

    /** @return the environment of the simulator */
    private Map<String, String> beginProcesses(double scale) throws IOException {
        List<AppProcess> app = options.split()
                ? AppProcess.cluster(options.splitPort())
                : AppProcess.whole(options.httpPort(), options.managementPort());
        List<String> names = app.stream().map(AppProcess::name).toList();
        Map<String, String> environment = Surroundings.of(options, data, Cast.LOOPBACK, names, scale);
        begin(new Cast(options, root, data, programs, progress, Cast.LOOPBACK, environment).keepers(app));
        return environment;
    }

    /** @return the environment of the simulator */
    private Map<String, String> beginPods(double scale) throws IOException {
        try {
            PodService service;
            synchronized (this) {
                if (stopped) {
                    throw new ServerStartException("stopped before the pods were started");
                }
                // Whoever stops waits for it: half a network would be left.
                service = PodService.open(root, data, progress);
                pods = service;
            }
            Map<String, String> environment = Surroundings.of(options, data, service.host(), service.names(), scale);
            service.prepare(environment);
            begin(new Cast(options, root, data, programs, progress, service.host(), environment)
                    .keepers(service, service.fronts()));
            return environment;
        } catch (IOException e) {
            throw new ServerStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Whoever stops from here on stops them all, begun or not. */
    private synchronized void begin(List<Keeper> all) {
        if (stopped) {
            return;
        }
        keepers.addAll(all);
        keepers.forEach(Keeper::begin);
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

    /**
     * The simulator, then whatever was started last: the proxy, the app (fronts first), the gateway, Kafka, MariaDB; each when the one
     * before is gone. Later callers wait.
     */
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
        if (pods != null) {
            pods.close();
        }
        try {
            data.unlock();
        } catch (IOException e) {
            log.warn("Cannot release {}", data.root(), e);
        }
        Reaper.instance().dismiss();
    }
}
