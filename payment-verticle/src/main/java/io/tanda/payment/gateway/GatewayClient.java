package io.tanda.payment.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.payment.PaymentConfig;
import io.tanda.payment.gateway.plain.PlainProvider;
import io.tanda.payment.gateway.stripe.StripeProvider;
import io.tanda.payment.gateway.toss.TossProvider;
import io.tanda.platform.flow.Drain;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The way to the gateway: one for the process, because its limits and breakers must see every call. Each operation has its own
 * {@link GuardedCalls} here, and all of them share the connections.
 */
public final class GatewayClient {
    private final Vertx vertx;
    private final PaymentConfig config;
    private final MeterRegistry meters;
    private final WebClient http;
    /** Calls, whatever they are for: they share the connections. */
    private final Drain underWay = new Drain();

    private final Provider provider;
    private final List<GuardedCalls<?>> operations = new CopyOnWriteArrayList<>();

    public GatewayClient(Vertx vertx, PaymentConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.config = config;
        this.meters = meters;
        this.http = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout(config.httpTimeoutMillis())
                        .setUserAgent("tanda-payment")
                        .setFollowRedirects(false),
                new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(config.connections()));
        this.provider = switch (config.gateway().kind()) {
            case PLAIN -> new PlainProvider(this);
            case STRIPE -> new StripeProvider(this, config.gateway().webhook());
            case TOSS -> new TossProvider(this);
        };
    }

    /** Whose words are spoken, such as {@code stripe}. */
    String name() {
        return config.gateway().kind().wireName();
    }

    /** How the gateway is asked. */
    Provider provider() {
        return provider;
    }

    /** @param operation as meters and health name it; once for each */
    public <A> GuardedCalls<A> calls(String operation, GuardedCalls.Meaning<A> meaning) {
        GuardedCalls<A> calls = new GuardedCalls<>(operation, vertx, config, meters, underWay, meaning);
        operations.add(calls);
        return calls;
    }

    /** @param path from the gateway's root @param key the same on every repetition: it is done once */
    public HttpRequest<Buffer> post(String path, String key) {
        return known(http.postAbs(config.gateway().url() + path)).putHeader("Idempotency-Key", key);
    }

    /** @param path from the gateway's root, with its query */
    public HttpRequest<Buffer> get(String path) {
        return known(http.getAbs(config.gateway().url() + path));
    }

    private HttpRequest<Buffer> known(HttpRequest<Buffer> request) {
        String authorization = config.gateway().authorization();
        if (authorization != null) request.putHeader("Authorization", authorization);
        return request.timeout(config.httpTimeoutMillis());
    }

    /** How long an operation is left alone once its breaker has opened; real time. */
    Duration leftAloneFor() {
        return Duration.ofMillis(config.breakerResetMillis());
    }

    /** For people: fails with the operations for which the gateway is left alone for a while. */
    public Future<Void> health() {
        List<String> open = operations.stream()
                .filter(GuardedCalls::open)
                .map(GuardedCalls::operation)
                .toList();
        return open.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture("the breaker is open for " + String.join(", ", open)
                        + ": what is not answered waits for its deadline");
    }

    public void close() {
        operations.forEach(GuardedCalls::close);
        http.close();
    }
}
