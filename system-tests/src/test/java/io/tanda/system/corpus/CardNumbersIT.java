package io.tanda.system.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.client.DevTokens;
import io.tanda.contract.Contexts;
import io.tanda.contract.TokenRole;
import io.tanda.contract.event.Topic;
import io.tanda.gateway.Faults;
import io.tanda.gateway.GatewayConfig;
import io.tanda.gateway.SimulatedGateway;
import io.tanda.launcher.Main;
import io.tanda.platform.testing.Eventually;
import io.tanda.servers.ChildProcess;
import io.tanda.servers.Folders;
import io.tanda.servers.Ports;
import io.tanda.servers.TandaRoot;
import io.tanda.servers.testing.TestServers;
import io.tanda.system.corpus.ServedContract.Operation;
import io.tanda.system.corpus.WireCaller.Seen;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Card numbers that people paste into whatever can be sent are in no database, topic, log or memory of the process afterwards. */
@SuppressWarnings("NullAway.Init")
@Tag("C1")
class CardNumbersIT {
    /** Numbers for tests, as people write them: their check digits fit. */
    private static final List<String> NUMBERS = List.of(
            "5555555555554444",
            "5555 5555 5555 4444",
            "5555-5555-5555-4444",
            "378282246310005",
            "\uFF15\uFF15\uFF15\uFF15\uFF15\uFF15\uFF15\uFF15\uFF15\uFF15\uFF15\uFF15\uFF14\uFF14\uFF14\uFF14");

    /** What parsers reuse is at most so long; longer than any of their buffers. */
    private static final String OTHERS = "x".repeat(20_000);

    private static final int OTHERS_SENT = 64;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int DUMP_LIMIT_SECONDS = 120;

    private final Needles needles = new Needles(NUMBERS);
    private final Vertx outside = Vertx.vertx();
    private Path folder;
    private Path log;
    private ChildProcess app;
    private int port;
    private Map<String, String> tokens;

