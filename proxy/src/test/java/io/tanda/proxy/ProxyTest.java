package io.tanda.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProxyTest {
    /** Short, so that the test of it does not take long; no other test waits for it. */
    private static final int ANSWER_LIMIT_MILLIS = 500;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StandIn first = new StandIn();
    private final StandIn second = new StandIn();
    private final ProxyVerticle proxy = new ProxyVerticle(new ProxyConfig(
            new HostAndPort("127.0.0.1", 0),
            new HostAndPort("127.0.0.1", 0),
            List.of(first.upstream(), second.upstream()),
            ANSWER_LIMIT_MILLIS));

    static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static void await(String what, BooleanSupplier condition) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUp) throw new AssertionError("not within 20 s: " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @BeforeEach
    void start() {
        get(vertx.deployVerticle(proxy));
        awaitReady(true, true);
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        get(vertx.close());
        first.close();
        second.close();
    }

    private void awaitReady(boolean firstIs, boolean secondIs) {
        await("ready: " + firstIs + ", " + secondIs, () -> {
            JsonObject checks = new JsonObject(health().body()).getJsonObject("checks");
            return isUp(checks, first) == firstIs && isUp(checks, second) == secondIs;
        });
    }

    private static boolean isUp(JsonObject checks, StandIn front) {
        return checks.getString("the front at " + front.upstream().http()).equals("up");
    }

    private HttpResponse<String> health() {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.managementPort() + "/health/ready"))
                .build());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.httpPort() + path));
    }

    private HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private HttpResponse<String> ask(String path) {
        return send(to(path).build());
    }

    private HttpResponse<String> post(String path, String body) {
        return send(to(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    @Test
    void a_request_goes_through_as_it_is_and_so_does_its_answer() {
        HttpResponse<String> answer = send(to("/echo?a=b%20c")
                .header("x-said", "this")
                .POST(HttpRequest.BodyPublishers.ofString("with a body"))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("POST /echo?a=b%20c with a body");
        assertThat(answer.headers().firstValue("x-seen")).contains("this");
        assertThat(ask("/none").statusCode()).isEqualTo(404);
    }

    @Test
    void fronts_take_turns() {
        for (int i = 0; i < 10; i++) ask("/echo");
        assertThat(first.asked()).hasSize(5);
        assertThat(second.asked()).hasSize(5);
    }

    @Test
    void one_that_is_not_ready_gets_nothing_until_it_is() {
        first.becomes(false);
        awaitReady(false, true);
        for (int i = 0; i < 6; i++) ask("/echo");
        assertThat(first.asked()).isEmpty();
        assertThat(second.asked()).hasSize(6);

        first.becomes(true);
        awaitReady(true, true);
        for (int i = 0; i < 6; i++) ask("/echo");
        assertThat(first.asked()).hasSize(3);
    }

    @Test
    void where_a_connection_fails_the_other_gets_it_whatever_the_method() {
        first.takesNothing();
        first.breakConnections();
        for (int i = 0; i < 6; i++) {
            HttpResponse<String> answer = post("/echo", "number " + i);
            assertThat(answer.body()).isEqualTo("POST /echo number " + i);
        }
        assertThat(second.asked()).hasSize(6);
    }

    @Test
    void what_was_sent_is_not_sent_again_unless_it_changes_nothing() {
        HttpResponse<String> lost = post("/die", "once");
        assertThat(lost.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(lost.body()).getString("code")).isEqualTo("outcome_unknown");
        assertThat(lost.headers().firstValue("retry-after")).contains("1");
        assertThat(asked("POST /die")).isOne();
        assertThat(post("/die", "").statusCode()).isEqualTo(503);
        assertThat(asked("POST /die")).isEqualTo(2);

        HttpResponse<String> lostTwice = ask("/die");
        assertThat(lostTwice.statusCode()).isEqualTo(503);
        assertThat(asked("GET /die")).isEqualTo(2);
        assertThat(first.asked()).contains("GET /die");
        assertThat(second.asked()).contains("GET /die");
    }

    private long asked(String what) {
        return first.asked().stream().filter(what::equals).count()
                + second.asked().stream().filter(what::equals).count();
    }

    @Test
    void half_an_answer_is_not_taken_for_the_whole() {
        assertThatThrownBy(() -> ask("/cut")).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void a_front_that_closes_its_connection_does_not_close_the_clients() {
        HttpResponse<String> answer = ask("/close");
        assertThat(answer.body()).startsWith("GET /close");
        assertThat(answer.headers().map()).doesNotContainKey("connection");
    }

    @Test
    void with_none_ready_it_says_so_and_that_nothing_was_done() {
        first.becomes(false);
        second.becomes(false);
        awaitReady(false, false);
        assertThat(health().statusCode()).isEqualTo(503);
        HttpResponse<String> answer = post("/echo", "lost");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("unavailable");

        second.becomes(true);
        awaitReady(false, true);
        assertThat(health().statusCode()).isEqualTo(200);
        assertThat(post("/echo", "found").body()).isEqualTo("POST /echo found");
    }

    @Test
    void an_answer_has_a_time_limit_and_a_stream_has_none() throws Exception {
        HttpResponse<InputStream> stream = stream();
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo(": hello");
        assertThat(lines.readLine()).isEmpty();

        HttpResponse<String> silent = post("/hang", "");
        assertThat(new JsonObject(silent.body()).getString("code")).isEqualTo("outcome_unknown");

        first.say("late");
        second.say("late");
        assertThat(lines.readLine()).isEqualTo("data: late");
        stream.body().close();
    }

    @Test
    void a_stream_ends_when_its_front_goes_and_when_its_reader_does() throws Exception {
        HttpResponse<InputStream> stream = stream();
        await("the stream", () -> first.streams() + second.streams() == 1);
        first.breakConnections();
        second.breakConnections();
        assertThatThrownBy(() -> stream.body().readAllBytes()).isInstanceOf(IOException.class);

        HttpResponse<InputStream> other = stream();
        await("the other stream", () -> first.streams() + second.streams() == 1);
        other.body().close();
        await("its end", () -> first.streams() + second.streams() == 0);
    }

    private HttpResponse<InputStream> stream() throws IOException, InterruptedException {
        return http.send(
                to("/stream").header("accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    @Test
    void a_stop_lets_what_is_under_way_end_and_takes_nothing_new() {
        CompletableFuture<HttpResponse<String>> underWay =
                http.sendAsync(to("/hang").build(), HttpResponse.BodyHandlers.ofString());
        await("it is under way", () -> asked("GET /hang") == 1);
        get(vertx.close());
        assertThat(underWay.orTimeout(20, TimeUnit.SECONDS).join().statusCode()).isEqualTo(503);
        assertThatThrownBy(() -> ask("/echo")).hasRootCauseInstanceOf(IOException.class);
    }
}
