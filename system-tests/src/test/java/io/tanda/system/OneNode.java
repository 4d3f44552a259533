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
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The whole of Tanda in this JVM, with rates that a test does not reach. */
public final class OneNode implements AutoCloseable {
    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 60;

    private final Vertx outside = Vertx.vertx();
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final Node node;
    private final DevTokens tokens;

    public OneNode(String name) throws IOException {
        this(name, Map.of());
    }

    /** @param more settings, beside those that it needs */
    public OneNode(String name, Map<String, String> more) throws IOException {
        Path folder = TandaRoot.find().resolve("system-tests/target/nodes").resolve(name);
        Folders.recreate(folder);
        SimulatedGateway gateway =
                new SimulatedGateway(new GatewayConfig(GatewayConfig.LOOPBACK, 0, folder, Faults.INSTANT, 1));
        get(outside.deployVerticle(gateway), START_SECONDS);
        Map<String, String> values = new HashMap<>();
        values.put("profile", "dev");
        values.put("mysql.url", TestServers.mariaDb().url());
        values.put("kafka.bootstrap", TestServers.kafka().bootstrap());
        values.put("gateway.url", "http://127.0.0.1:" + gateway.port());
        values.put("keys.dir", folder.resolve("keys").toString());
        values.put("http.port", Integer.toString(port));
        values.put("management.port", Integer.toString(managementPort));
        for (String rate : new String[] {"caller", "operator", "denied", "denied.address"})
            values.put("http.rate." + rate, "10000");
        values.putAll(more);
        Settings settings = Settings.of(values);
        NodeConfig config = NodeConfig.of(settings);
        settings.check();
        node = get(Node.make(config, settings), START_SECONDS);
        get(node.start(), START_SECONDS);
        tokens = DevTokens.load(folder.resolve("keys"));
    }

    public int port() {
        return port;
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where health and metrics are. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    public DevTokens tokens() {
        return tokens;
    }

    private static <T> T get(Future<T> future, int seconds) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(seconds, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        get(node.stop(), STOP_SECONDS);
        get(node.close(), STOP_SECONDS);
        get(outside.close(), STOP_SECONDS);
    }
}
