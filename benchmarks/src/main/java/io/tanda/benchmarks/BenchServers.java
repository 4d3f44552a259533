package io.tanda.benchmarks;

import io.tanda.servers.AppJvm;
import io.tanda.servers.Checkout;
import io.tanda.servers.ChildProcess;
import io.tanda.servers.Folders;
import io.tanda.servers.KafkaServer;
import io.tanda.servers.MariaDbServer;
import io.tanda.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A database, a broker and the JVMs under measurement, on data of their own, gone at the end. */
final class BenchServers implements AutoCloseable {
    /** The buffer pool holds all that a benchmark writes. */
    private static final int BUFFER_POOL_MEBIBYTES = 1_024;
    /** A JVM that starts beside others on two cores. */
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    /** The module that is the app. */
    static final String APP = "launcher";

    static final String PEER_SCHEMA = "springpeer";
    /** The broker makes no topic by itself, and without one the peer would publish nothing. */
    static final String PEER_TOPIC = "springpeer-bookings";
    /** As many as a topic of ours has. */
    private static final int PARTITIONS = 4;

    private static final int TOPIC_LIMIT_SECONDS = 30;

    private final Checkout checkout;
    private final Path folder;
    private final MariaDbServer mariaDb;
    private final KafkaServer kafka;
    private final List<ChildProcess> processes = new ArrayList<>();

    /** A JVM that serves. */
    record Running(int port, long pid) {}

    /** @param folder for the data of the servers, which share nothing with those of another folder */
    BenchServers(Checkout checkout, Path folder) throws IOException {
        this.checkout = checkout;
        this.folder = folder;
        Folders.recreate(folder);
        mariaDb = MariaDbServer.start(
                folder.resolve("mariadb"),
                0,
                MariaDbServer.Options.of(UUID.randomUUID().toString(), folder.resolve("mariadb.log"))
                        .withBufferPoolMebibytes(BUFFER_POOL_MEBIBYTES));
        kafka = KafkaServer.start(
                folder.resolve("kafka"),
                0,
                KafkaServer.Options.of(folder.resolve("kafka.log")).withFullCompiler());
    }

    Checkout checkout() {
        return checkout;
    }

    Path keys() {
        return folder.resolve("keys");
    }

    MariaDbServer mariaDb() {
        return mariaDb;
    }

    KafkaServer kafka() {
        return kafka;
    }

    /** Starts the checkout's Tanda with these verticles and returns when it is ready. */
    Running tanda(String verticles, Map<String, String> more) throws IOException {
        int http = Ports.free();
        int management = Ports.free();
        Map<String, String> environment = new HashMap<>(Map.of(
                "TANDA_PROFILE", "dev",
                "TANDA_VERTICLES", verticles,
                "TANDA_MYSQL_URL", mariaDb.url(),
                "TANDA_KAFKA_BOOTSTRAP", kafka.bootstrap(),
                "TANDA_HTTP_PORT", Integer.toString(http),
                "TANDA_MANAGEMENT_PORT", Integer.toString(management),
                // A few riders ask for thousands.
                "TANDA_HTTP_RATE_CALLER", "10000",
                "TANDA_KEYS_DIR", keys().toString()));
        environment.putAll(more);
        List<String> command = new ArrayList<>(AppJvm.MEMORY);
        command.add(AppJvm.HEAP_OF_THE_WHOLE);
        command.addAll(List.of("-cp", checkout.classPath(APP), "io.tanda.launcher.Main"));
        ChildProcess app = start("tanda", environment, command.toArray(String[]::new));
        awaitAnswer(URI.create("http://127.0.0.1:" + management + "/health/ready"), 200);
        return new Running(http, app.pid());
    }

    /** Starts the checkout's payment gateway. @param more of its options, such as {@code --instant} */
    Running gateway(String... more) throws IOException {
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                checkout.classPath("simulator"),
                "io.tanda.simulator.Simulator",
                "gateway",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("gateway").toString()));
        command.addAll(List.of(more));
        ChildProcess gateway = start("gateway", Map.of(), command.toArray(String[]::new));
        awaitAnswer(URI.create("http://127.0.0.1:" + port + "/health"), 204);
        return new Running(port, gateway.pid());
    }

    /** Starts a jar that answers on {@code --server.port}, as the peer in its folder's README does. */
    int peer(Path peerFolder, List<String> arguments) throws IOException {
        int port = Ports.free();
        mariaDb.execute("CREATE DATABASE IF NOT EXISTS " + PEER_SCHEMA);
        makeTopic(PEER_TOPIC);
        List<String> command =
                new ArrayList<>(List.of("-Xmx512m", "-jar", jar(peerFolder).toString()));
        command.add("--server.port=" + port);
        command.add("--spring.datasource.url=jdbc:mariadb://127.0.0.1:" + mariaDb.port() + "/" + PEER_SCHEMA);
        command.add("--spring.datasource.username=" + MariaDbServer.USER);
        command.add("--spring.datasource.password=" + mariaDb.password());
        command.add("--spring.kafka.bootstrap-servers=" + kafka.bootstrap());
        command.addAll(arguments);
        start("peer", Map.of(), command.toArray(String[]::new));
        awaitAnswer(URI.create("http://127.0.0.1:" + port + "/bookings"), 401, 404, 405);
        return port;
    }

    private void makeTopic(String name) throws IOException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                    .all()
                    .get(TOPIC_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("topic " + name + " cannot be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while topic " + name + " was made", e);
        }
    }

    ChildProcess start(String name, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(arguments));
        ChildProcess process = ChildProcess.start(
                new ChildProcess.Launch(name, command, environment, folder, folder.resolve(name + ".log")));
        processes.add(process);
        return process;
    }

    private static Path jar(Path peerFolder) throws IOException {
        Path target = peerFolder.resolve("target");
        if (!Files.isDirectory(target)) throw new IOException(peerFolder + " is not built: see its README");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(target + " holds no jar: see its README"));
        }
    }

    private void awaitAnswer(URI uri, Integer... statuses) throws IOException {
        List<Integer> awaited = List.of(statuses);
        long giveUp = System.nanoTime() + START_LIMIT.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < giveUp) {
                for (ChildProcess process : processes)
                    if (!process.isAlive()) throw new IOException(process.name() + " ended: " + process.lastWords());
                if (awaited.contains(answers(client, uri))) return;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        throw new IOException(
                uri + " did not answer " + awaited + " within " + START_LIMIT.toSeconds() + " s; see " + folder);
    }

    private static int answers(HttpClient client, URI uri) {
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void close() {
        processes.reversed().forEach(process -> process.stop(STOP_LIMIT));
        kafka.close();
        mariaDb.close();
    }
}
