package io.tanda.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** A fixed number of connections, each asking again when it was answered. */
final class ClosedLoop {
    /** Longer than any answer that is worth counting; what takes longer is a failure. */
    private static final long REQUEST_LIMIT_MILLIS = 10_000;

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final int connections;

    ClosedLoop(Vertx vertx, int connections) {
        this.vertx = vertx;
        this.connections = connections;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setPipelining(false).setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /**
     * @param ok answers with 2xx
     * @param failures all others by status, and requests without an answer by what went wrong, each with its number
     * @param latencies of the 2xx, in microseconds
     */
    record Result(long ok, Map<String, Long> failures, double seconds, Histogram latencies) {
        long failed() {
            return failures.values().stream().mapToLong(Long::longValue).sum();
        }

        double perSecond() {
            return ok / seconds;
        }

        double p99Millis() {
            return latencies.getValueAtPercentile(99) / 1_000.0;
        }

        double p50Millis() {
            return latencies.getValueAtPercentile(50) / 1_000.0;
        }
    }

    /** Asks for so many seconds. @param headers of a request, made anew for each */
    Future<Result> run(int port, String path, Supplier<Map<String, String>> headers, Buffer body, double seconds) {
        RequestOptions request = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path)
                .setMethod(HttpMethod.POST)
                .setTimeout(REQUEST_LIMIT_MILLIS);
        Run run = new Run(request, headers, body, seconds);
        // From another thread, an answer can be over before its body is asked for, which then never comes.
        vertx.getOrCreateContext().runOnContext(turn -> {
            for (int connection = 0; connection < connections; connection++) run.ask();
        });
        return run.result.future();
    }

    /** On one context. */
    private final class Run {
        private final RequestOptions options;
        private final Supplier<Map<String, String>> headers;
        private final Buffer body;
        private final long startNanos = System.nanoTime();
        private final long endNanos;
        private final Map<String, Long> failures = new HashMap<>();
        private final Histogram latencies = new Histogram(TimeUnit.SECONDS.toMicros(30), 3);
        private final Promise<Result> result = Promise.promise();
        private long ok;
        private int asking = connections;

        Run(RequestOptions options, Supplier<Map<String, String>> headers, Buffer body, double seconds) {
            this.options = options;
            this.headers = headers;
            this.body = body;
            this.endNanos = startNanos + (long) (seconds * 1e9);
        }

        void ask() {
            long sent = System.nanoTime();
            if (sent >= endNanos) {
                if (--asking == 0) result.complete(new Result(ok, failures, (sent - startNanos) / 1e9, latencies));
                return;
            }
            client.request(new RequestOptions(options))
                    .compose(request -> {
                        headers.get().forEach(request::putHeader);
                        return request.send(body);
                    })
                    .compose(response -> response.end().map(end -> response.statusCode()))
                    .onComplete(answer -> {
                        if (answer.succeeded() && answer.result() / 100 == 2) {
                            ok++;
                            latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
                        } else {
                            String why = answer.succeeded()
                                    ? "status " + answer.result()
                                    : String.valueOf(answer.cause().getMessage());
                            failures.merge(why, 1L, Long::sum);
                        }
                        ask();
                    });
        }
    }
}
