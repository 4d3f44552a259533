package io.tanda.payment;

import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.HttpMovements;
import io.tanda.payment.ledger.application.HandlePayout;
import io.tanda.payment.ledger.application.Reconcile;
import io.tanda.payment.ledger.inbound.StatementRequests;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.payment.ledger.outbound.MySqlClearing;
import io.tanda.payment.ledger.outbound.MySqlPayouts;
import io.tanda.platform.BoundedContext;

/** The wiring of what is asked of the ledger. */
final class LedgerModule {
    private LedgerModule() {}

    static void wire(BoundedContext context, GatewayClient gateway) {
        Reconcile reconcile = new Reconcile(new HttpMovements(gateway), new MySqlClearing(context.store()));
        MySqlPayouts payouts = new MySqlPayouts(context.store());
        HandlePayout pay = new HandlePayout(
                payouts,
                context.store().commits(payouts::write, EntryRows.RACED),
                context.kit().clock());
        context.answers(PaymentAddresses.RECONCILE, reconcile::handle)
                .answers(PaymentAddresses.STATEMENT, new StatementRequests(payouts)::of)
                .answers(PaymentAddresses.PAYOUT, pay::handle);
    }
}
