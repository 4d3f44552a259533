package io.tanda.platform.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tanda.contract.Contexts;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B5")
class ManagementServerTest {
    private final Vertx vertx = Vertx.vertx();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private static final Duration STUCK = Duration.ofSeconds(2);
    private final Health health = new Health(vertx, Set.of(Contexts.WEB, Contexts.BOOKING), STUCK);
    private final ManagementServer server = new ManagementServer(
            vertx, new Kit(new Bus(vertx), DomainClock.real(), Settings.of(Map.of()), meters, health), "127.0.0.1", 0);
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @BeforeEach
    void start() throws Exception {
        port = server.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        client.close();
    }

    @Test
    void it_is_started_when_everything_has_been_deployed() throws Exception {
        assertThat(get("/health/started").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        health.started();
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/started").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void it_is_ready_while_every_check_holds_and_a_failing_note_does_not_matter() throws Exception {
        health.started();
        health.ready(Contexts.BOOKING, "database", Future::succeededFuture);
        health.note("kafka", () -> Future.failedFuture("no broker"));
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .isEqualTo(
                        "{\"status\":\"up\",\"checks\":{\"database\":\"up\"},\"notes\":{\"kafka\":\"down: no broker\"}}");

        health.ready(Contexts.BOOKING, "http", () -> {
            throw new IllegalStateException("not listening");
        });
        ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"http\":\"down: not listening\"", "\"database\":\"up\"");
    }

    @Test
    void what_is_said_of_a_context_that_is_not_its_role_is_a_note() throws Exception {
        health.started();
        health.ready(Contexts.BOOKING, "booking.store", Future::succeededFuture);
        health.ready(Contexts.DISPATCH, "dispatch.store", () -> Future.failedFuture("all busy"));
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"notes\":{\"dispatch.store\":\"down: all busy\"}");
    }

    @Test
    void a_stuck_event_loop_is_not_alive_until_it_turns_again() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        // As a verticle, so that it has a loop of its own.
        vertx.deployVerticle((Deployable) loop -> {
            health.liveLoop("booking.loop", vertx);
            loop.runOnContext(blocked -> hold(release));
            return Future.succeededFuture();
        });

        until(503, "/health/live");
        assertThat(get("/health/live").body()).contains("\"booking.loop\":\"down: its event loop has been stuck for ");
        release.countDown();
        until(200, "/health/live");
    }

    private void until(int status, String path) {
        Eventually.holds(() -> "not " + status, () -> {
            try {
                return get(path).statusCode() == status;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void a_check_that_does_not_answer_is_down_after_its_limit() throws Exception {
        health.started();
        health.ready(Contexts.BOOKING, "stuck", () -> Promise.<Void>promise().future());
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"stuck\":\"down: no answer within 1000 ms\"");
    }

    @Test
    void it_is_alive_while_every_live_check_holds() throws Exception {
        health.live("consumer", Future::succeededFuture);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        health.live("other", () -> Future.failedFuture("its thread is dead"));
        HttpResponse<String> live = get("/health/live");
        assertThat(live.statusCode()).isEqualTo(503);
        assertThat(live.body()).contains("\"status\":\"down\"", "\"other\":\"down: its thread is dead\"");
    }

    @Test
    void a_draining_process_is_alive_and_not_ready() throws Exception {
        health.started();
        health.draining();
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void metrics_are_prometheus_text() throws Exception {
        meters.counter("tanda.test.things").increment();
        HttpResponse<String> metrics = get("/metrics");
        assertThat(metrics.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body()).contains("tanda_test_things_total 1.0");
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void it_is_only_read_from() throws Exception {
        HttpResponse<String> refused = send("POST", "/health/live");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("allow")).contains("GET, HEAD");
        HttpResponse<String> head = send("HEAD", "/health/live");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private static void hold(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
