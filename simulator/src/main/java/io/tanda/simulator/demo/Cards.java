package io.tanda.simulator.demo;

import io.tanda.client.Answer;
import io.tanda.client.TandaClient;
import io.tanda.gateway.Faults;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** Has the simulated gateway decline a share of the charges, as long as a run takes. */
final class Cards {
    private static final String FAULTS = "/v1/faults";
    /** The gateway asks for none. */
    private static final String NO_TOKEN = "none";

    private final TandaClient gateway;
    private @Nullable Faults before;

    Cards(TandaClient gateway) {
        this.gateway = gateway;
    }

    /** @param rate 0 = the gateway is left as it is, and need not be ours */
    Future<Void> decline(double rate) {
        if (rate == 0) return Future.succeededFuture();
        return gateway.get(FAULTS, NO_TOKEN, Faults.class).map(Answer::get).compose(found -> {
            before = found;
            return behave(found.declining(rate));
        });
    }

    Future<Void> asBefore() {
        Faults found = before;
        return found == null ? Future.succeededFuture() : behave(found);
    }

    private Future<Void> behave(Faults faults) {
        return gateway.call(HttpMethod.PUT, FAULTS, NO_TOKEN, null, faults, Faults.class)
                .map(Answer::get)
                .mapEmpty();
    }
}
