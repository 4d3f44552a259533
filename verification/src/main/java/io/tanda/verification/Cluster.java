package io.tanda.verification;

import io.tanda.pods.ClusterManifests;
import io.tanda.servers.Checkout;
import io.tanda.servers.ChildProcess;
import io.tanda.servers.Folders;
import io.tanda.servers.KafkaServer;
import io.tanda.servers.MariaDbServer;
import io.tanda.servers.Ports;
import io.tanda.verification.Member.Slot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Database, broker, gateway, and processes of each role behind a proxy; on data of its own, gone at the end. */
final class Cluster implements AutoCloseable {
    /** Two that ask, and one more while one is replaced. */
    private static final int FRONT_SLOTS = 3;
    /** Two or three that dispatch, payment, history, and one more while one is replaced. */
    private static final int OTHER_SLOTS = 6;

    /** A JVM with migrations, beside seven others on two cores. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    /** Longer than the app's own limits. */
    static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    /** Four looks of the proxy: no request is on its way to who closes. */
    private static final int DRAIN_MILLIS = 1_000;

    private static final int HEAP_MEGABYTES = 160;

    private final Checkout checkout;
    private final Path folder;
    private final int kafkaPort = Ports.free();
    private final MariaDbServer mariaDb;
    private KafkaServer kafka;
    private ChildProcess gateway;
    private final List<Slot> fronts = slots(FRONT_SLOTS);
    private final List<Slot> others = slots(OTHER_SLOTS);
    private final List<Member> members = new ArrayList<>();
    private final List<ChildProcess> beside = new ArrayList<>();
    private final HttpClient looks = HttpClient.newHttpClient();
    private final int gatewayPort = Ports.free();
    private final int proxyPort = Ports.free();
    private int started;

    /** Starts the servers, and nothing of the app. @param folder is emptied */
    Cluster(Checkout checkout, Path folder) throws IOException {
        this.checkout = checkout;
        this.folder = folder;
        Folders.recreate(folder);
        mariaDb = MariaDbServer.start(
                folder.resolve("mariadb"),
                0,
                MariaDbServer.Options.of(UUID.randomUUID().toString(), folder.resolve("mariadb.log")));
        kafka = startKafka();
        gateway = startGateway();
        proxy();
    }

    private static List<Slot> slots(int count) {
        return IntStream.range(0, count)
                .mapToObj(each -> new Slot(Ports.free(), Ports.free(), Ports.free()))
                .toList();
    }

    /** That pods would run by. */
    ClusterManifests manifests() throws IOException {
        return ClusterManifests.read(checkout.folder().resolve("k8s/rendered/cluster.yaml"));
    }

    private KafkaServer startKafka() {
        return KafkaServer.start(
                folder.resolve("kafka"), kafkaPort, KafkaServer.Options.of(folder.resolve("kafka.log")));
    }

    void stopKafka() {
        kafka.close();
    }

    void kafkaAgain() {
        kafka = startKafka();
    }

    private ChildProcess startGateway() throws IOException {
        ChildProcess starting = java(
                "gateway",
                Map.of(),
                List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                "simulator",
                "io.tanda.simulator.Simulator",
                List.of(
                        "gateway",
                        "--instant",
                        "--port",
                        Integer.toString(gatewayPort),
                        "--data",
                        folder.resolve("gateway").toString()));
        await("the gateway", URI.create(gatewayUrl() + "/health"), 204);
        return starting;
    }

    int gatewayPort() {
        return gatewayPort;
    }

    void stopGateway() throws IOException {
        gateway.kill9();
        if (!gateway.awaitExit(STOP_LIMIT)) throw new IOException("the gateway has not ended");
    }

    /** With the ledger that it had. */
    void gatewayAgain() throws IOException {
        gateway = startGateway();
    }

