package io.tanda.notify.channel;

import io.tanda.contract.RideId;
import io.tanda.contract.Wire;
import io.tanda.notify.contact.ChannelNames;
import io.tanda.notify.delivery.Channel;
import io.tanda.notify.delivery.Handed;
import io.tanda.notify.delivery.Message;
import io.tanda.notify.notice.Notice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Calls an address that a receiver gave. It is a stranger's: only addresses of the public network are called, found out before the
 * connection is made and not again by it; no redirect is followed, and of the answer nothing is read but its status.
 */
public final class WebhookChannel implements Channel {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    /** To one host: whoever is slow keeps the others waiting no longer than that. */
    private static final int CONNECTIONS = 16;

    private static final int WAITING = 256;
    private static final int TIMEOUT_MILLIS = 5_000;

    private final VertxInternal vertx;
    private final HttpClient http;
    private final boolean plain;
    private final WebhookSignature signature;
    private final InstantSource real;

    /** What is sent. @param id the same when it is sent again */
    private record Body(
            String id, String kind, @Nullable UUID ride, String role, Instant at, String language, String text) {}

    /** @param plain also networks of our own @param secret that notices are signed by; blank: they are not @param real of signatures */
    public WebhookChannel(Vertx vertx, boolean plain, String secret, InstantSource real) {
        this.vertx = (VertxInternal) vertx;
        this.plain = plain;
        this.signature = new WebhookSignature(secret);
        this.real = real;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    }

    @Override
    public String name() {
        return ChannelNames.WEBHOOK;
    }

    @Override
    public boolean knowsKeys() {
        return true;
    }

    @Override
    public Future<Handed> hand(Message message) {
        URI address = URI.create(message.address());
        return vertx.nameResolver()
                .resolve(address.getHost())
                .compose(
                        found -> plain || isPublic(found)
                                ? call(address, found, message)
                                : Future.succeededFuture(Handed.REFUSED),
                        unknown -> Future.succeededFuture(Handed.NOT_NOW));
    }

    private Future<Handed> call(URI address, InetAddress at, Message message) {
        boolean tls = "https".equals(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, at.getHostAddress()))
                .setHost(address.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(path(address))
                .setTimeout(TIMEOUT_MILLIS)
                .setFollowRedirects(false);
        Buffer body = Buffer.buffer(Wire.encode(body(message)));
        if (signature.signs())
            options.putHeader(WebhookSignature.HEADER, signature.of(address.getHost(), real.instant(), body));
        return http.request(options)
                .compose(request -> request.putHeader("Idempotency-Key", message.key())
                        .putHeader("Content-Type", "application/json")
                        .putHeader("User-Agent", "tanda-notify")
                        .send(body))
                .map(response -> {
                    int status = response.statusCode();
                    response.request().connection().close();
                    return Answers.of(status);
                })
                .otherwise(Answers::of);
    }

    private static String path(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }

    private static Body body(Message message) {
        Notice notice = message.notice();
        RideId ride = notice.ride();
        return new Body(
                message.key(),
                notice.kind(),
                ride == null ? null : ride.value(),
                notice.role().name().toLowerCase(Locale.ROOT),
                notice.at(),
                message.language().tag(),
                message.text());
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return !(address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || shared);
    }

    @Override
    public Future<Void> close() {
        return http.close();
    }
}
