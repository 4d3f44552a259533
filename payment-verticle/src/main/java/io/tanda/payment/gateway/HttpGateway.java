package io.tanda.payment.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Wire;
import io.tanda.payment.PaymentConfig;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.circuitbreaker.TimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway over HTTP, one breaker per operation, which opens when {@link Outcomes} says so. A decline is a good answer to it; silence,
 * 429, 5xx and broken connections are not. The breaker's limit does not end the call: what comes after it is passed on as late.
 */
public final class HttpGateway implements Gateway {
    private static final Logger log = LoggerFactory.getLogger(HttpGateway.class);
    /** As the columns keep them. */
    private static final int CODE_MAX_CHARACTERS = 64;

    private static final int REFERENCE_MAX_CHARACTERS = 128;
    private static final int TOO_MANY_REQUESTS = 429;

    private record Body(RiderId rider, RideId ride, Money amount) {}

    private record Guard(CircuitBreaker breaker, Outcomes outcomes) {
        void ended(long call, boolean failed) {
            if (outcomes.ended(call, failed)) breaker.open();
        }
    }

    private final WebClient http;
    private final PaymentConfig config;
    private final MeterRegistry meters;
    private final Guard charging;
    private final Guard lookingUp;
    private final AtomicInteger callsUnderWay = new AtomicInteger();

    /** One for the process: its breakers must see every call. */
    public HttpGateway(Vertx vertx, PaymentConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
        this.http = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout(config.httpTimeoutMillis())
                        .setUserAgent("tanda-payment")
                        .setFollowRedirects(false),
                new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(config.connections()));
        this.charging = guard(vertx, "charge");
        this.lookingUp = guard(vertx, "look-up");
    }

    @Override
    public Future<GatewayAnswer> charge(String key, Claim claim, Consumer<GatewayAnswer> late) {
        Body body = new Body(claim.rider(), claim.ride(), claim.amount());
        return guarded(
                charging,
                () -> http.postAbs(config.gateway() + "/v1/charges")
                        .timeout(config.httpTimeoutMillis())
                        .putHeader("Idempotency-Key", key)
                        .putHeader("Content-Type", "application/json")
                        .sendBuffer(Buffer.buffer(Wire.encode(body)))
                        .map(response -> answer(key, response)),
                late);
    }

    @Override
    public Future<GatewayAnswer> lookUp(String key) {
        return guarded(
                lookingUp,
                () -> http.getAbs(config.gateway() + "/v1/charges/" + key)
                        .timeout(config.httpTimeoutMillis())
                        .send()
                        .map(response ->
                                response.statusCode() == 404 ? new GatewayAnswer.NeverSeen() : answer(key, response)),
                late -> {});
    }

    public boolean open() {
        return charging.breaker().state() == CircuitBreakerState.OPEN;
    }

    public void close() {
        charging.breaker().close();
        lookingUp.breaker().close();
        http.close();
    }

    private Future<GatewayAnswer> guarded(
            Guard guard, Supplier<Future<GatewayAnswer>> call, Consumer<GatewayAnswer> late) {
        CircuitBreaker breaker = guard.breaker();
        if (callsUnderWay.get() >= config.connections())
            return counted(
                    breaker,
                    Future.succeededFuture(new GatewayAnswer.NotCalled(config.connections() + " calls are under way")));
        Promise<GatewayAnswer> own = Promise.promise();
        AtomicLong number = new AtomicLong();
        return counted(
                breaker,
                breaker.<GatewayAnswer>execute(() -> {
                            number.set(guard.outcomes().begun());
                            callsUnderWay.incrementAndGet();
                            call.get()
                                    .onComplete(done -> callsUnderWay.decrementAndGet())
                                    .onComplete(own);
                            return own.future();
                        })
                        .onSuccess(answer -> guard.ended(number.get(), false))
                        .recover(failure -> {
                            if (failure instanceof OpenCircuitException)
                                return Future.succeededFuture(new GatewayAnswer.NotCalled("the breaker is open"));
                            guard.ended(number.get(), true);
                            if (failure instanceof TimeoutException) {
                                own.future().onSuccess(late::accept);
                                return Future.succeededFuture(
                                        new GatewayAnswer.NoAnswer("nothing within " + config.timeoutMillis() + " ms"));
                            }
                            return Future.succeededFuture(
                                    new GatewayAnswer.NoAnswer(String.valueOf(failure.getMessage())));
                        }));
    }

    /** @throws GatewayFailed for what a breaker counts */
    private static GatewayAnswer answer(String key, HttpResponse<Buffer> response) {
        int status = response.statusCode();
        if (status >= 500 || status == TOO_MANY_REQUESTS) throw new GatewayFailed("HTTP " + status);
        if (status == 200 || status == 201 || status == 402) {
            JsonObject json = response.bodyAsJsonObject();
            String said = json.getString("status");
            if ("captured".equals(said)) return captured(key, json.getValue("id"));
            if ("declined".equals(said)) return new GatewayAnswer.Declined(code(json));
        }
        // Neither yes nor no: a person must look, and the same key is asked again meanwhile.
        log.error("ALERT the gateway answered {} for {}", status, key);
        return new GatewayAnswer.NoAnswer("HTTP " + status);
    }

    private static GatewayAnswer captured(String key, @Nullable Object id) {
        if (id instanceof String reference && !reference.isBlank() && reference.length() <= REFERENCE_MAX_CHARACTERS)
            return new GatewayAnswer.Captured(reference);
        log.error(
                "ALERT the gateway captured {} and gave no reference of 1 to {} characters",
                key,
                REFERENCE_MAX_CHARACTERS);
        return new GatewayAnswer.NoAnswer("captured without a reference that can be kept");
    }

    private static String code(JsonObject json) {
        String code = json.getString("code", "declined");
        return code.length() <= CODE_MAX_CHARACTERS ? code : code.substring(0, CODE_MAX_CHARACTERS);
    }

    private Guard guard(Vertx vertx, String operation) {
        Outcomes outcomes = new Outcomes(config.breakerFailures(), System::nanoTime);
        CircuitBreaker breaker = CircuitBreaker.create(
                operation,
                vertx,
                new CircuitBreakerOptions()
                        .setTimeout(config.timeoutMillis())
                        // Never by its own count, which any success sets to 0.
                        .setMaxFailures(Integer.MAX_VALUE)
                        .setResetTimeout(config.breakerResetMillis()));
        breaker.openHandler(v -> {
            outcomes.forget();
            log.warn("gateway breaker for {} is open: calls fail fast", operation);
        });
        breaker.closeHandler(v -> log.info("gateway breaker for {} is closed again", operation));
        Gauge.builder("tanda_payment_circuit_open", breaker, b -> b.state() == CircuitBreakerState.OPEN ? 1 : 0)
                .tag("operation", operation)
                .register(meters);
        return new Guard(breaker, outcomes);
    }

    private Future<GatewayAnswer> counted(CircuitBreaker breaker, Future<GatewayAnswer> answer) {
        return answer.onSuccess(a -> Counter.builder("tanda_payment_gateway_answers")
                .tag("operation", breaker.name())
                .tag("answer", a.getClass().getSimpleName())
                .register(meters)
                .increment());
    }

    private static final class GatewayFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        GatewayFailed(String message) {
            super(message, null, false, false);
        }
    }
}