    @BeforeEach
    void start() throws Exception {
        folder = TandaRoot.find().resolve("system-tests/target/nodes/cards");
        Folders.recreate(folder);
        log = folder.resolve("app.log");
        SimulatedGateway gateway =
                new SimulatedGateway(new GatewayConfig(GatewayConfig.LOOPBACK, 0, folder, Faults.INSTANT, 1));
        outside.deployVerticle(gateway).await(30, TimeUnit.SECONDS);
        port = Ports.free();
        app = ChildProcess.start(new ChildProcess.Launch(
                "cards",
                List.of(
                        java("java"),
                        "-Xmx384m",
                        "-Dlogback.configurationFile="
                                + TandaRoot.find().resolve("launcher/src/main/resources/logback.xml"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()),
                environment(gateway.port()),
                TandaRoot.find(),
                log));
        Eventually.holds(app::lastWords, this::answers);
        DevTokens keys = DevTokens.load(folder.resolve("keys"));
        tokens = Map.of(
                "rider", keys.rider(UUID.randomUUID()),
                "driver", keys.driver(UUID.randomUUID()),
                "dispatcher", keys.mint(TokenRole.DISPATCHER, UUID.randomUUID()),
                "finance", keys.mint(TokenRole.FINANCE, UUID.randomUUID()),
                "admin", keys.mint(TokenRole.ADMIN, UUID.randomUUID()));
    }

    private Map<String, String> environment(int gateway) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TANDA_PROFILE",
                "dev",
                "TANDA_MYSQL_URL",
                TestServers.mariaDb().url(),
                "TANDA_KAFKA_BOOTSTRAP",
                TestServers.kafka().bootstrap(),
                "TANDA_GATEWAY_URL",
                "http://127.0.0.1:" + gateway,
                "TANDA_KEYS_DIR",
                folder.resolve("keys").toString(),
                "TANDA_HTTP_PORT",
                Integer.toString(port),
                "TANDA_MANAGEMENT_PORT",
                "0",
                // All that is ever written.
                "TANDA_LOG_LEVEL",
                "DEBUG"));
        // More than people ask.
        for (String rate : List.of("CALLER", "OPERATOR", "DENIED", "DENIED_ADDRESS"))
            environment.put("TANDA_HTTP_RATE_" + rate, "10000");
        return environment;
    }

    @AfterEach
    void stop() {
        app.stop(STOP_LIMIT);
        outside.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void they_are_nowhere_afterwards() throws Exception {
        ServedContract contract =
                new ServedContract(send(new Call("getContract", "GET", "/openapi.yaml", "", List.of(), null))
                        .body());
        int sent = 0;
        List<String> taken = new ArrayList<>();
        for (Operation operation : contract.operations()) {
            for (String number : NUMBERS) {
                Call right = right(operation);
                for (Call call : bodies(operation, right, number)) {
                    sent++;
                    if (send(call).status() < 400) taken.add(operation.id() + " took " + call);
                }
                for (Call call : around(operation, right, number)) {
                    sent++;
                    send(call);
                }
            }
        }
        System.out.println(sent + " requests had card numbers in them");
        assertThat(taken).as("a text with a card number is refused").isEmpty();

        // Parsers keep their buffers; what is in them is overwritten by whoever comes next.
        for (int i = 0; i < OTHERS_SENT; i++) others(contract);
        assertThat(inDatabase()).as("database").isEmpty();
        assertThat(inTopics()).as("topics").isEmpty();
        assertThat(inMemory()).as("heap dump").isEmpty();
        assertThat(needles.in(log)).as("log").isEmpty();
        assertThat(Files.size(log)).isPositive();
    }

    /** With the number for each text of the body in turn. */
    private static List<Call> bodies(Operation operation, Call right, String number) {
        JsonObject schema = operation.body();
        if (schema == null) return List.of();
        List<Call> calls = new ArrayList<>();
        JsonObject whole = (JsonObject) Samples.of(schema);
        each(whole, whole, number, body -> calls.add(right.body(body)));
        return calls;
    }

    private interface Told {
        void body(String text);
    }

    private static void each(JsonObject whole, Object node, String number, Told told) {
        if (node instanceof JsonObject object)
            for (String name : List.copyOf(object.fieldNames())) {
                Object value = object.getValue(name);
                if (value instanceof String) {
                    object.put(name, number);
                    told.body(Json.encode(whole));
                    object.put(name, value);
                } else each(whole, value, number, told);
            }
        else if (node instanceof JsonArray array && !array.isEmpty()) {
            Object value = array.getValue(0);
            if (value instanceof String) {
                array.set(0, number);
                told.body(Json.encode(whole));
                array.set(0, value);
            } else each(whole, value, number, told);
        }
    }

    /** In path, query and headers. */
    private static List<Call> around(Operation operation, Call right, String number) {
        String encoded = URLEncoder.encode(number, StandardCharsets.UTF_8);
        List<Call> calls = new ArrayList<>();
        if (operation.path().contains("{"))
            calls.add(right.path(operation.path().replaceAll("\\{.*}", encoded)));
        for (JsonObject parameter : operation.parameters("query"))
            calls.add(right.query(parameter.getString("name") + "=" + encoded));
        calls.add(right.query("card=" + encoded));
        for (String header : List.of("Idempotency-Key", "If-Match", "Last-Event-ID", "User-Agent", "traceparent"))
            calls.add(right.header(header, number));
        calls.add(right.header("Authorization", "Bearer " + number.replace(" ", "")));
        return calls;
    }

    private Call right(Operation operation) {
        String path = operation
                .path()
                .replace("{code}", "invalid")
                .replaceAll("\\{.*}", UUID.randomUUID().toString());
        List<String> headers = new ArrayList<>();
        if (!operation.roles().isEmpty())
            headers.add("Authorization: Bearer " + tokens.get(operation.roles().getFirst()));
        if (operation.body() != null) headers.add("Content-Type: application/json");
        String body = operation.body() == null ? null : Json.encode(Samples.of(operation.body()));
        Call call = new Call(operation.id(), operation.method(), path, "", headers, null);
        return body == null ? call : call.body(body);
    }

    private void others(ServedContract contract) throws IOException {
        for (Operation operation : contract.operations()) {
            JsonObject schema = operation.body();
            if (schema == null || !operation.id().equals("requestBooking")) continue;
            JsonObject much = (JsonObject) Samples.of(schema);
            much.getJsonObject("pickup").put("label", OTHERS);
            send(right(operation).header("User-Agent", "y".repeat(4_000)).body(Json.encode(much)));
        }
    }

    private Seen send(Call call) throws IOException {
        try (WireCaller caller = new WireCaller(port)) {
            return caller.send(call);
        }
    }

    private boolean answers() {
        try {
            return send(new Call("getContract", "GET", "/openapi.yaml", "", List.of(), null))
                            .status()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Set<String> inDatabase() throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection database =
                        DriverManager.getConnection(TestServers.mariaDb().jdbcUrl());
                Statement statement = database.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT CONCAT('`', table_schema, '`.`', table_name, '`')"
                    + " FROM information_schema.tables WHERE table_schema LIKE 'tanda%'")) {
                while (rows.next()) tables.add(rows.getString(1));
            }
            assertThat(tables).hasSizeGreaterThan(Contexts.ALL.size());
            for (String table : tables)
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next())
                        for (int column = 1; column <= columns; column++) {
                            byte[] value = rows.getObject(column) instanceof byte[] bytes
                                    ? bytes
                                    : utf8(rows.getString(column));
                            if (value != null) for (String what : needles.in(value)) found.add(table + ": " + what);
                        }
                }
        }
        return found;
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private Set<String> inTopics() {
        Set<String> found = new TreeSet<>();
        Map<String, Object> config =
                Map.of("bootstrap.servers", TestServers.kafka().bootstrap());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = new ArrayList<>();
            for (Topic<?> topic : Contexts.TOPICS)
                consumer.partitionsFor(topic.name())
                        .forEach(part -> all.add(new TopicPartition(topic.name(), part.partition())));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(part -> consumer.position(part) < ends.get(part)))
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(Duration.ofMillis(200)))
                    if (event.value() != null) found.addAll(needles.in(event.value()));
        }
        return found;
    }

    /** After a collection, as the JVM dumps what lives. */
    private Set<String> inMemory() throws Exception {
        Path dump = folder.resolve("heap.hprof");
        Process jcmd = new ProcessBuilder(java("jcmd"), Long.toString(app.pid()), "GC.heap_dump", dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jcmd.log").toFile())
                .start();
        assertThat(jcmd.waitFor(DUMP_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.size(dump)).as("a heap of some megabytes").isGreaterThan(1 << 20);
        Set<String> found = needles.in(dump);
        Files.delete(dump);
        return found;
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }
}
