package io.tanda.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A front as small as can be.
 *
 * <pre>
 *   /echo     answers method, path and body     /close    the same, and closes its connection in order
 *   /die      breaks the connection off         /cut      does so in the middle of its answer
 *   /hang     never answers                     /stream   server-sent events, as told by {@link #say}
 * </pre>
 */
final class StandIn {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer http;
    private final HttpServer management;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<HttpServerResponse> streams = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean ready = true;

    StandIn() {
        http = ProxyTest.get(vertx.createHttpServer()
                .connectionHandler(connection -> {
                    connections.add(connection);
                    connection.closeHandler(closed -> connections.remove(connection));
                })
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1"));
        management = ProxyTest.get(vertx.createHttpServer()
                .requestHandler(
                        look -> look.response().setStatusCode(ready ? 200 : 503).end())
                .listen(0, "127.0.0.1"));
    }

    private void answer(HttpServerRequest request) {
        asked.add(request.method() + " " + request.path());
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/echo" -> echo(request);
            case "/close" -> {
                response.putHeader("connection", "close");
                echo(request);
            }
            case "/die" -> request.body().onSuccess(read -> request.connection().close());
            case "/cut" -> {
                response.putHeader("content-length", "100");
                response.write("{\"half\":")
                        .onSuccess(written -> request.connection().close());
            }
            case "/hang" -> request.resume();
            case "/stream" -> {
                response.setChunked(true).putHeader("content-type", "text/event-stream");
                response.write(": hello\n\n");
                streams.add(response);
                response.closeHandler(gone -> streams.remove(response));
            }
            default -> response.setStatusCode(404).end();
        }
    }

    private static void echo(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> request.response()
                        .putHeader("x-seen", String.valueOf(request.getHeader("x-said")))
                        .end(request.method() + " " + request.uri() + " " + body));
    }

    ProxyConfig.Upstream upstream() {
        return new ProxyConfig.Upstream(
                new HostAndPort("127.0.0.1", http.actualPort()), new HostAndPort("127.0.0.1", management.actualPort()));
    }

    /** What came, in this order. */
    List<String> asked() {
        return asked;
    }

    int streams() {
        return streams.size();
    }

    void say(String text) {
        streams.forEach(stream -> stream.write("data: " + text + "\n\n"));
    }

    void becomes(boolean isReady) {
        ready = isReady;
    }

    /** It takes no connection any more, and its management port still says that it is ready. */
    void takesNothing() {
        ProxyTest.get(http.close());
    }

    void breakConnections() {
        connections.forEach(HttpConnection::close);
    }

    void close() {
        ProxyTest.get(vertx.close());
    }
}
