package io.tanda.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is held to see whether it could be taken, and let go of again. */
class AuthorizationsTest {
    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private Path data = Path.of("");
    private SimulatedGateway gateway = instant(data);

    private static SimulatedGateway instant(Path data) {
        return new SimulatedGateway(new GatewayConfig(GatewayConfig.LOOPBACK, 0, data, Faults.INSTANT, 1));
    }

    @BeforeEach
    void start() throws Exception {
        data = Path.of("target", "gateway-test", UUID.randomUUID().toString());
        gateway = instant(data);
        await(vertx.deployVerticle(gateway));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void anAuthorizationSaysWhatTheTokenStandsForAndTakesNothing() throws Exception {
        HttpResponse<Buffer> answer = authorize("a1", "tok_visa_4242");

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonObject said = answer.bodyAsJsonObject();
        assertThat(said.getString("status")).isEqualTo("authorized");
        assertThat(said.getString("brand")).isEqualTo("visa");
        assertThat(said.getString("last4")).isEqualTo("4242");
        assertThat(said.getString("expiry")).isEqualTo("2031-12");
        assertThat(authorize("a1", "tok_visa_4242").bodyAsString()).isEqualTo(answer.bodyAsString());
        assertThat(get("/v1/authorizations/a1").bodyAsString()).isEqualTo(answer.bodyAsString());
        assertThat(items("/v1/ledger/authorizations")).isEqualTo(1);
        assertThat(items("/v1/ledger")).isZero();
    }

    @Test
    void anAccountDoesNotExpire() throws Exception {
        assertThat(authorize("a1", "tok_bank_0199").bodyAsJsonObject().containsKey("expiry"))
                .isFalse();
    }

    @Test
    void aTokenThatIsDeclinedOrUnknownIsHeldNothingOf() throws Exception {
        HttpResponse<Buffer> declined = authorize("a1", "tok_declined_4002");
        assertThat(declined.statusCode()).isEqualTo(402);
        assertThat(declined.bodyAsJsonObject().getString("code")).isEqualTo("card_declined");
        assertThat(authorize("a2", "4242").bodyAsJsonObject().getString("code")).isEqualTo("unknown_token");
        assertThat(items("/v1/ledger/authorizations")).isZero();
    }

    @Test
    void whatIsHeldIsLetGoOfOnceAlsoAfterARestart() throws Exception {
        String id = authorize("a1", "tok_visa_4242").bodyAsJsonObject().getString("id");
        for (String deployed : vertx.deploymentIDs()) await(vertx.undeploy(deployed));
        gateway = instant(data);
        await(vertx.deployVerticle(gateway));

        HttpResponse<Buffer> first = letGo("v1", id);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.bodyAsJsonObject().getString("status")).isEqualTo("voided");
        assertThat(letGo("v1", id).bodyAsString()).isEqualTo(first.bodyAsString());
        assertThat(letGo("v2", id).bodyAsJsonObject().getString("code")).isEqualTo("already_voided");
        assertThat(letGo("v3", "au_other").bodyAsJsonObject().getString("code")).isEqualTo("unknown_authorization");
        assertThat(items("/v1/ledger/voids")).isEqualTo(1);
    }

    private HttpResponse<Buffer> authorize(String key, String token) throws Exception {
        return post(
                "/v1/authorizations",
                key,
                new JsonObject()
                        .put("customer", "rider-1")
                        .put("token", token)
                        .put("amount", new JsonObject().put("minorUnits", 100).put("currency", "USD")));
    }

    private HttpResponse<Buffer> letGo(String key, String id) throws Exception {
        return post("/v1/authorizations/" + id + "/void", key, new JsonObject());
    }

    private HttpResponse<Buffer> post(String path, String key, JsonObject body) throws Exception {
        return await(http.post(gateway.port(), GatewayConfig.LOOPBACK, path)
                .putHeader("Idempotency-Key", key)
                .sendJsonObject(body));
    }

    private HttpResponse<Buffer> get(String path) throws Exception {
        return await(http.get(gateway.port(), GatewayConfig.LOOPBACK, path).send());
    }

    private int items(String path) throws Exception {
        return get(path).bodyAsJsonObject().getJsonArray("items").size();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(10, TimeUnit.SECONDS);
    }
}
