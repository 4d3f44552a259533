package io.tanda.payment.gateway;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.GatewayHeard;
import io.tanda.contract.payment.GatewayNews;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Hears what the gateway tells by itself. Its word is not taken for anything: what is not known yet of the charge that it names is asked
 * for, and so it may be told twice, too late, or by somebody else.
 */
public final class Webhooks {
    private final Provider provider;
    private final String name;
    private final Function<String, Future<Boolean>> asks;
    private final InstantSource real;

    /**
     * @param asks about the charge of a key, where that is of use; says whether it was
     * @param real the time that gateways live in
     */
    public Webhooks(GatewayClient client, Function<String, Future<Boolean>> asks, InstantSource real) {
        this.provider = client.provider();
        this.name = client.name();
        this.asks = asks;
        this.real = real;
    }

    public Future<Reply<GatewayHeard>> hear(Request<GatewayNews> request) {
        GatewayNews news = request.body();
        Told told = news.provider().equals(name) ? provider.told(news, real.instant()) : new Told.NotHeard();
        return switch (told) {
            case Told.About about -> asks.apply(about.key()).map(asked -> Reply.done(new GatewayHeard(asked)));
            case Told.Nothing nothing -> Future.succeededFuture(Reply.done(new GatewayHeard(false)));
            case Told.NotGenuine not -> Future.succeededFuture(Reply.refused(Refusal.INVALID, not.why()));
            case Told.NotHeard not ->
                Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "no such gateway is listened to"));
        };
    }
}
