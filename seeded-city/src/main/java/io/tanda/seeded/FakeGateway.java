package io.tanda.seeded;

import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.tanda.payment.refund.domain.Order;
import io.tanda.payment.refund.domain.RefundAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Charges each key once, and gives back under each key once. It does not add up: that is for the promises. What it says may come late or never. */
final class FakeGateway {
    /** As the breaker's limit for one call. */
    private static final long LIMIT_MICROS = 610_000;

    /** What it captured. @param reference its own id of it */
    record Capture(String key, RideId ride, Purpose purpose, Money amount, String reference) {}

    /** What it gave back. @param captured its own id of what it is a part of @param reference its own id of it */
    record Repaid(String key, RefundId refund, RideId ride, String captured, Money amount, String reference) {}

    private final City city;
    private final Outside outside;
    private final Map<String, GatewayAnswer> answers = new LinkedHashMap<>();
    private final Map<String, Capture> ledger = new LinkedHashMap<>();
    private final Map<String, RefundAnswer> refunds = new LinkedHashMap<>();
    private final List<Repaid> givenBack = new ArrayList<>();
    private int retries;

    FakeGateway(City city) {
        this.city = city;
        this.outside = new Outside(city);
    }

    List<Repaid> givenBack() {
        return List.copyOf(givenBack);
    }

    List<Capture> ledger() {
        return List.copyOf(ledger.values());
    }

    /** As one life of payment reaches it. */
    Gateway as(Life life) {
        return new Gateway() {
            @Override
            public Future<GatewayAnswer> charge(String key, Claim claim, Consumer<GatewayAnswer> late) {
                String under = again(Flaw.NEW_KEY_PER_RETRY, key);
                return outside.call(
                        life,
                        "gateway charges",
                        claim.ride(),
                        LIMIT_MICROS,
                        () -> answers.computeIfAbsent(under, fresh -> decide(under, claim)),
                        new GatewayAnswer.NoAnswer("late"),
                        late);
            }

            @Override
            public Future<GatewayAnswer> lookUp(String key, Claim claim) {
                return ask(
                        life,
                        answers.getOrDefault(key, new GatewayAnswer.NeverSeen()),
                        new GatewayAnswer.NoAnswer("lost"));
            }
        };
    }

    /** The same, for what is given back. */
    io.tanda.payment.refund.application.Gateway givingBackTo(Life life) {
        return new io.tanda.payment.refund.application.Gateway() {
            private String key(Order order) {
                return io.tanda.payment.refund.application.Gateway.key(order);
            }

            @Override
            public Future<RefundAnswer> refund(Order order) {
                String under = again(Flaw.REFUNDED_TWICE, key(order));
                return outside.call(
                        life,
                        "gateway gives back",
                        order.refund(),
                        LIMIT_MICROS,
                        () -> refunds.computeIfAbsent(under, fresh -> decide(under, order)),
                        new RefundAnswer.NoAnswer("late"),
                        late -> {});
            }

            @Override
            public Future<RefundAnswer> lookUp(Order order) {
                return ask(
                        life,
                        refunds.getOrDefault(key(order), new RefundAnswer.NeverSeen()),
                        new RefundAnswer.NoAnswer("lost"));
            }
        };
    }

    private String again(Flaw flaw, String key) {
        return city.has(flaw) ? key + "/" + ++retries : key;
    }

    private GatewayAnswer decide(String key, Claim claim) {
        if (city.chance().happens(city.weather().declined())) return new GatewayAnswer.Declined("insufficient_funds");
        Capture capture = new Capture(key, claim.ride(), claim.purpose(), claim.amount(), "gw-" + (ledger.size() + 1));
        ledger.put(key, capture);
        city.promises().money().captured(capture);
        return new GatewayAnswer.Captured(capture.reference());
    }

    private RefundAnswer decide(String key, Order order) {
        if (city.chance().happens(city.weather().declined())) return new RefundAnswer.Refused("card_closed");
        Repaid back = new Repaid(
                key,
                order.refund(),
                order.ride(),
                order.captured(),
                order.amount(),
                "gw-back-" + (givenBack.size() + 1));
        givenBack.add(back);
        city.promises().money().repaid(back);
        return new RefundAnswer.Made(back.reference());
    }

    private <A> Future<A> ask(Life life, A known, A silence) {
        Promise<A> heard = Promise.promise();
        boolean lost = city.chance().happens(city.weather().gatewayLost());
        life.after(
                lost ? LIMIT_MICROS : city.trip(),
                "gateway is asked",
                life.toString(),
                () -> heard.complete(lost ? silence : known));
        return heard.future();
    }
}
