package io.tanda.payment.gateway;

import io.tanda.payment.ledger.application.Movements;
import io.tanda.payment.ledger.domain.Movement;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;

/** The gateway's list of what it moved. Not behind a breaker: a person asks, and nobody waits at a kerb. */
public final class HttpMovements implements Movements {
    private final Provider provider;

    public HttpMovements(GatewayClient client) {
        this.provider = client.provider();
    }

    @Override
    public Future<List<Movement>> of(LocalDate day) {
        return provider.movements(day);
    }
}
