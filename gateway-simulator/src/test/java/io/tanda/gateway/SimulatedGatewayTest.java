package io.tanda.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class SimulatedGatewayTest {
    private static final ChargeRequest TEN_DOLLARS =
            new ChargeRequest("rider-1", "ride-1", new ChargeRequest.Amount(1_000, "USD"), null);

    private record Capture(long seq, String key, String id, String ride, ChargeRequest.Amount amount) {}

    private record Page(List<Capture> items, @Nullable Long next) {}

    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private Path data = Path.of("");
    private SimulatedGateway gateway = instant(data);

    private static SimulatedGateway instant(Path data) {
        return new SimulatedGateway(new GatewayConfig(GatewayConfig.LOOPBACK, 0, data, Faults.INSTANT, 1));
    }

    @BeforeEach
    void start(TestInfo test) throws Exception {
        data = Path.of("target", "gateway-test", UUID.randomUUID().toString());
        gateway = instant(data);
        await(vertx.deployVerticle(gateway));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void aChargeIsCapturedAndStandsInTheLedger() throws Exception {
        HttpResponse<Buffer> answer = charge("k1", TEN_DOLLARS);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.bodyAsJsonObject().getString("status")).isEqualTo("captured");
        assertThat(ledger()).singleElement().satisfies(capture -> {
            assertThat(capture.key()).isEqualTo("k1");
            assertThat(capture.id()).isEqualTo(answer.bodyAsJsonObject().getString("id"));
            assertThat(capture.ride()).isEqualTo(TEN_DOLLARS.ride());
            assertThat(capture.amount()).isEqualTo(new ChargeRequest.Amount(1_000, "USD"));
        });
    }

    @Test
    void aYesRepeatsWhatWasAskedFor() throws Exception {
        JsonObject charged = charge("k1", TEN_DOLLARS).bodyAsJsonObject();

        assertThat(charged.getString("key")).isEqualTo("k1");
        assertThat(charged.getString("ride")).isEqualTo(TEN_DOLLARS.ride());
        assertThat(charged.getJsonObject("amount"))
                .isEqualTo(new JsonObject().put("minorUnits", 1_000).put("currency", "USD"));
        assertThat(get("/v1/charges/k1").bodyAsJsonObject()).isEqualTo(charged);
    }

    @Test
    void aMistakeIsInTheAnswerAndNotInTheLedger() throws Exception {
        JsonObject right = charge("right", TEN_DOLLARS).bodyAsJsonObject();
        for (Mistake mistake : Mistake.values()) {
            behave("{\"delayMillis\":[0,0],\"mistakeRate\":1,\"mistakes\":[\"" + mistake.wireName() + "\"]}");
            String key = mistake.name();
            JsonObject said = charge(key, TEN_DOLLARS).bodyAsJsonObject();
            behave("{\"delayMillis\":[0,0]}");
            JsonObject known = get("/v1/charges/" + key).bodyAsJsonObject();
            String field = switch (mistake) {
                case AMOUNT, CURRENCY -> "amount";
                case REFERENCE -> "ride";
                case KEY -> "key";
                case LONG_ID -> "id";
            };
            assertThat(said.fieldNames()).isEqualTo(right.fieldNames());
            for (String name : right.fieldNames())
                if (name.equals(field)) assertThat(said.getValue(name)).isNotEqualTo(known.getValue(name));
                else assertThat(said.getValue(name)).as(name).isEqualTo(known.getValue(name));
        }
        assertThat(ledger())
                .hasSize(1 + Mistake.values().length)
                .allSatisfy(capture -> assertThat(capture.amount()).isEqualTo(TEN_DOLLARS.amount()));
    }

    @Test
    void aReplayGetsTheFirstAnswerAndChargesOnce() throws Exception {
        String first = charge("k1", TEN_DOLLARS).bodyAsString();
        HttpResponse<Buffer> second = charge("k1", TEN_DOLLARS);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.bodyAsString()).isEqualTo(first);
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void twoAtOnceUnderOneKeyChargeOnce() throws Exception {
        behave("{\"delayMillis\":[20,20]}");
        var first = send("k1", TEN_DOLLARS);
        var second = send("k1", TEN_DOLLARS);

        assertThat(await(first).bodyAsString()).isEqualTo(await(second).bodyAsString());
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void theSameKeyWithAnotherAmountIsRefused() throws Exception {
        charge("k1", TEN_DOLLARS);
        HttpResponse<Buffer> other = charge(
                "k1",
                new ChargeRequest(TEN_DOLLARS.rider(), TEN_DOLLARS.ride(), new ChargeRequest.Amount(999, "USD"), null));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void aChargeByATokenIsDeclinedWhereTheTokenIs() throws Exception {
        ChargeRequest.Amount amount = new ChargeRequest.Amount(1_000, "USD");
        assertThat(charge("k1", new ChargeRequest("rider-1", "ride-1", amount, "tok_visa_4242"))
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<Buffer> declined =
                charge("k2", new ChargeRequest("rider-1", "ride-2", amount, "tok_declined_4002"));
        assertThat(declined.statusCode()).isEqualTo(402);
        assertThat(declined.bodyAsJsonObject().getString("code")).isEqualTo("card_declined");
        assertThat(charge("k1", TEN_DOLLARS).statusCode()).isEqualTo(422);
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void aChargeWithoutAKeyOrWithoutAnAmountIsRefused() throws Exception {
        assertThat(await(http.post(gateway.port(), GatewayConfig.LOOPBACK, "/v1/charges")
                                .sendBuffer(Buffer.buffer(Json.encode(TEN_DOLLARS))))
                        .statusCode())
                .isEqualTo(400);
        assertThat(await(http.post(gateway.port(), GatewayConfig.LOOPBACK, "/v1/charges")
                                .putHeader("Idempotency-Key", "k1")
                                .sendBuffer(Buffer.buffer("{}")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ledger()).isEmpty();
    }

    @Test
    void aChargeThatMakesNoSenseIsRefused() throws Exception {
        for (String nonsense : List.of(
                "{\"rider\":\"r\",\"ride\":\"\",\"amount\":{\"minorUnits\":1,\"currency\":\"USD\"}}",
                "{\"rider\":\"r\",\"ride\":\"x\",\"amount\":{\"minorUnits\":-1,\"currency\":\"USD\"}}",
                "{\"rider\":\"r\",\"ride\":\"x\",\"amount\":{\"minorUnits\":1}}"))
            assertThat(await(http.post(gateway.port(), GatewayConfig.LOOPBACK, "/v1/charges")
                                    .putHeader("Idempotency-Key", "k1")
                                    .sendBuffer(Buffer.buffer(nonsense)))
                            .statusCode())
                    .as(nonsense)
                    .isEqualTo(400);
        assertThat(ledger()).isEmpty();
    }

    @Test
    void aDeclineIsAnsweredForEverUnderItsKeyAndNeverCaptured() throws Exception {
        behave("{\"delayMillis\":[0,0],\"declineRate\":1}");
        assertThat(charge("k1", TEN_DOLLARS).statusCode()).isEqualTo(402);
        behave("{\"delayMillis\":[0,0]}");

        HttpResponse<Buffer> again = charge("k1", TEN_DOLLARS);
        assertThat(again.statusCode()).isEqualTo(402);
        assertThat(again.bodyAsJsonObject().getString("code")).isEqualTo("insufficient_funds");
        assertThat(charge("k2", TEN_DOLLARS).statusCode()).isEqualTo(201);
        assertThat(ledger()).extracting(Capture::key).containsExactly("k2");
    }

    @Test
    void anErrorChargesNothingAndTheSameKeyMayBeTriedAgain() throws Exception {
        behave("{\"delayMillis\":[0,0],\"errorRate\":1}");
        assertThat(charge("k1", TEN_DOLLARS).statusCode()).isEqualTo(503);
        assertThat(ledger()).isEmpty();
        behave("{\"delayMillis\":[0,0]}");

        assertThat(charge("k1", TEN_DOLLARS).statusCode()).isEqualTo(201);
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void aDroppedAnswerWasChargedAndCanBeAskedFor() throws Exception {
        behave("{\"delayMillis\":[0,0],\"dropAfterChargeRate\":1}");
        Future<HttpResponse<Buffer>> dropped = send("k1", TEN_DOLLARS);
        assertThat(await(dropped.transform(Future::succeededFuture)).failed()).isTrue();

        HttpResponse<Buffer> found = get("/v1/charges/k1");
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.bodyAsJsonObject().getString("status")).isEqualTo("captured");
        behave("{\"delayMillis\":[0,0]}");
        assertThat(charge("k1", TEN_DOLLARS).statusCode()).isEqualTo(201);
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void whoHangsUpWhileItDecidesIsChargedAllTheSame() throws Exception {
        behave("{\"delayMillis\":[50,50]}");
        Future<HttpClientResponse> impatient = vertx.createHttpClient()
                .request(HttpMethod.POST, gateway.port(), GatewayConfig.LOOPBACK, "/v1/charges")
                .compose(request -> {
                    request.putHeader("Idempotency-Key", "k1");
                    return request.end(Buffer.buffer(Json.encode(TEN_DOLLARS)))
                            .compose(sent -> request.connection().close())
                            .compose(closed -> request.response());
                });
        await(impatient.transform(Future::succeededFuture));
        behave("{\"delayMillis\":[0,0]}");

        // Whether it is decided or still being decided: the answer is the decision, once the gateway has read the
        // request.
        HttpResponse<Buffer> found = get("/v1/charges/k1");
        while (found.statusCode() == 404) found = get("/v1/charges/k1");
        assertThat(found.bodyAsJsonObject().getString("status")).isEqualTo("captured");
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void aKeyNeverSeenIsNotFound() throws Exception {
        assertThat(get("/v1/charges/never").statusCode()).isEqualTo(404);
        assertThat(get("/v1/refunds/never").statusCode()).isEqualTo(404);
    }

    @Test
    void aRefundGivesBackAPartOfAChargeOnceAndStandsInALedgerOfItsOwn() throws Exception {
        String charge = charge("k1", TEN_DOLLARS).bodyAsJsonObject().getString("id");
        HttpResponse<Buffer> first = refund("r1", charge, 400);
        HttpResponse<Buffer> second = refund("r1", charge, 400);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.bodyAsJsonObject().getString("status")).isEqualTo("refunded");
        assertThat(second.bodyAsString()).isEqualTo(first.bodyAsString());
        assertThat(get("/v1/refunds/r1").bodyAsString()).isEqualTo(first.bodyAsString());
        assertThat(page("/v1/ledger/refunds").items()).singleElement().satisfies(refund -> {
            assertThat(refund.key()).isEqualTo("r1");
            assertThat(refund.amount()).isEqualTo(new ChargeRequest.Amount(400, "USD"));
        });
        assertThat(ledger()).hasSize(1);
    }

    @Test
    void noMoreIsGivenBackThanWasTaken() throws Exception {
        String charge = charge("k1", TEN_DOLLARS).bodyAsJsonObject().getString("id");
        assertThat(refund("r1", charge, 700).statusCode()).isEqualTo(201);

        HttpResponse<Buffer> more = refund("r2", charge, 301);
        assertThat(more.statusCode()).isEqualTo(402);
        assertThat(more.bodyAsJsonObject().getString("code")).isEqualTo("exceeds_captured");
        assertThat(refund("r3", charge, 300).statusCode()).isEqualTo(201);
        assertThat(refund("r4", "ch_other", 1).bodyAsJsonObject().getString("code"))
                .isEqualTo("unknown_charge");
        assertThat(page("/v1/ledger/refunds").items()).extracting(Capture::key).containsExactly("r1", "r3");
    }

    @Test
    void manyRefundsAtOnceGiveBackNoMoreThanWasTaken() throws Exception {
        String charge = charge("k1", TEN_DOLLARS).bodyAsJsonObject().getString("id");
        behave("{\"delayMillis\":[0,20]}");
        List<Future<HttpResponse<Buffer>>> asked = IntStream.range(0, 20)
                .mapToObj(i -> sendRefund("r" + i, charge, 300))
                .toList();
        await(Future.join(asked));

        assertThat(asked.stream().filter(answer -> answer.result().statusCode() == 201))
                .hasSize(3);
        assertThat(page("/v1/ledger/refunds").items()).hasSize(3);
    }

    @Test
    void refundsSurviveARestart() throws Exception {
        String charge = charge("k1", TEN_DOLLARS).bodyAsJsonObject().getString("id");
        String first = refund("r1", charge, 1_000).bodyAsString();
        for (String id : vertx.deploymentIDs()) await(vertx.undeploy(id));
        gateway = instant(data);
        await(vertx.deployVerticle(gateway));

        assertThat(refund("r1", charge, 1_000).bodyAsString()).isEqualTo(first);
        assertThat(refund("r2", charge, 1).statusCode()).isEqualTo(402);
    }

    @Test
    void aRefundOfNothingIsRefused() throws Exception {
        String charge = charge("k1", TEN_DOLLARS).bodyAsJsonObject().getString("id");

        assertThat(refund("r1", charge, 0).statusCode()).isEqualTo(400);
        assertThat(refund("r1", "", 10).statusCode()).isEqualTo(400);
    }

    /** As a gateway of before wrote it. */
    @Test
    void aLedgerOfBeforeRefundsIsReadOn() throws Exception {
        for (String id : vertx.deploymentIDs()) await(vertx.undeploy(id));
        Files.writeString(data.resolve("ledger.jsonl"), """
                {"seq":1,"key":"k1","id":"ch_1","status":"captured","charge":{"rider":"rider-1","ride":"ride-1","amount":{"minorUnits":1000,\
                "currency":"USD"}},"at":"2026-01-01T00:00:00Z"}
                """);
        gateway = instant(data);
        await(vertx.deployVerticle(gateway));

        assertThat(charge("k1", TEN_DOLLARS).bodyAsJsonObject().getString("id")).isEqualTo("ch_1");
        assertThat(ledger()).extracting(Capture::ride).containsExactly("ride-1");
    }

    @Test
    void faultsThatMakeNoSenseAreRefused() throws Exception {
        for (String nonsense : List.of("{\"declineRate\":2}", "{\"delayMillis\":[5]}", "{\"delayMillis\":[9,1]}", "x"))
            assertThat(await(http.put(gateway.port(), GatewayConfig.LOOPBACK, "/v1/faults")
                                    .sendBuffer(Buffer.buffer(nonsense)))
                            .statusCode())
                    .as(nonsense)
                    .isEqualTo(400);
    }

    @Test
    void theLedgerIsReadInPages() throws Exception {
        for (int i = 0; i < 5; i++) charge("k" + i, TEN_DOLLARS);

        Page first = page("/v1/ledger?limit=3");
        Page second = page("/v1/ledger?limit=3&after=" + first.next());
        assertThat(first.items()).extracting(Capture::key).containsExactly("k0", "k1", "k2");
        assertThat(second.items()).extracting(Capture::key).containsExactly("k3", "k4");
        assertThat(second.next()).isNull();
    }

    @Test
    void theLedgerSurvivesARestartEvenWithALineCutOff() throws Exception {
        String first = charge("k1", TEN_DOLLARS).bodyAsString();
        for (String id : vertx.deploymentIDs()) await(vertx.undeploy(id));
        Files.writeString(data.resolve("ledger.jsonl"), "{\"seq\":2,\"key\":\"k", StandardOpenOption.APPEND);
        gateway = instant(data);
        await(vertx.deployVerticle(gateway));

        assertThat(charge("k1", TEN_DOLLARS).bodyAsString()).isEqualTo(first);
        charge("k2", TEN_DOLLARS);
        assertThat(ledger()).extracting(Capture::seq).containsExactly(1L, 2L);
    }

    // --- asking --------------------------------------------------------------------------------

    private Future<HttpResponse<Buffer>> send(String key, ChargeRequest charge) {
        return http.post(gateway.port(), GatewayConfig.LOOPBACK, "/v1/charges")
                .putHeader("Idempotency-Key", key)
                .sendBuffer(Buffer.buffer(Json.encode(charge)));
    }

    private HttpResponse<Buffer> charge(String key, ChargeRequest charge) throws Exception {
        return await(send(key, charge));
    }

    private Future<HttpResponse<Buffer>> sendRefund(String key, String charge, int minorUnits) {
        return http.post(gateway.port(), GatewayConfig.LOOPBACK, "/v1/refunds")
                .putHeader("Idempotency-Key", key)
                .sendBuffer(Buffer.buffer("{\"charge\":\"" + charge + "\",\"amount\":{\"minorUnits\":" + minorUnits
                        + ",\"currency\":\"USD\"}}"));
    }

    private HttpResponse<Buffer> refund(String key, String charge, int minorUnits) throws Exception {
        return await(sendRefund(key, charge, minorUnits));
    }

    private HttpResponse<Buffer> get(String path) throws Exception {
        return await(http.get(gateway.port(), GatewayConfig.LOOPBACK, path).send());
    }

    private void behave(String faults) throws Exception {
        assertThat(await(http.put(gateway.port(), GatewayConfig.LOOPBACK, "/v1/faults")
                                .sendBuffer(Buffer.buffer(faults)))
                        .statusCode())
                .isEqualTo(200);
    }

    private Page page(String path) throws Exception {
        return Json.decode(get(path).bodyAsString(), Page.class);
    }

    private List<Capture> ledger() throws Exception {
        return page("/v1/ledger").items();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(10, TimeUnit.SECONDS);
    }
}
