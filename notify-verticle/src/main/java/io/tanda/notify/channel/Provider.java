package io.tanda.notify.channel;

import io.tanda.contract.Wire;
import io.tanda.notify.NotifyConfig;
import io.tanda.notify.delivery.Handed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

/** A provider of messages over HTTP, who takes one once for each key. */
final class Provider {
    private static final int CONNECTIONS = 64;
    private static final int WAITING = 256;
    private static final int TIMEOUT_MILLIS = 5_000;

    private final WebClient http;
    private final NotifyConfig.Provider config;

    Provider(Vertx vertx, NotifyConfig.Provider config) {
        this.config = config;
        this.http = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout(TIMEOUT_MILLIS)
                        .setUserAgent("tanda-notify")
                        .setFollowRedirects(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    }

    String sender() {
        return config.sender();
    }

    Future<Handed> post(String path, String key, Object body) {
        return http.postAbs(config.url() + path)
                .timeout(TIMEOUT_MILLIS)
                .bearerTokenAuthentication(config.token())
                .putHeader("Idempotency-Key", key)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer(Wire.encode(body)))
                .map(response -> Answers.of(response.statusCode()))
                .otherwise(Answers::of);
    }

    Future<Void> close() {
        http.close();
        return Future.succeededFuture();
    }
}
