package io.tanda.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.dispatch.Positions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a small server that does wrong what servers do wrong. */
class TandaClientTest {
    private static final UUID KEY = UUID.randomUUID();

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Consumer<HttpServerRequest>> script = new ConcurrentLinkedQueue<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> lastEventIds = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void aCommandIsRepeatedWithTheSameKeyUntilItIsAnswered() throws Exception {
        TandaClient client = client(200, 20_000);
        script.add(request -> request.connection().close());
        script.add(request -> request.response().setStatusCode(503).end());
        script.add(request -> {
            // Never answered: the try limit ends it.
        });
        script.add(request -> request.response().setStatusCode(504).end());
        script.add(request -> request.response().setStatusCode(201).end("{\"taken\":3}"));

        Answer<Positions.Taken> answer = await(command(client));

        assertThat(answer.get().taken()).isEqualTo(3);
        assertThat(keys).hasSize(5).containsOnly(KEY.toString());
        CallCounts.Seen seen = client.counts().seen();
        assertThat(seen).isEqualTo(new CallCounts.Seen(5, 1, 0, 1, 0, 1, 2, 1, 0, 0));
    }

    @Test
    void retryAfterIsHonoured() throws Exception {
        TandaClient client = client(1_000, 20_000);
        script.add(request -> request.response()
                .setStatusCode(503)
                .putHeader("Retry-After", "1")
                .end());
        script.add(request -> request.response().setStatusCode(200).end("{\"taken\":1}"));
        long before = System.nanoTime();

        await(command(client));

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void whoIsTurnedAwayAsksAgainAndIsCountedApart() throws Exception {
        TandaClient client = client(1_000, 20_000);
        script.add(request -> request.response()
                .setStatusCode(503)
                .putHeader("Retry-After", "0")
                .end("{\"code\":\"no_taxis_in_area\"}"));
        script.add(request -> request.response()
                .setStatusCode(503)
                .putHeader("Retry-After", "0")
                .end("{\"code\":\"unavailable\"}"));
        script.add(request -> request.response().setStatusCode(200).end("{\"taken\":1}"));

        assertThat(await(command(client)).get().taken()).isEqualTo(1);
        assertThat(client.counts().seen().unavailable()).isEqualTo(2);
        assertThat(client.counts().seen().turnedAway()).isEqualTo(1);
    }

    @Test
    void whatSaysWhenToAskAgainIsAskedAgainWhateverItsStatus() throws Exception {
        TandaClient client = client(1_000, 20_000);
        script.add(request -> request.response()
                .setStatusCode(409)
                .putHeader("Retry-After", "0")
                .end("{\"code\":\"contended\"}"));
        script.add(request -> request.response().setStatusCode(200).end("{\"taken\":1}"));

        assertThat(await(command(client)).get().taken()).isEqualTo(1);
        assertThat(keys).containsOnly(KEY.toString());
    }

    @Test
    void aRefusalIsAValueAndIsNotRepeated() throws Exception {
        TandaClient client = client(1_000, 20_000);
        script.add(request -> request.response()
                .setStatusCode(409)
                .putHeader("Content-Type", "application/problem+json")
                .end("{\"code\":\"call_already_dispatched\",\"detail\":\"too late\",\"status\":409}"));

        Answer<Positions.Taken> answer = await(command(client));

        assertThat(answer).isEqualTo(new Answer.Refused<>(409, "call_already_dispatched", "too late"));
        assertThat(keys).hasSize(1);
        assertThat(client.counts().seen().operationsRefused()).isEqualTo(1);
    }

    @Test
    void whenItsTimeIsOverTheCallHasFailedAndIsCounted() throws Exception {
        TandaClient client = client(200, 300);
        for (int i = 0; i < 100; i++)
            script.add(request -> request.response().setStatusCode(503).end());

        assertThatThrownBy(() -> await(command(client)))
                .isInstanceOf(Unanswered.class)
                .hasMessageContaining("/v1/fleet/positions")
                .hasMessageContaining("503");
        assertThat(client.counts().seen().operationsFailed()).isEqualTo(1);
        assertThat(client.counts().seen().unavailable()).isPositive();
    }

    @Test
    void nobodyListeningIsTriedAgainToo() throws Exception {
        HttpServer server = await(server());
        int port = server.actualPort();
        await(server.close());
        TandaClient client = new TandaClient(
                vertx, ClientConfig.of(URI.create("http://127.0.0.1:" + port)).withTries(200, 20_000));
        Future<Answer<Positions.Taken>> call = command(client);
        script.add(request -> request.response().end("{\"taken\":2}"));
        await(vertx.createHttpServer().requestHandler(this::play).listen(port, "127.0.0.1"));

        assertThat(await(call).get().taken()).isEqualTo(2);
    }

    @Test
    void aStreamGoesOnAfterABreakWhereItStopped() throws Exception {
        TandaClient client = client(1_000, 20_000);
        List<EventStream.Event> seen = new ArrayList<>();
        script.add(request -> request.response()
                .setChunked(true)
                .write("id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: half")
                .onComplete(sent -> request.connection().close()));
        script.add(request -> request.response().setStatusCode(503).end());
        script.add(request -> request.response().setChunked(true).end("id: 3\ndata: c\n\n"));
        script.add(request -> request.response().setStatusCode(404).end());
        EventStream stream = client.stream("/v1/drivers/me/events", "t", null, seen::add);

        assertThat(await(stream.ended().transform(Future::succeededFuture)).cause())
                .hasMessageContaining("404");
        assertThat(seen).extracting(EventStream.Event::data).containsExactly("a", "b", "c");
        assertThat(lastEventIds).containsExactly("none", "2", "2", "3");
        assertThat(stream.resumed()).isEqualTo(1);
    }

    @Test
    void aStreamWithoutAnyEventYetIsResumedWhereItsServerSaidItBegan() throws Exception {
        TandaClient client = client(1_000, 20_000);
        script.add(request -> request.response()
                .setChunked(true)
                .write("retry: 1000\nid: 7\n\n")
                .onComplete(sent -> request.connection().close()));
        script.add(request -> request.response().setStatusCode(404).end());
        EventStream stream = client.stream("/v1/drivers/me/events", "t", null, event -> {});

        await(stream.ended().transform(Future::succeededFuture));
        assertThat(lastEventIds).containsExactly("none", "7");
    }

    @Test
    void aStreamThatWaitsToGoOnIsOverWhenItsClientIsClosed() throws Exception {
        TandaClient client = client(1_000, 20_000);
        Promise<Void> answered = Promise.promise();
        script.add(request -> request.response().setStatusCode(503).end().onComplete(sent -> answered.tryComplete()));
        EventStream stream = client.stream("/v1/drivers/me/events", "t", null, event -> {});
        await(answered.future());

        await(client.close());

        await(stream.ended());
    }

    // --- the flaky server ------------------------------------------------------------------------

    private Future<Answer<Positions.Taken>> command(TandaClient client) {
        return client.call(
                io.vertx.core.http.HttpMethod.POST,
                "/v1/fleet/positions",
                "t",
                KEY,
                new Positions.Report(List.of()),
                Positions.Taken.class);
    }

    private TandaClient client(int tryLimitMillis, int giveUpAfterMillis) throws Exception {
        int port = await(server()).actualPort();
        return new TandaClient(
                vertx,
                ClientConfig.of(URI.create("http://127.0.0.1:" + port)).withTries(tryLimitMillis, giveUpAfterMillis));
    }

    private Future<HttpServer> server() {
        return vertx.createHttpServer().requestHandler(this::play).listen(0, "127.0.0.1");
    }

    private void play(HttpServerRequest request) {
        String key = request.getHeader("Idempotency-Key");
        if (key != null) keys.add(key);
        String last = request.getHeader("Last-Event-ID");
        lastEventIds.add(last == null ? "none" : last);
        Consumer<HttpServerRequest> next = script.poll();
        if (next == null) request.response().setStatusCode(500).end();
        else next.accept(request);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}
