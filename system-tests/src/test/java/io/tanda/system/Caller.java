package io.tanda.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** HTTP as it is on the wire: what a client that is nobody's would see. */
final class Caller implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** @param replayed what the header says */
    record Seen(int status, String body, boolean replayed) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + body, e);
            }
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;

    Caller(URI api) {
        this.api = api;
    }

    Seen get(String path, @Nullable String token) {
        return call("GET", path, token, null, null);
    }

    Seen call(String method, String path, @Nullable String token, @Nullable String key, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(LIMIT)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) request.header("Authorization", "Bearer " + token);
        if (key != null) request.header("Idempotency-Key", key);
        if (body != null) request.header("Content-Type", "application/json");
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Seen(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers()
                            .firstValue("Idempotency-Replayed")
                            .map("true"::equals)
                            .orElse(false));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Asks until the answer is as expected. */
    Seen until(String what, String path, String token, Predicate<Seen> expected) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        Seen last;
        do {
            last = get(path, token);
            if (expected.test(last)) return last;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        } while (System.nanoTime() < giveUp);
        throw new AssertionError(what + " did not come; last answer: " + last);
    }

    @Override
    public void close() {
        http.close();
    }
}
