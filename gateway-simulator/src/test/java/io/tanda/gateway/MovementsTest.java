package io.tanda.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MovementsTest {
    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private SimulatedGateway gateway = new SimulatedGateway(config());

    private static GatewayConfig config() {
        Path data = Path.of("target", "gateway-test", UUID.randomUUID().toString());
        return new GatewayConfig(GatewayConfig.LOOPBACK, 0, data, Faults.INSTANT, 1);
    }

    @BeforeEach
    void start() throws Exception {
        gateway = new SimulatedGateway(config());
        await(vertx.deployVerticle(gateway));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void capturesAndRefundsOfADayComePageByPage() throws Exception {
        String first = asked("/v1/charges", charge());
        String second = asked("/v1/charges", charge());
        String back = asked("/v1/refunds", new JsonObject().put("charge", first).put("amount", amount(400)));
        LocalDate day = LocalDate.now(ZoneOffset.UTC);

        List<String> ids = new ArrayList<>();
        int pages = 0;
        for (Integer after = 0; after != null; pages++) {
            JsonObject page =
                    get("/v1/movements?day=" + day + "&limit=2&after=" + after).bodyAsJsonObject();
            JsonArray items = page.getJsonArray("items");
            for (int i = 0; i < items.size(); i++)
                ids.add(items.getJsonObject(i).getString("id"));
            after = page.getInteger("next");
        }
        assertThat(ids).containsExactly(first, second, back);
        assertThat(pages).isEqualTo(2);
        JsonObject refund = get("/v1/movements?day=" + day + "&after=2")
                .bodyAsJsonObject()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(refund.getString("type")).isEqualTo("refund");
        assertThat(refund.getJsonObject("amount").getLong("minorUnits")).isEqualTo(400);
    }

    @Test
    void anotherDayHasNothing() throws Exception {
        asked("/v1/charges", charge());
        assertThat(get("/v1/movements?day=2001-01-01").bodyAsJsonObject().getJsonArray("items"))
                .isEmpty();
    }

    @Test
    void nonsenseIsRefused() throws Exception {
        for (String query :
                List.of("", "?day=today", "?day=2026-13-01", "?day=2026-01-01&limit=0", "?day=2026-01-01&after=-1"))
            assertThat(get("/v1/movements" + query).statusCode()).as(query).isEqualTo(400);
    }

    private static JsonObject charge() {
        return new JsonObject().put("rider", "r").put("ride", "r").put("amount", amount(1_000));
    }

    private static JsonObject amount(long cents) {
        return new JsonObject().put("minorUnits", cents).put("currency", "USD");
    }

    private String asked(String path, JsonObject body) throws Exception {
        return await(http.post(gateway.port(), GatewayConfig.LOOPBACK, path)
                        .putHeader("Idempotency-Key", UUID.randomUUID().toString())
                        .sendJsonObject(body))
                .bodyAsJsonObject()
                .getString("id");
    }

    private HttpResponse<Buffer> get(String path) throws Exception {
        return await(http.get(gateway.port(), GatewayConfig.LOOPBACK, path).send());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
