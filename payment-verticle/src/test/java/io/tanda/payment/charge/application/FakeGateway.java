package io.tanda.payment.charge.application;

import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Charges each key once, and answers as it is told. */
public final class FakeGateway implements Gateway {
    /** What it captured, by key: the truth. */
    final Map<String, String> ledger = new HashMap<>();

    final List<String> calls = new ArrayList<>();
    final List<String> lookUps = new ArrayList<>();
    Duration leftAlone = Duration.ZERO;
    private final Deque<Behaviour> behaviours = new ArrayDeque<>();

    /** What it does to one call. */
    interface Behaviour {
        Future<GatewayAnswer> call(String key, Consumer<GatewayAnswer> late);
    }

    /** For the next call that has none yet; after the last one it simply captures. */
    FakeGateway then(Behaviour behaviour) {
        behaviours.add(behaviour);
        return this;
    }

    Future<GatewayAnswer> capture(String key) {
        return Future.succeededFuture(
                new GatewayAnswer.Captured(ledger.computeIfAbsent(key, k -> "gw-" + (ledger.size() + 1))));
    }

    static Future<GatewayAnswer> silence() {
        return Future.succeededFuture(new GatewayAnswer.NoAnswer("silence"));
    }

    static Future<GatewayAnswer> decline() {
        return Future.succeededFuture(new GatewayAnswer.Declined("insufficient_funds"));
    }

    /** Captures when the promise is completed. */
    Behaviour captureAfter(Promise<Void> signal) {
        return (key, late) -> signal.future().compose(v -> capture(key));
    }

    @Override
    public Duration leftAlone() {
        return leftAlone;
    }

    @Override
    public Future<GatewayAnswer> charge(String key, Claim claim, Consumer<GatewayAnswer> late) {
        calls.add(key);
        Behaviour behaviour = behaviours.poll();
        return behaviour == null ? capture(key) : behaviour.call(key, late);
    }

    @Override
    public Future<GatewayAnswer> lookUp(String key, Claim claim) {
        lookUps.add(key);
        String reference = ledger.get(key);
        return Future.succeededFuture(
                reference == null ? new GatewayAnswer.NeverSeen() : new GatewayAnswer.Captured(reference));
    }
}
