package io.tanda.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where everything is. Options come before variables of the environment, these before the defaults of {@code ./tanda up}. */
public final class Environment {
    @Option(
            names = "--api",
            defaultValue = "${env:TANDA_API:-http://127.0.0.1:8080}",
            paramLabel = "URL",
            description = "the HTTP API (TANDA_API; ${DEFAULT-VALUE})")
    private @Nullable URI api;

    @Option(
            names = "--management",
            defaultValue = "${env:TANDA_MANAGEMENT:-http://127.0.0.1:9090}",
            paramLabel = "URL",
            description = "health and metrics (TANDA_MANAGEMENT; ${DEFAULT-VALUE})")
    private @Nullable URI management;

    @Option(
            names = "--gateway",
            defaultValue = "${env:TANDA_GATEWAY_URL:-http://127.0.0.1:8070}",
            paramLabel = "URL",
            description = "the payment gateway (TANDA_GATEWAY_URL; ${DEFAULT-VALUE})")
    private @Nullable URI gateway;

    @Option(
            names = "--mysql",
            defaultValue = "${env:TANDA_MYSQL_URL}",
            paramLabel = "URL",
            description = "mysql://user:password@host:port, for the invariants (TANDA_MYSQL_URL)")
    private @Nullable String mysql;

    @Option(
            names = "--kafka",
            defaultValue = "${env:TANDA_KAFKA_BOOTSTRAP}",
            paramLabel = "HOST:PORT",
            description = "for the invariants (TANDA_KAFKA_BOOTSTRAP)")
    private @Nullable String kafka;

    @Option(
            names = "--keys",
            defaultValue = "${env:TANDA_KEYS_DIR:-data/keys}",
            paramLabel = "FOLDER",
            description = "of the development key (TANDA_KEYS_DIR; ${DEFAULT-VALUE})")
    private @Nullable Path keys;

    @Option(
            names = "--clock",
            defaultValue = "${env:TANDA_CLOCK_FILE}",
            paramLabel = "FILE",
            description = "the anchor of the domain's clock (TANDA_CLOCK_FILE; without one: real time)")
    private @Nullable Path clock;

    @Option(
            names = "--run-dir",
            defaultValue = "${env:TANDA_RUN_DIR}",
            paramLabel = "FOLDER",
            description = "of mariadb.pid, kafka.pid and the app's (TANDA_RUN_DIR)")
    private @Nullable Path runFolder;

    @Option(
            names = "--app-processes",
            defaultValue = "${env:TANDA_APP_PROCESSES:-app}",
            split = ",",
            paramLabel = "NAME",
            description = "of the app, as in NAME.pid and NAME.log (TANDA_APP_PROCESSES; ${DEFAULT-VALUE})")
    private List<String> appProcesses = List.of("app");

    public URI api() {
        return given("--api", api);
    }

    public URI management() {
        return given("--management", management);
    }

    public URI gateway() {
        return given("--gateway", gateway);
    }

    /** @throws Missing when it was not said where the databases are */
    public String mysql() {
        return given("--mysql (TANDA_MYSQL_URL)", mysql);
    }

    public String kafka() {
        return given("--kafka (TANDA_KAFKA_BOOTSTRAP)", kafka);
    }

    public Path keys() {
        return given("--keys", keys);
    }

    public Optional<Path> clock() {
        return Optional.ofNullable(clock);
    }

    public Optional<Path> runFolder() {
        return Optional.ofNullable(runFolder);
    }

    /** One, or the members of a cluster. */
    public List<String> appProcesses() {
        return List.copyOf(appProcesses);
    }

    private static <T> T given(String name, @Nullable T value) {
        if (value == null) throw new Missing(name + " is needed here; ./tanda sets it");
        return value;
    }

    /** Something that only the server's surroundings know was not given. */
    public static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }
}
