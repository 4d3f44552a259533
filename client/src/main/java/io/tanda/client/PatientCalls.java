package io.tanda.client;

import io.tanda.contract.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tries each call until it has a definite answer or its time is over: lost connections, time limits and 502, 503, 504, 429 (after their
 * Retry-After) are tried again with the same Idempotency-Key.
 */
final class PatientCalls {
    /** Any answer of the API: its largest page. */
    private static final int MAX_BODY_BYTES = 4 << 20;
    /** A problem's code. */
    private static final String NO_TAXIS = "\"no_taxis_in_area\"";

    private final Vertx vertx;
    private final HttpClient http;
    private final ClientConfig config;
    private final CallCounts counts = new CallCounts();
    private volatile boolean closed;

    PatientCalls(Vertx vertx, HttpClient http, ClientConfig config) {
        this.vertx = vertx;
        this.http = http;
        this.config = config;
    }

    CallCounts counts() {
        return counts;
    }

    Future<Void> close() {
        closed = true;
        return http.close();
    }

    <T> Future<Answer<T>> call(
            HttpMethod method, String path, String token, @Nullable UUID key, @Nullable Object body, Class<T> type) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setURI(path)
                .setConnectTimeout(config.tryLimitMillis())
                .setIdleTimeout(config.tryLimitMillis())
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Accept", "application/json, application/problem+json");
        if (key != null) options.putHeader("Idempotency-Key", key.toString());
        Buffer content = body == null ? Buffer.buffer() : Buffer.buffer(Wire.encode(body));
        if (body != null) options.putHeader("Content-Type", "application/json");
        Promise<Answer<T>> answer = Promise.promise();
        Tries<T> tries = new Tries<>(options, content, type, answer);
        // From any other thread, an answer can be over before its body is asked for, which then never comes.
        vertx.getOrCreateContext().runOnContext(turn -> tries.next());
        return answer.future();
    }

    private final class Tries<T> {
        private final RequestOptions options;
        private final Buffer content;
        private final Class<T> type;
        private final Promise<Answer<T>> answer;
        private final long beganNanos = System.nanoTime();
        private int tries;

        Tries(RequestOptions options, Buffer content, Class<T> type, Promise<Answer<T>> answer) {
            this.options = options;
            this.content = content;
            this.type = type;
            this.answer = answer;
        }

        void next() {
            if (closed) {
                failed("the client was closed", null);
                return;
            }
            tries++;
            counts.sent();
            http.request(options)
                    .compose(request -> request.send(content))
                    .compose(response -> response.body().map(bytes -> new Raw(response, bytes)))
                    .onSuccess(this::answered)
                    .onFailure(this::lost);
        }

        private record Raw(HttpClientResponse response, Buffer body) {}

        private void answered(Raw raw) {
            int status = raw.response().statusCode();
            counts.status(status);
            String retryAfter = raw.response().getHeader("Retry-After");
            if (retryAfter != null || status == 429 || (status >= 502 && status <= 504)) {
                if (status == 503 && raw.body().toString().contains(NO_TAXIS)) counts.turnedAway();
                again(retryAfter, null, "answered " + status);
                return;
            }
            Answer<T> read;
            try {
                read = read(raw);
            } catch (IllegalArgumentException e) {
                counts.operationFailed();
                answer.fail(new Unanswered(this + " was answered " + status + " with what is no answer", e));
                return;
            }
            counts.operation(read);
            answer.complete(read);
        }

        private Answer<T> read(Raw raw) {
            int status = raw.response().statusCode();
            Buffer body = raw.body();
            if (body.length() > MAX_BODY_BYTES) throw new IllegalArgumentException("a body of " + body.length());
            if (status >= 200 && status < 300) {
                T value = type == TandaClient.Nothing.class
                        ? type.cast(TandaClient.Nothing.AT_ALL)
                        : Wire.decode(body.getBytes(), type);
                return new Answer.Ok<>(status, value, raw.response().getHeader("Location"));
            }
            Problem problem =
                    body.length() == 0 ? new Problem(null, null, null) : Wire.decode(body.getBytes(), Problem.class);
            return new Answer.Refused<>(
                    status,
                    problem.code() == null ? "status_" + status : problem.code(),
                    problem.detail() != null ? problem.detail() : problem.title() != null ? problem.title() : "");
        }

        private void lost(Throwable cause) {
            counts.lost();
            again(null, cause, cause.toString());
        }

        private void again(@Nullable String retryAfter, @Nullable Throwable cause, String why) {
            long pause = Backoff.millis(tries, retryAfter);
            if (elapsedMillis() + pause > config.giveUpAfterMillis()) failed(why, cause);
            else vertx.setTimer(pause, timer -> next());
        }

        private void failed(String why, @Nullable Throwable cause) {
            counts.operationFailed();
            String message = this + " has no answer after " + tries + " tries in " + elapsedMillis() + " ms: " + why;
            answer.fail(cause == null ? new Unanswered(message) : new Unanswered(message, cause));
        }

        private long elapsedMillis() {
            return (System.nanoTime() - beganNanos) / 1_000_000;
        }

        @Override
        public String toString() {
            return options.getMethod() + " " + options.getURI();
        }
    }

    private record Problem(
            @Nullable String code,
            @Nullable String title,
            @Nullable String detail) {}
}
