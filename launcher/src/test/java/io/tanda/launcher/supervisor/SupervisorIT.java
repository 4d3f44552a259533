package io.tanda.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tanda.servers.Folders;
import io.tanda.servers.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** The real supervisor, MariaDB and Kafka, with {@link StandIn} for app and simulator. */
@Timeout(240)
class SupervisorIT {

    private static final List<String> ALL = List.of("mariadb", "kafka", "gateway", "app");
    private static final List<String> CLUSTER =
            List.of("history", "payment", "dispatch-1", "dispatch-2", "front-1", "front-2", "proxy");

    /** Where the servers play no part. */
    private static final Map<String, String> EXTERNAL =
            Map.of("TANDA_MYSQL_URL", "mysql://u:p@127.0.0.1:1", "TANDA_KAFKA_BOOTSTRAP", "127.0.0.1:1");

    private static final long LIMIT_SECONDS = 90;

    private final int httpPort = Ports.free();
    private final int managementPort = Ports.free();
    private final int gatewayPort = Ports.free();
    private final int mysqlPort = Ports.free();
    private final int kafkaPort = Ports.free();
    private final int splitPort = freeRow(AppProcess.PORTS);
    private final List<Running> started = new ArrayList<>();
    private Path data = Path.of("");

    /** One supervisor process and what it printed. */
    private record Running(Process process, Path output) {

        String said() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        Running awaitSaid(String text) {
            await(() -> said().contains(text) || !process.isAlive(), () -> text + "\n in: " + said());
            assertThat(said()).contains(text);
            return this;
        }

        int awaitExit() throws InterruptedException {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("ended; it said: %s", said())
                    .isTrue();
            return process.exitValue();
        }
    }

    private interface Text {
        String get();
    }

    /** Looks until it is so; the limit is only for a test that fails. */
    private static void await(BooleanSupplier condition, Text what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("Not within " + LIMIT_SECONDS + " s: " + what.get());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @BeforeEach
    void aFolder(TestInfo info) throws IOException {
        data = Path.of(
                        "target",
                        "supervisor-it",
                        info.getTestMethod().orElseThrow().getName())
                .toAbsolutePath();
        Folders.recreate(data);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (Running running : started) {
            running.process().destroyForcibly().waitFor();
        }
    }

    private Running supervisor(String... arguments) throws IOException {
        return supervisor(Map.of(), arguments);
    }

    private Running supervisor(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-Dtanda.root=" + System.getProperty("tanda.root"),
                "-cp",
                System.getProperty("java.class.path"),
                StandIn.SupervisorMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "TANDA_DATA", data.toString(),
                        "TANDA_HTTP_PORT", Integer.toString(httpPort),
                        "TANDA_MANAGEMENT_PORT", Integer.toString(managementPort),
                        "TANDA_GATEWAY_PORT", Integer.toString(gatewayPort),
                        "TANDA_MYSQL_PORT", Integer.toString(mysqlPort),
                        "TANDA_KAFKA_PORT", Integer.toString(kafkaPort),
                        "TANDA_SPLIT_PORT", Integer.toString(splitPort)));
        builder.environment().putAll(environment);
        Path output = data.resolve("said-" + started.size() + ".txt");
        Running running = new Running(
                builder.redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
        started.add(running);
        return running;
    }

    /** The first of so many free ports, one after another. */
    private static int freeRow(int ports) {
        while (true) {
            int first = Ports.free();
            if (IntStream.range(first, first + ports).allMatch(Ports::isFree)) return first;
        }
    }

