package io.tanda.web.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Role;
import io.tanda.contract.TokenRole;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.AskLimits;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.time.DomainClock;
import io.tanda.web.WebVerticle;
import io.tanda.web.security.DevKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real verticle over real HTTP with a {@link Backend} behind a real bus. */
public final class WebServer implements AutoCloseable {
    public final Vertx vertx = Vertx.vertx();
    public final Bus bus;
    public final Backend backend;
    public final Health health = new Health(vertx);
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final DevKeys keys;
    public final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final WebVerticle verticle;
    private final String deployment;
    private final Contract contract = new Contract();

    public WebServer(Map<String, String> more) {
        bus = new Bus(vertx, AskLimits.of(Settings.of(more)), meters);
        backend = new Backend(bus);
        try {
            Path folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "keys");
            Map<String, String> settings = new HashMap<>(Map.of(
                    "profile", "dev",
                    "http.port", "0",
                    "keys.dir", folder.toString()));
            // Tests ask for more than people do.
            for (String rate : List.of("caller", "denied", "denied.address"))
                settings.put("http.rate." + rate, "10000");
            settings.putAll(more);
            keys = new DevKeys(folder);
            Kit kit = new Kit(bus, DomainClock.real(), Settings.of(settings), meters, health);
            verticle = new WebVerticle(kit);
            await(backend.start());
            deployment = await(vertx.deployVerticle(verticle));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return verticle.port();
    }

    public String token(TokenRole role, UUID subject) {
        try {
            return keys.mint(role, subject, Instant.now(), Duration.ofMinutes(15));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public String token(Role role, UUID subject) {
        try {
            return keys.mint(role, subject, Instant.now(), Duration.ofMinutes(15));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public HttpRequest.Builder request(@Nullable String token, String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
        if (token != null) request.header("Authorization", "Bearer " + token);
        if (body != null) request.header("Content-Type", "application/json");
        return request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends and holds the answer against the contract. */
    public HttpResponse<String> send(String operation, HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request);
        String breach = contract.breach(
                operation,
                answer.statusCode(),
                answer.headers().firstValue("content-type").orElse(null),
                answer.body());
        if (breach != null) throw new AssertionError(breach + "\n" + answer.body());
        return answer;
    }

    public Future<Void> stopVerticle() {
        return vertx.undeploy(deployment);
    }

    @Override
    public void close() {
        // A test that failed has left its streams open: close() alone would wait for their end.
        client.shutdownNow();
        client.close();
        await(vertx.close());
    }
}
