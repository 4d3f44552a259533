package io.tanda.messages;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages as their providers do: once for each {@code Idempotency-Key}, which a repetition gets the same answer for, under a bearer
 * token, in the shape that each of them asks for.
 *
 * <pre>
 *   POST /v1/messages           {from, to, text}                                              an SMS
 *   POST /alimtalk/v1/messages  {senderKey, templateCode, recipientList [{recipientNo, content}]}  a KakaoTalk message
 *   POST /hooks/NAME            anything                                                      somebody's own, signed where it has a key
 * </pre>
 */
public final class SimulatedProviders {
    /** What it knows its callers by. */
    public static final String TOKEN = "simulated";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_KEY_CHARACTERS = 100;
    private static final String PHONE = "\\+[1-9][0-9]{6,14}";

    /** What becomes of the next call, before its message is looked at or after it was taken. */
    public enum Fault {
        /** 503, and nothing is taken. */
        BUSY,
        /** The message is taken, and nobody hears of it. */
        TAKEN_AND_SILENT,
        /** 400: what is asked will never be right. */
        REFUSED
    }

    /** @param to of a webhook its name @param calls with its key */
    public record Taken(String channel, String key, String to, JsonObject body, int calls) {}

    private final Map<String, Taken> taken = new LinkedHashMap<>();
    private final Queue<Fault> faults = new ArrayDeque<>();
    private final Vertx vertx;
    private @Nullable HttpServer server;
    private volatile int delayMillis;
    private volatile @Nullable WebhookKey webhookKey;

    public SimulatedProviders(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param port 0: any free one @return where it listens */
    public Future<String> listen(int port) {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.post("/v1/messages").handler(call -> provider(call, "sms", this::sms));
        router.post("/alimtalk/v1/messages").handler(call -> provider(call, "kakaotalk", this::alimTalk));
        router.post("/hooks/:name").handler(this::hook);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, LOOPBACK)
                .map(listening -> {
                    server = listening;
                    return "http://" + LOOPBACK + ":" + listening.actualPort();
                });
    }

    public Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    /** Of the next calls, one each. */
    public synchronized void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** From now on a webhook's call without a signature by this key, or with an old one, is answered 401. */
    public void signedBy(String key) {
        webhookKey = new WebhookKey(key);
    }

    /** Before each answer, from now on. */
    public void delay(int millis) {
        delayMillis = millis;
    }

    /** In the order in which they were taken. */
    public synchronized List<Taken> taken() {
        return new ArrayList<>(taken.values());
    }

    /** Who a message is for; null where it has not the shape. */
    @FunctionalInterface
    private interface Shape {
        @Nullable
        String recipient(JsonObject body);
    }

    private void hook(RoutingContext call) {
        WebhookKey key = webhookKey;
        String signature = call.request().getHeader(WebhookKey.HEADER);
        if (key == null || key.signed(signature, call.body().buffer(), Instant.now()))
            take(call, "webhook", body -> call.pathParam("name"));
        else answer(call, 401, "who are you?");
    }

    private void provider(RoutingContext call, String channel, Shape shape) {
        if (("Bearer " + TOKEN).equals(call.request().getHeader("Authorization"))) take(call, channel, shape);
        else answer(call, 401, "who are you?");
    }

    private @Nullable String sms(JsonObject body) {
        String to = text(body, "to");
        return !text(body, "from").isBlank()
                        && to.matches(PHONE)
                        && !text(body, "text").isBlank()
                ? to
                : null;
    }

    private @Nullable String alimTalk(JsonObject body) {
        if (text(body, "senderKey").isBlank() || text(body, "templateCode").isBlank()) return null;
        if (!(body.getValue("recipientList") instanceof JsonArray list) || list.size() != 1) return null;
        JsonObject recipient = list.getJsonObject(0);
        String to = text(recipient, "recipientNo");
        return to.matches(PHONE) && !text(recipient, "content").isBlank() ? to : null;
    }

    private static String text(JsonObject body, String field) {
        return body.getValue(field) instanceof String text ? text : "";
    }

    private void take(RoutingContext call, String channel, Shape shape) {
        String key = call.request().getHeader("Idempotency-Key");
        if (key == null || key.isBlank() || key.length() > MAX_KEY_CHARACTERS) {
            answer(call, 400, "an Idempotency-Key is missing");
            return;
        }
        Fault fault = next();
        if (fault == Fault.BUSY) answer(call, 503, "busy");
        else if (fault == Fault.REFUSED) answer(call, 400, "never");
        else {
            String recipient = recipient(call, shape);
            if (recipient == null) answer(call, 400, "not the shape of a message");
            else if (!keep(channel, key, recipient, call.body().asJsonObject()))
                answer(call, 422, "this key was used for another message");
            else if (fault == Fault.TAKEN_AND_SILENT)
                call.request().connection().close();
            else answer(call, 200, "taken");
        }
    }

    private synchronized @Nullable Fault next() {
        return faults.poll();
    }

    private static @Nullable String recipient(RoutingContext call, Shape shape) {
        try {
            JsonObject body = call.body().asJsonObject();
            return body == null ? null : shape.recipient(body);
        } catch (DecodeException | ClassCastException e) {
            return null;
        }
    }

    /** @return false where the key is of another message */
    private synchronized boolean keep(String channel, String key, String to, JsonObject body) {
        Taken before = taken.get(key);
        if (before != null && !before.body().equals(body)) return false;
        taken.put(key, new Taken(channel, key, to, body, before == null ? 1 : before.calls() + 1));
        return true;
    }

    private void answer(RoutingContext call, int status, String said) {
        Handler<Long> now = waited -> call.response()
                .setStatusCode(status)
                .end(new JsonObject().put("said", said).encode());
        if (delayMillis > 0) vertx.timer(delayMillis, TimeUnit.MILLISECONDS).onSuccess(done -> now.handle(0L));
        else now.handle(0L);
    }
}
