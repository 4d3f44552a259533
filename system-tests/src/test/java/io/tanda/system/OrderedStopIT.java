package io.tanda.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.client.DevTokens;
import io.tanda.launcher.Main;
import io.tanda.servers.Folders;
import io.tanda.servers.Ports;
import io.tanda.servers.TandaRoot;
import io.tanda.servers.testing.TestServers;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link Main} as a process of its own that is told to stop, as an orchestrator does. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
@Tag("B5")
class OrderedStopIT {
    private static final String BOOKING = "{\"pickup\":{\"lat\":40.76088,\"lng\":-73.990784},"
            + "\"dropoff\":{\"lat\":40.778847,\"lng\":-73.954185},\"passengers\":1,\"paymentMethod\":\"card\"}";
    private static final int CLIENTS = 4;
    private static final int LIMIT_SECONDS = 120;

    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final Caller probes = new Caller(URI.create("http://127.0.0.1:" + managementPort));
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private Path folder;
    private Process process;

    @BeforeEach
    void recreate() throws IOException {
        folder = TandaRoot.find().resolve("system-tests/target/ordered-stop");
        Folders.recreate(folder);
    }

    @AfterEach
    void kill() {
        process.destroyForcibly();
        clients.shutdownNow();
        probes.close();
    }

    private void start(int drainMillis) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("main.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "TANDA_PROFILE", "dev",
                        "TANDA_VERTICLES", "web,booking",
                        "TANDA_MYSQL_URL", TestServers.mariaDb().url(),
                        "TANDA_KAFKA_BOOTSTRAP", TestServers.kafka().bootstrap(),
                        "TANDA_KEYS_DIR", folder.resolve("keys").toString(),
                        "TANDA_HTTP_PORT", Integer.toString(port),
                        "TANDA_MANAGEMENT_PORT", Integer.toString(managementPort),
                        "TANDA_SHUTDOWN_DRAIN_MILLIS", Integer.toString(drainMillis)));
        process = builder.start();
        untilReady();
    }

    /** Nobody listens at first. */
    private void untilReady() {
        while (process.isAlive()) {
            try (KeptConnection probe = new KeptConnection(managementPort)) {
                if (probe.ask("GET", "/health/ready", "", "").status() == 200) return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("ended while starting: see " + folder.resolve("main.log"));
    }

    private String rider() throws IOException {
        return DevTokens.load(folder.resolve("keys")).rider(UUID.randomUUID());
    }

    private void awaitExit() throws InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void whoever_keeps_a_connection_is_told_to_go_elsewhere_and_no_request_is_left_without_an_answer()
            throws Exception {
        start(3_000);
        List<Future<Integer>> answered = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            String rider = rider();
            answered.add(clients.submit(() -> askUntilTold(rider)));
        }
        // Each has been answered a first time.
        try (KeptConnection one = new KeptConnection(port)) {
            assertThat(one.book(rider(), BOOKING).status()).isEqualTo(201);
        }
        process.destroy();
        for (Future<Integer> each : answered) assertThat(answers(each)).isPositive();
        awaitExit();
    }

    private static int answers(Future<Integer> client) throws Exception {
        try {
            return client.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a request had no answer", e.getCause());
        }
    }

    /** @return how many answers it had; fails where one is missing */
    private int askUntilTold(String rider) throws IOException {
        try (KeptConnection kept = new KeptConnection(port)) {
            for (int answers = 1; ; answers++) {
                KeptConnection.Answer answer = kept.book(rider, BOOKING);
                assertThat(answer.status()).isEqualTo(201);
                if (answer.closes()) return answers;
            }
        }
    }

    @Test
    void a_request_that_is_half_sent_when_HTTP_closes_is_still_answered() throws Exception {
        start(0);
        try (KeptConnection slow = new KeptConnection(port)) {
            int half = BOOKING.length() / 2;
            slow.beginBooking(rider(), BOOKING);
            slow.send(BOOKING.substring(0, half));
            process.destroy();
            untilNobodyIsLetIn();
            slow.send(BOOKING.substring(half));
            KeptConnection.Answer answer = slow.answer();
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.closes()).isTrue();
        }
        awaitExit();
    }

    /** Refused, or reset where it came while the port was being closed. */
    private void untilNobodyIsLetIn() throws IOException {
        while (true) {
            try {
                new KeptConnection(port).close();
            } catch (SocketException notLetIn) {
                return;
            }
        }
    }

    @Test
    void a_second_signal_ends_the_drain() throws Exception {
        start(60_000);
        process.destroy();
        probes.until(
                "draining",
                "/health/ready",
                "",
                seen -> seen.status() == 503 && seen.body().contains("draining"));
        assertThat(process.isAlive()).isTrue();
        long told = System.nanoTime();
        process.destroy();
        awaitExit();
        assertThat(System.nanoTime() - told).as("sooner than the drain").isLessThan(TimeUnit.SECONDS.toNanos(59));
    }
}