    /** @param faults as its API takes them */
    void gatewayBehaves(String faults) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gatewayUrl() + "/v1/faults"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(faults))
                .build();
        HttpResponse<String> answer = ask(request);
        if (answer.statusCode() != 200) throw new IOException("the gateway says " + answer.body());
    }

    /** What the meters of a role's processes say together. @param line how its lines begin; those that are not there are 0 */
    double meter(Role role, String line) {
        double sum = 0;
        for (Member member : members(role)) {
            URI meters = URI.create("http://127.0.0.1:" + member.slot().management() + "/metrics");
            try {
                String text = ask(HttpRequest.newBuilder(meters).build()).body();
                sum += text.lines()
                        .filter(each -> each.startsWith(line))
                        .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' ') + 1)))
                        .sum();
            } catch (IOException e) {
                // It says nothing.
            }
        }
        return sum;
    }

    private HttpResponse<String> ask(HttpRequest request) throws IOException {
        try {
            return looks.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Before all places of a front: one that is empty is not ready. */
    private void proxy() throws IOException {
        int management = Ports.free();
        List<String> arguments =
                new ArrayList<>(List.of("--http", "127.0.0.1:" + proxyPort, "--management", "127.0.0.1:" + management));
        for (Slot slot : fronts) {
            arguments.add("--front");
            arguments.add("127.0.0.1:" + slot.http() + ",127.0.0.1:" + slot.management());
        }
        beside.add(java(
                "proxy", Map.of(), List.of("-Xmx64m", "-XX:+UseSerialGC"), "proxy", "io.tanda.proxy.Proxy", arguments));
    }

    private ChildProcess java(
            String name,
            Map<String, String> environment,
            List<String> options,
            String module,
            String main,
            List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", checkout.classPath(module), main));
        command.addAll(arguments);
        return ChildProcess.start(
                new ChildProcess.Launch(name, command, environment, folder, folder.resolve(name + ".log")));
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + proxyPort);
    }

    String gatewayUrl() {
        return "http://127.0.0.1:" + gatewayPort;
    }

    Endpoints endpoints() {
        return new Endpoints(api(), gatewayUrl(), mariaDb.url(), kafka.bootstrap());
    }

    String jdbcUrl() {
        return mariaDb.jdbcUrl();
    }

    Path keys() {
        return folder.resolve("keys");
    }

    List<Member> members(Role role) {
        return members.stream().filter(member -> member.role() == role).toList();
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    /** Two that ask, two that decide, one of the others. */
    void startAll() throws IOException {
        for (Role role : Role.values()) startUpTo(role, role == Role.FRONT || role == Role.DISPATCH ? 2 : 1);
    }

    void startUpTo(Role role, int processes) throws IOException {
        while (members(role).size() < processes) awaitReady(begin(role));
    }

    /** Starts a process in a free slot; it is not ready yet. */
    Member begin(Role role) throws IOException {
        return begin(role, List.of());
    }

    /** The same. @param verticles of the role's, or fewer */
    Member begin(Role role, String verticles) throws IOException {
        return begin(role, verticles, List.of());
    }

    /** The same. @param options of its JVM, beside those that all have */
    Member begin(Role role, List<String> options) throws IOException {
        return begin(role, role.verticles(), options);
    }

    private Member begin(Role role, String verticles, List<String> options) throws IOException {
        List<Slot> places = role == Role.FRONT ? fronts : others;
        Slot slot = places.stream()
                .filter(free ->
                        members.stream().noneMatch(member -> member.slot().equals(free)))
                .findFirst()
                .orElseThrow(() -> new IOException("all " + places.size() + " places of " + role + " are taken"));
        String name = role.name().toLowerCase(Locale.ROOT) + "-" + ++started;
        Map<String, String> environment = new HashMap<>();
        environment.put("TANDA_PROFILE", "dev");
        environment.put("TANDA_VERTICLES", verticles);
        environment.put("TANDA_MYSQL_URL", mariaDb.url());
        environment.put("TANDA_KAFKA_BOOTSTRAP", "127.0.0.1:" + kafkaPort);
        environment.put("TANDA_GATEWAY_URL", gatewayUrl());
        environment.put("TANDA_KEYS_DIR", keys().toString());
        environment.put("TANDA_HTTP_PORT", Integer.toString(slot.http()));
        environment.put("TANDA_MANAGEMENT_PORT", Integer.toString(slot.management()));
        environment.put("TANDA_CLUSTER_HOST", "127.0.0.1");
        environment.put("TANDA_CLUSTER_PORT", Integer.toString(slot.cluster()));
        environment.put(
                "TANDA_CLUSTER_MEMBERS",
                Stream.concat(fronts.stream(), others.stream())
                        .map(each -> "127.0.0.1:" + each.cluster())
                        .collect(Collectors.joining(",")));
        environment.put("TANDA_SHUTDOWN_DRAIN_MILLIS", Integer.toString(DRAIN_MILLIS));
        // Compiling well takes a new process longer than it lives here, and the others' cores.
        List<String> all =
                new ArrayList<>(List.of("-Xmx" + HEAP_MEGABYTES + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        all.addAll(options);
        Member member =
                new Member(role, slot, java(name, environment, all, "launcher", "io.tanda.launcher.Main", List.of()));
        members.add(member);
        return member;
    }

    /** It is no longer one of us: it was ended. */
    void forget(Member member) {
        members.remove(member);
    }

    void awaitReady(Member member) throws IOException {
        await(member.toString(), URI.create("http://127.0.0.1:" + member.slot().management() + "/health/ready"), 200);
    }

    /** Each process can ask each other one: after a while in which they took one another for dead, too. */
    void awaitWhole(Duration limit) throws IOException {
        String all = "tanda_bus_members " + (double) members.size();
        for (Member member : members)
            Wait.until(
                    member + " knows all " + members.size() + " processes",
                    limit,
                    () -> metrics(member).lines().anyMatch(all::equals));
    }

    /** Empty where it does not answer. */
    private String metrics(Member member) {
        try {
            return looks.send(
                            looked(URI.create(
                                    "http://127.0.0.1:" + member.slot().management() + "/metrics")),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static HttpRequest looked(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
    }

    private void await(String what, URI health, int status) throws IOException {
        Wait.until(what + " answers " + health, START_LIMIT, () -> answer(health) == status);
    }

    private int answer(URI uri) {
        try {
            return looks.send(looked(uri), HttpResponse.BodyHandlers.discarding())
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
        looks.close();
        // Together: each has limits of its own.
        members.forEach(member -> member.process().kill9());
        beside.reversed().forEach(ChildProcess::kill9);
        gateway.kill9();
        kafka.close();
        mariaDb.close();
    }
}
