package io.tanda.payment;

import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.HttpMovements;
import io.tanda.payment.ledger.application.Reconcile;
import io.tanda.payment.ledger.outbound.MySqlClearing;
import io.tanda.platform.BoundedContext;

/** The wiring of what is asked of the ledger. */
final class LedgerModule {
    private LedgerModule() {}

    static void wire(BoundedContext context, GatewayClient gateway) {
        Reconcile reconcile = new Reconcile(new HttpMovements(gateway), new MySqlClearing(context.store()));
        context.answers(PaymentAddresses.RECONCILE, reconcile::handle);
    }
}
