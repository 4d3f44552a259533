package io.tanda.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FrontTest {
    private final Vertx vertx = Vertx.vertx();
    /** 0 = it closes the connection without an answer. */
    private volatile int status = 200;

    private final HttpServer management = ProxyTest.get(vertx.createHttpServer()
            .requestHandler(look -> {
                if (status == 0) look.connection().close();
                else look.response().setStatusCode(status).end();
            })
            .listen(0, "127.0.0.1"));
    /** Each look has a connection of its own: one that was closed is not met again. */
    private final HttpClient http = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));

    private final Front front = new Front(new ProxyConfig.Upstream(
            new HostAndPort("127.0.0.1", 1), new HostAndPort("127.0.0.1", management.actualPort())));

    @AfterEach
    void close() {
        ProxyTest.get(vertx.close());
    }

    private boolean isReadyWhenItAnswers(int now) {
        status = now;
        ProxyTest.get(front.look(http));
        return front.isReady();
    }

    @Test
    void one_look_without_an_answer_says_nothing_and_two_in_a_row_do() {
        assertThat(isReadyWhenItAnswers(200)).isTrue();
        assertThat(isReadyWhenItAnswers(0)).isTrue();
        assertThat(isReadyWhenItAnswers(200)).isTrue();
        assertThat(isReadyWhenItAnswers(0)).isTrue();
        assertThat(isReadyWhenItAnswers(0)).isFalse();
        assertThat(isReadyWhenItAnswers(200)).isTrue();
    }

    @Test
    void who_says_that_he_is_not_ready_is_believed_at_once() {
        assertThat(isReadyWhenItAnswers(200)).isTrue();
        assertThat(isReadyWhenItAnswers(503)).isFalse();
    }

    @Test
    void silence_makes_nobody_ready() {
        assertThat(isReadyWhenItAnswers(0)).isFalse();
        assertThat(isReadyWhenItAnswers(503)).isFalse();
        assertThat(isReadyWhenItAnswers(0)).isFalse();
    }

    @Test
    void who_took_no_connection_is_gone_at_once() {
        assertThat(isReadyWhenItAnswers(200)).isTrue();
        front.isGone();
        assertThat(front.isReady()).isFalse();
    }
}
