package io.tanda.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;

/** Sends one body to one path again and again, over connections that are kept. */
final class Poster {
    /** Longer than any answer that is worth counting; what takes longer is a failure. */
    private static final long REQUEST_LIMIT_MILLIS = 10_000;

    private final HttpClientAgent client;
    private final RequestOptions options;
    private final Buffer body;

    /** @param replayed the server says that it has given this answer before */
    record Answer(int status, boolean replayed) {
        boolean ok() {
            return status / 100 == 2;
        }
    }

    Poster(Vertx vertx, int port, String path, Buffer body, int connections) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setPipelining(false).setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(connections));
        this.options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path)
                .setMethod(HttpMethod.POST)
                .setTimeout(REQUEST_LIMIT_MILLIS);
        this.body = body;
    }

    /** On a context: from another thread, an answer can be over before its body is asked for, which then never comes. */
    Future<Answer> post(Map<String, String> headers) {
        return client.request(new RequestOptions(options))
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    return request.send(body);
                })
                .compose(response -> {
                    Answer answer = new Answer(
                            response.statusCode(), Boolean.parseBoolean(response.getHeader("Idempotency-Replayed")));
                    return response.end().map(answer);
                });
    }
}