    private long pid(String name) {
        try {
            return Long.parseLong(
                    Files.readString(data.resolve("run").resolve(name + ".pid")).strip());
        } catch (NoSuchFileException e) {
            return -1;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ProcessHandle> processes(List<String> names) {
        return names.stream()
                .map(name -> ProcessHandle.of(pid(name)).orElseThrow(() -> new AssertionError(name + " does not run")))
                .toList();
    }

    private static void awaitGone(List<ProcessHandle> processes) {
        for (ProcessHandle process : processes) {
            await(() -> !process.isAlive(), () -> "the end of " + process.info());
        }
    }

    @Test
    void what_is_killed_comes_back() throws Exception {
        Running running = supervisor("up").awaitSaid("Ready after");
        for (String name : ALL) {
            long before = pid(name);
            ProcessHandle.of(before).orElseThrow().destroyForcibly();
            await(() -> pid(name) > 0 && pid(name) != before, () -> "a new " + name + "\n" + running.said());
        }
        assertThat(running.process().isAlive()).isTrue();
        assertThat(Files.readString(data.resolve("logs/supervisor.log"))).contains("kafka ended by signal 9");
    }

    @Test
    void a_stop_goes_from_the_app_to_the_database_and_ends_all() throws Exception {
        Running running = supervisor("up").awaitSaid("Ready after");
        List<ProcessHandle> children = processes(ALL);

        running.process().destroy();

        assertThat(running.awaitExit()).isEqualTo(128 + 15);
        awaitGone(children);
        String end = running.said().substring(running.said().indexOf("Stopping"));
        assertThat(end)
                .containsSubsequence(
                        "app ", "stopped", "gateway ", "stopped", "kafka ", "stopped", "mariadb ", "stopped");
        assertThat(Files.readString(data.resolve("logs/app.log"))).contains("app drained");
        assertThat(data.resolve("run/app.pid")).doesNotExist();
    }

    @Test
    void kill_9_of_the_supervisor_leaves_nothing_behind_and_the_next_start_finds_the_data() throws Exception {
        Running killed = supervisor("up").awaitSaid("Ready after");
        List<ProcessHandle> children = processes(ALL);
        String password = Files.readString(data.resolve("keys/mariadb.password"));

        killed.process().destroyForcibly().waitFor();

        awaitGone(children);
        Running second = supervisor("up", "--speed", "5").awaitSaid("Ready after");
        assertThat(second.said()).contains("clock at 5 times");
        assertThat(Files.readString(data.resolve("keys/mariadb.password"))).isEqualTo(password);
        assertThat(Files.readString(data.resolve("clock.properties"))).contains("scale=5.0");
    }

    @Test
    void a_kill_9_in_the_middle_of_the_start_leaves_nothing_behind() throws Exception {
        Running killed = supervisor("up").awaitSaid("Tanda starts");
        await(() -> killed.process().descendants().count() >= 3, () -> "the first children; it said " + killed.said());
        List<ProcessHandle> children = killed.process().descendants().toList();

        killed.process().destroyForcibly().waitFor();

        awaitGone(children);
    }

    @Test
    void a_cluster_starts_in_stages_behind_its_proxy_and_each_of_it_comes_back() throws Exception {
        Running running = supervisor(EXTERNAL, "up", "--split").awaitSaid("Ready after");
        assertThat(running.said())
                .containsSubsequence("history ", "payment ", "dispatch-", "dispatch-", "front-", "front-", "proxy ");
        assertThat(Files.readString(data.resolve("logs/front-2.log")))
                .contains("verticles web,booking", "members 127.0.0.1:" + (splitPort + 1) + ",");
        assertThat(Files.readString(data.resolve("logs/proxy.log"))).contains("--http, 127.0.0.1:" + httpPort);
        for (String name : CLUSTER) {
            long before = pid(name);
            ProcessHandle.of(before).orElseThrow().destroyForcibly();
            await(() -> pid(name) > 0 && pid(name) != before, () -> "a new " + name + "\n" + running.said());
        }

        List<ProcessHandle> children = processes(CLUSTER);
        running.process().destroy();

        assertThat(running.awaitExit()).isEqualTo(128 + 15);
        awaitGone(children);
        String end = running.said().substring(running.said().indexOf("Stopping"));
        assertThat(end)
                .containsSubsequence(
                        "proxy ", "front-2 ", "front-1 ", "dispatch-2 ", "dispatch-1 ", "payment ", "history ");
    }

    /** Whoever it waited for at its start: a front must come back whatever else is gone. */
    @Test
    void a_front_comes_back_while_the_rest_of_the_cluster_does_not() throws Exception {
        Running running = supervisor(EXTERNAL, "up", "--split").awaitSaid("Ready after");
        Files.createFile(data.resolve("dispatch-1.stays-away"));
        long before = pid("front-1");
        processes(List.of("dispatch-1", "front-1")).forEach(ProcessHandle::destroyForcibly);
        await(() -> pid("front-1") > 0 && pid("front-1") != before, () -> "a new front\n" + running.said());
        assertThat(pid("dispatch-1")).isNegative();
    }

    @Test
    void kill_9_of_the_supervisor_leaves_nothing_of_a_cluster_behind() throws Exception {
        Running killed = supervisor(EXTERNAL, "up", "--split").awaitSaid("Ready after");
        List<ProcessHandle> children = processes(CLUSTER);
        killed.process().destroyForcibly().waitFor();
        awaitGone(children);
    }

    @Test
    void a_taken_port_is_named_with_the_remedy_and_nothing_is_started() throws Exception {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), kafkaPort));
            Running refused = supervisor("up");
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.said())
                    .contains("Port " + kafkaPort + " for Kafka is taken", "--kafka-port N", "TANDA_KAFKA_PORT=N");
            assertThat(data.resolve("mariadb")).doesNotExist();
        }
    }

    @Test
    void a_second_supervisor_on_the_same_data_is_refused_and_the_first_goes_on() throws Exception {
        Running first = supervisor(EXTERNAL, "up").awaitSaid("Ready after");
        Running second = supervisor(EXTERNAL, "up");
        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.said())
                .contains(
                        "another one runs on " + data, "pid " + first.process().pid());
        assertThat(first.process().isAlive()).isTrue();
        assertThat(data.resolve("run/mariadb.pid")).doesNotExist();

        Running ride = supervisor(EXTERNAL, "ride", "--slowly");
        assertThat(ride.awaitExit()).isZero();
        assertThat(ride.said()).contains("simulator [ride, --slowly] at http://127.0.0.1:" + httpPort);
    }

    @Test
    void the_demo_ends_with_the_exit_code_of_its_simulator_and_stops_everything() throws Exception {
        Running demo = supervisor(EXTERNAL, "demo", "--once", "--trips", "7", "--exit", "3");
        assertThat(demo.awaitExit()).isEqualTo(3);
        assertThat(demo.said())
                .contains("simulator [demo, --speed, " + Options.DEMO_SPEED + ", --trips, 7, --exit, 3]", "Stopping");
        assertThat(data.resolve("run/app.pid")).doesNotExist();
    }

    @Test
    void two_uses_of_one_port_are_named() throws Exception {
        Running refused = supervisor("up", "--gateway-port", Integer.toString(managementPort));
        assertThat(refused.awaitExit()).isEqualTo(1);
        assertThat(refused.said()).contains("Port " + managementPort + " is wanted twice");
    }

    @Test
    void an_app_that_cannot_start_is_quoted_and_everything_is_stopped() throws Exception {
        Map<String, String> external = Map.of(
                "TANDA_MYSQL_URL", "mysql://u:p@127.0.0.1:1",
                "TANDA_KAFKA_BOOTSTRAP", "127.0.0.1:1",
                "STAND_IN_REFUSES", "the configuration makes no sense");
        Running refused = supervisor(external, "up");
        assertThat(refused.awaitExit()).isEqualTo(1);
        assertThat(refused.said()).contains("app ended while starting", "the configuration makes no sense");
    }
}
