package io.tanda.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.contract.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What became of the fares in the end, by the database and by the gateway's ledger. */
final class SettledCheck implements AutoCloseable {
    private static final int PAGE = 1_000;
    private static final int PAGE_LIMIT_SECONDS = 30;
    private static final String UNPAID = "SELECT COUNT(*) FROM charge WHERE purpose = 'FARE' AND status <> 'CAPTURED'";
    private static final String PAID = "SELECT COUNT(*) FROM charge WHERE purpose = 'FARE' AND status = 'CAPTURED'";

    private final BenchCheck check;
    private final String gateway;
    private final HttpClientAgent client;

    SettledCheck(Vertx vertx, BenchCheck check, String gateway) {
        this.check = check;
        this.gateway = gateway;
        this.client = vertx.createHttpClient();
    }

    /**
     * @param paid fares that are captured
     * @param unpaid fares that are not, when the time was over
     * @param twice rides that the gateway has taken more than one fare of
     * @param taken fares that the gateway has taken
     * @param asked drop-offs
     */
    record Result(long paid, long unpaid, long twice, long taken, long asked) {
        boolean holds() {
            return unpaid == 0 && twice == 0 && paid == taken && paid == asked;
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "of %,d drop-offs %,d are paid, %,d not yet, %,d charged twice; the gateway took %,d: %s",
                    asked,
                    paid,
                    unpaid,
                    twice,
                    taken,
                    holds() ? "as it must be" : "BROKEN");
        }
    }

    /** Waits for the rest at most so long. */
    Result settled(long asked, int limitSeconds) {
        OpenLoop.awaitAtMost(limitSeconds, () -> count(UNPAID) == 0 && count(PAID) >= asked);
        Map<String, Integer> fares = fares();
        return new Result(
                count(PAID),
                count(UNPAID),
                fares.values().stream().filter(times -> times > 1).count(),
                fares.values().stream().mapToLong(Integer::longValue).sum(),
                asked);
    }

    private long count(String sql) {
        return check.count("tanda_payment", sql);
    }

    /** How often the gateway has taken one, by ride. */
    private Map<String, Integer> fares() {
        Map<String, Integer> fares = new HashMap<>();
        long after = 0;
        while (true) {
            JsonNode page = page(after);
            for (JsonNode line : page.path("items"))
                fares.merge(line.path("ride").asText(), 1, Integer::sum);
            if (!page.hasNonNull("next")) return fares;
            after = page.path("next").asLong();
        }
    }

    private JsonNode page(long after) {
        RequestOptions asked = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(gateway + "/v1/ledger?limit=" + PAGE + "&after=" + after);
        Future<Buffer> body =
                client.request(asked).compose(request -> request.send().compose(HttpClientResponse::body));
        return Wire.decode(
                body.toCompletionStage()
                        .toCompletableFuture()
                        .orTimeout(PAGE_LIMIT_SECONDS, TimeUnit.SECONDS)
                        .join()
                        .toString(),
                JsonNode.class);
    }

    @Override
    public void close() {
        OpenLoop.await(client.close());
    }
}
