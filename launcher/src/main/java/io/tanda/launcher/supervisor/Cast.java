package io.tanda.launcher.supervisor;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.servers.ChildProcess;
import io.tanda.servers.KafkaServer;
import io.tanda.servers.MariaDbServer;
import io.tanda.servers.SharedClasses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is on stage: a keeper for each process, in the order of their start.
 *
 * <pre>
 *   mariadb, kafka, gateway      unless they are somebody else's
 *   app                          one for all, or the members of a cluster in their stages, or the pods
 *   proxy                        before the fronts, where there are several
 * </pre>
 */
final class Cast {

    static final String LOOPBACK = "127.0.0.1";

    /** Each context has its own; made when they are missing, so that the app needs no right to do so. */
    static final List<String> DATABASES =
            Contexts.ALL.stream().filter(Context::stored).map(Context::schema).toList();

    /** With migrations on an empty database, on a busy machine. */
    private static final Duration APP_START_LIMIT = Duration.ofMinutes(2);

    /** Longer than the app's own limits, which cut off one by one what hangs. */
    private static final Duration APP_STOP_LIMIT = Duration.ofMinutes(1);

    private static final Duration GATEWAY_START_LIMIT = Duration.ofSeconds(60);
    private static final Duration GATEWAY_STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration PROXY_START_LIMIT = Duration.ofSeconds(60);

    /** Longer than the proxy's own limit. */
    private static final Duration PROXY_STOP_LIMIT = Duration.ofSeconds(15);

    private final Options options;
    private final Path root;
    private final DataFolder data;
    private final Programs programs;
    private final Progress progress;
    private final String host;
    private final Map<String, String> environment;
    private final List<Keeper> keepers = new ArrayList<>();

    /**
     * @param host where our own servers listen
     * @param environment that app and gateway have in common
     */
    Cast(
            Options options,
            Path root,
            DataFolder data,
            Programs programs,
            Progress progress,
            String host,
            Map<String, String> environment) {
        this.options = options;
        this.root = root;
        this.data = data;
        this.programs = programs;
        this.progress = progress;
        this.host = host;
        this.environment = environment;
    }

    /** None of them has begun. */
    List<Keeper> keepers(List<AppProcess> app) throws IOException {
        List<Keeper> neededByApp = servers();
        List<Keeper> before = new ArrayList<>();
        List<Keeper> stage = new ArrayList<>();
        int last = 0;
        for (AppProcess process : app) {
            if (process.stage() != last) {
                before.addAll(stage);
                stage.clear();
                last = process.stage();
            }
            stage.add(keep(app(process), neededByApp, before));
        }
        if (options.split()) {
            List<String> fronts = app.stream()
                    .filter(process -> process.httpPort().isPresent())
                    .map(process -> LOOPBACK + ":" + process.httpPort().getAsInt() + "," + LOOPBACK + ":"
                            + process.managementPort())
                    .toList();
            keep(proxy(fronts), List.of(), stage);
        }
        return List.copyOf(keepers);
    }

    /** None of them has begun. @param fronts where the proxy looks for them */
    List<Keeper> keepers(PodService pods, List<String> fronts) throws IOException {
        Keeper app = keep(pods, servers(), List.of());
        keep(proxy(fronts), List.of(), List.of(app));
        return List.copyOf(keepers);
    }

    /** @return whom the app waits for */
    private List<Keeper> servers() throws IOException {
        List<Keeper> neededByApp = new ArrayList<>();
        if (options.mysqlUrl() == null) {
            neededByApp.add(database());
        }
        if (options.kafkaBootstrap() == null) {
            // The app comes up without it and says so in its health: half of its own start passes meanwhile.
            broker();
        }
        if (options.gatewayUrl() == null) {
            gateway();
        }
        return neededByApp;
    }

    private Keeper keep(Service service, List<Keeper> needs, List<Keeper> follows) {
        Keeper keeper = new Keeper(service, needs, follows, RestartPolicy.LOCAL, data, progress);
        keepers.add(keeper);
        return keeper;
    }

    private Keeper database() throws IOException {
        MariaDbServer.Options server = MariaDbServer.Options.of(data.mariaDbPassword(), data.log("mariadb"))
                .withHost(host)
                .withDatabases(DATABASES);
        if (!Files.isDirectory(data.mariaDb())) {
            progress.event("mariadb", "is unpacked and makes its tables (once)");
        }
        return keep(
                new Service.Own(
                        "mariadb",
                        host + ":" + options.mysqlPort(),
                        () -> MariaDbServer.start(data.mariaDb(), options.mysqlPort(), server)),
                List.of(),
                List.of());
    }

    private void broker() {
        KafkaServer.Options broker =
                KafkaServer.Options.of(data.log("kafka")).withHost(host).withArchive(data.archive("kafka"));
        keep(
                new Service.Own(
                        "kafka",
                        host + ":" + options.kafkaPort(),
                        () -> KafkaServer.start(data.kafka(), options.kafkaPort(), broker)),
                List.of(),
                List.of());
    }

    private void gateway() {
        List<String> command = programs.gateway(
                SharedClasses.options(data.archive("gateway")),
                List.of(
                        "gateway",
                        "--port",
                        Integer.toString(options.gatewayPort()),
                        "--host",
                        host,
                        "--data",
                        data.gateway().toString()));
        keep(
                new Service.Jvm(
                        "http://" + host + ":" + options.gatewayPort(),
                        new ChildProcess.Launch("gateway", command, environment, root, data.log("gateway")),
                        Service.listens(host, options.gatewayPort()),
                        GATEWAY_START_LIMIT,
                        GATEWAY_STOP_LIMIT),
                List.of(),
                List.of());
    }

    private Service app(AppProcess process) {
        Path archive = data.archive(options.split() ? "split" : "app");
        List<String> more = new ArrayList<>(process.jvmOptions());
        more.addAll(process.keepsClasses() ? SharedClasses.options(archive) : SharedClasses.readOnly(archive));
        List<String> command = programs.app(more);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(process.environment());
        return new Service.Jvm(
                process.address(),
                new ChildProcess.Launch(process.name(), command, all, root, data.log(process.name())),
                Service.answers(URI.create("http://" + LOOPBACK + ":" + process.managementPort() + "/health/ready")),
                APP_START_LIMIT,
                APP_STOP_LIMIT);
    }

    private Service proxy(List<String> fronts) {
        List<String> arguments = new ArrayList<>(List.of(
                "--http",
                LOOPBACK + ":" + options.httpPort(),
                "--management",
                LOOPBACK + ":" + options.managementPort()));
        for (String front : fronts) {
            arguments.addAll(List.of("--front", front));
        }
        List<String> command = programs.proxy(SharedClasses.options(data.archive("proxy")), arguments);
        return new Service.Jvm(
                "http://" + LOOPBACK + ":" + options.httpPort(),
                new ChildProcess.Launch("proxy", command, Map.of(), root, data.log("proxy")),
                Service.listens(LOOPBACK, options.httpPort()),
                PROXY_START_LIMIT,
                PROXY_STOP_LIMIT);
    }
}
