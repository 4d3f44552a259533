package io.tanda.seeded;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Charges each key once. What it says may come late or never. */
final class FakeGateway {
    /** As the breaker's limit for one call. */
    private static final long LIMIT_MICROS = 610_000;

    /** What it captured. */
    record Capture(String key, RideId ride, Money amount) {}

    private final City city;
    private final Map<String, GatewayAnswer> answers = new LinkedHashMap<>();
    private final Map<String, Capture> ledger = new LinkedHashMap<>();
    private int retries;

    FakeGateway(City city) {
        this.city = city;
    }

    List<Capture> ledger() {
        return List.copyOf(ledger.values());
    }

    /** As one life of payment reaches it. */
    Gateway as(Life life) {
        return new Gateway() {
            @Override
            public Future<GatewayAnswer> charge(String key, Claim claim, Consumer<GatewayAnswer> late) {
                return call(life, city.has(Flaw.NEW_KEY_PER_RETRY) ? key + "/" + ++retries : key, claim, late);
            }

            @Override
            public Future<GatewayAnswer> lookUp(String key, Claim claim) {
                return ask(life, key);
            }
        };
    }

    private Future<GatewayAnswer> call(Life life, String key, Claim claim, Consumer<GatewayAnswer> late) {
        Promise<GatewayAnswer> heard = Promise.promise();
        Agenda.Entry limit = life.after(
                LIMIT_MICROS,
                "gives up the gateway",
                claim.ride(),
                () -> heard.tryComplete(new GatewayAnswer.NoAnswer("late")));
        if (city.chance().happens(city.weather().gatewayLost() / 2)) return heard.future();
        city.agenda().after(way(), null, "gateway charges", claim.ride(), () -> {
            GatewayAnswer answer = answers.computeIfAbsent(key, fresh -> decide(key, claim));
            if (city.chance().happens(city.weather().gatewayLost() / 2)) return;
            life.after(way(), "gateway answers", claim.ride(), () -> {
                limit.cancel();
                if (!heard.tryComplete(answer)) late.accept(answer);
            });
        });
        return heard.future();
    }

    private GatewayAnswer decide(String key, Claim claim) {
        if (city.chance().happens(city.weather().declined())) return new GatewayAnswer.Declined("insufficient_funds");
        Capture capture = new Capture(key, claim.ride(), claim.amount());
        ledger.put(key, capture);
        city.promises().captured(capture);
        return new GatewayAnswer.Captured("gw-" + ledger.size());
    }

    private Future<GatewayAnswer> ask(Life life, String key) {
        Promise<GatewayAnswer> heard = Promise.promise();
        GatewayAnswer known = answers.getOrDefault(key, new GatewayAnswer.NeverSeen());
        boolean lost = city.chance().happens(city.weather().gatewayLost());
        life.after(
                lost ? LIMIT_MICROS : city.trip(),
                "gateway is asked",
                life.toString(),
                () -> heard.complete(lost ? new GatewayAnswer.NoAnswer("lost") : known));
        return heard.future();
    }

    private long way() {
        return city.chance().happens(city.weather().gatewayLate())
                ? city.chance().millis(300, 10_000)
                : city.chance().millis(1, 250);
    }
}
