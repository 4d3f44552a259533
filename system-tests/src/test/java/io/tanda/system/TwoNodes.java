package io.tanda.system;

import io.tanda.client.DevTokens;
import io.tanda.gateway.Faults;
import io.tanda.gateway.GatewayConfig;
import io.tanda.gateway.SimulatedGateway;
import io.tanda.launcher.Node;
import io.tanda.launcher.NodeConfig;
import io.tanda.platform.ops.Settings;
import io.tanda.servers.Folders;
import io.tanda.servers.Ports;
import io.tanda.servers.TandaRoot;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tanda as two nodes of a cluster: {@code web,booking} and {@code dispatch,payment,history,notify}, in one JVM and joined as two processes are,
 * so that whatever goes from one to the other goes as bytes.
 */
final class TwoNodes implements AutoCloseable {
    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 60;

    private final Vertx outside = Vertx.vertx();
    private final Path folder;
    private final int httpPort = Ports.free();
    private final List<Node> more = new ArrayList<>();
    private final String members;
    private final SimulatedGateway gateway;
    private final Node back;
    private final Node front;
    private final DevTokens tokens;

    TwoNodes(String name) throws IOException {
        this(name, Map.of(), Map.of());
    }

    /** @param ofBack settings of the node behind @param ofFront settings of the node with HTTP */
    TwoNodes(String name, Map<String, String> ofBack, Map<String, String> ofFront) throws IOException {
        folder = TandaRoot.find().resolve("system-tests/target/nodes").resolve(name);
        Folders.recreate(folder);
        int backPort = Ports.free();
        int frontPort = Ports.free();
        members = "127.0.0.1:" + backPort + ",127.0.0.1:" + frontPort;
        gateway = new SimulatedGateway(new GatewayConfig(GatewayConfig.LOOPBACK, 0, folder, Faults.INSTANT, 1));
        get(outside.deployVerticle(gateway), START_SECONDS);
        back = start("dispatch,payment,message,history,notify,catalogue,delivery,rental", backPort, httpPort, ofBack);
        front = start("web,booking", frontPort, httpPort, ofFront);
        tokens = DevTokens.load(folder.resolve("keys"));
    }

    /** Another node with HTTP. @return where its API is */
    URI addFront(Map<String, String> ofFront) {
        int port = Ports.free();
        more.add(start("web,booking", Ports.free(), port, ofFront));
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Another node behind. @param verticles that it runs */
    void addBack(String verticles, Map<String, String> ofBack) {
        more.add(start(verticles, Ports.free(), Ports.free(), ofBack));
    }

    private Node start(String verticles, int clusterPort, int httpPort, Map<String, String> ofNode) {
        Map<String, String> values = new HashMap<>();
        values.put("profile", "dev");
        values.put("verticles", verticles);
        values.put("mysql.url", TestServers.mariaDb().url());
        values.put("kafka.bootstrap", TestServers.kafka().bootstrap());
        values.put("gateway.url", "http://127.0.0.1:" + gateway.port());
        values.put("keys.dir", folder.resolve("keys").toString());
        values.put("http.port", Integer.toString(httpPort));
        values.put("management.port", "0");
        values.put("cluster.members", members);
        values.put("cluster.port", Integer.toString(clusterPort));
        values.putAll(ofNode);
        Settings settings = Settings.of(values);
        NodeConfig config = NodeConfig.of(settings);
        settings.check();
        Node node = get(Node.make(config, settings), START_SECONDS);
        get(node.start(), START_SECONDS);
        return node;
    }

    /** Where a process of its own joins them. */
    String members() {
        return members;
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /** @param faults as the gateway takes them, in JSON */
    void gatewayBehaves(String faults) {
        HttpRequest put = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/v1/faults"))
                .timeout(Duration.ofSeconds(START_SECONDS))
                .PUT(HttpRequest.BodyPublishers.ofString(faults))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) throw new AssertionError("the gateway answers " + status + " to " + faults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    DevTokens tokens() {
        return tokens;
    }

    Vertx outside() {
        return outside;
    }

    private static <T> T get(Future<T> future, int seconds) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(seconds, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        for (Node node : more) {
            get(node.stop(), STOP_SECONDS);
            get(node.close(), STOP_SECONDS);
        }
        get(front.stop(), STOP_SECONDS);
        get(front.close(), STOP_SECONDS);
        get(back.stop(), STOP_SECONDS);
        get(back.close(), STOP_SECONDS);
        get(outside.close(), STOP_SECONDS);
    }
}
