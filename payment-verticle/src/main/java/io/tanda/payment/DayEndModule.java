package io.tanda.payment;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.payment.Reconciliation;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.HttpMovements;
import io.tanda.payment.ledger.application.Reconcile;
import io.tanda.payment.ledger.outbound.MySqlClearing;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.LocalDate;

/** The ledger of a day beside the gateway's list, without a server: {@code ./tanda reconcile}. */
public final class DayEndModule {
    private DayEndModule() {}

    /**
     * @param settings those of payment: where the gateway is
     * @param store payment's
     * @param day in UTC
     * @return fails where the gateway does not say what it moved
     */
    public static Future<Reconciliation> of(Vertx vertx, Settings settings, Store store, LocalDate day) {
        GatewayClient gateway = new GatewayClient(vertx, PaymentConfig.of(settings), new SimpleMeterRegistry());
        settings.check();
        return new Reconcile(new HttpMovements(gateway), new MySqlClearing(store))
                .of(day)
                .onComplete(done -> gateway.close());
    }
}
