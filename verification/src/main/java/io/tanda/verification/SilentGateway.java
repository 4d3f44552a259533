package io.tanda.verification;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Stands where the gateway was and is as good as off: whoever asks is cut off without an answer. But it knows who has asked, and when. */
final class SilentGateway implements AutoCloseable {
    private static final String CHARGES = "/v1/charges";
    private static final int LIMIT_SECONDS = 30;

    private final HttpServer server;
    private final long beganNanos = System.nanoTime();
    private final List<Duration> charges = new ArrayList<>();

    private SilentGateway(Vertx vertx) {
        this.server = vertx.createHttpServer().requestHandler(request -> {
            if (request.path().equals(CHARGES)) note();
            request.connection().close();
        });
    }

    static SilentGateway at(Vertx vertx, int port) {
        SilentGateway gateway = new SilentGateway(vertx);
        gateway.server
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        return gateway;
    }

    private synchronized void note() {
        charges.add(Duration.ofNanos(System.nanoTime() - beganNanos));
    }

    /** When it was asked for a charge, since it is there. */
    synchronized List<Duration> charges() {
        return List.copyOf(charges);
    }

    @Override
    public void close() {
        server.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
