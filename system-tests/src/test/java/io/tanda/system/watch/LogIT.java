package io.tanda.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.client.DevTokens;
import io.tanda.contract.RideId;
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
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The log of a process of its own, through a ride: all that is ever written, down to the lines that only who searches asks for. */
class LogIT {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    @Test
    void each_line_is_an_object_rides_and_traces_are_found_by_and_nobody_is_named() throws IOException {
        Path folder = TandaRoot.find().resolve("system-tests/target/nodes/log");
        Folders.recreate(folder);
        Path file = folder.resolve("app.log");
        Vertx outside = Vertx.vertx();
        SimulatedGateway gateway =
                new SimulatedGateway(new GatewayConfig(GatewayConfig.LOOPBACK, 0, folder, Faults.INSTANT, 1));
        RideId ride;
        CharSequence[] personal;
        try {
            outside.deployVerticle(gateway).await(30, TimeUnit.SECONDS);
            int http = Ports.free();
            ChildProcess app = app(folder, file, http, gateway.port());
            try {
                URI api = URI.create("http://127.0.0.1:" + http);
                Eventually.holds(app::lastWords, () -> answers(api));
                try (WholeRide people = new WholeRide(api, DevTokens.load(folder.resolve("keys")))) {
                    ride = people.drive();
                    personal = people.personal();
                }
            } finally {
                app.stop(STOP_LIMIT);
            }
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        } finally {
            outside.close().toCompletionStage().toCompletableFuture().join();
        }

        String text = Files.readString(file);
        List<JsonObject> lines = text.lines()
                // The JVM's own, before anything of ours runs.
                .filter(line -> !line.startsWith("WARNING: "))
                .map(JsonObject::new)
                .toList();
        assertThat(lines).anySatisfy(line -> assertThat(line.getString("level")).isEqualTo("DEBUG"));
        assertThat(text).doesNotContain(personal);
        List<JsonObject> ofRide = lines.stream()
                .filter(line -> pair(line, "ride").equals(Optional.of(ride.toString())))
                .toList();
        assertThat(ofRide).hasSizeGreaterThanOrEqualTo(4);
        assertThat(ofRide)
                .allSatisfy(
                        line -> assertThat(pair(line, "trace").orElseThrow()).matches("[0-9a-f]{32}"));
        assertThat(ofRide)
                .anySatisfy(
                        line -> assertThat(line.getString("formattedMessage")).contains("to=completed"));
    }

    private static ChildProcess app(Path folder, Path log, int http, int gateway) throws IOException {
        return ChildProcess.start(new ChildProcess.Launch(
                "app",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        // The app's own, and not that of another module's tests.
                        "-Dlogback.configurationFile="
                                + TandaRoot.find().resolve("launcher/src/main/resources/logback.xml"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()),
                Map.of(
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
                        Integer.toString(http),
                        "TANDA_MANAGEMENT_PORT",
                        "0",
                        "TANDA_LOG_FORMAT",
                        "json",
                        "TANDA_LOG_LEVEL",
                        "DEBUG"),
                TandaRoot.find(),
                log));
    }

    private static boolean answers(URI api) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                                    HttpRequest.newBuilder(api.resolve("/openapi.yaml"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Of {@code [{"ride":"0197..."},{"trace":"0af7..."}]}. */
    private static Optional<String> pair(JsonObject line, String key) {
        JsonArray pairs = line.getJsonArray("kvpList", new JsonArray());
        for (int i = 0; i < pairs.size(); i++)
            if (pairs.getJsonObject(i).containsKey(key))
                return Optional.of(pairs.getJsonObject(i).getString(key));
        return Optional.empty();
    }
}
