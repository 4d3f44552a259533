package io.tanda.payment;

import io.tanda.contract.RefundId;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.payment.charge.application.Charges;
import io.tanda.payment.charge.domain.KeyLifetime;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.HttpRefunds;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.payment.ledger.outbound.MySqlLedger;
import io.tanda.payment.refund.application.Change;
import io.tanda.payment.refund.application.HandleRefund;
import io.tanda.payment.refund.application.Refunder;
import io.tanda.payment.refund.inbound.RefundRequests;
import io.tanda.payment.refund.outbound.MySqlRefunds;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.time.RealTime;

/** The wiring of what is given back. */
final class RefundModule {
    private RefundModule() {}

    /** @return who calls the gateway: it is idle before the gateway is closed */
    static Refunder wire(BoundedContext context, Charges charges, GatewayClient gateway, KeyLifetime keys) {
        Kit kit = context.kit();
        MySqlRefunds refunds = new MySqlRefunds(context.store(), kit.clock());
        Commits<Change> commits = context.store().commits(refunds::write, EntryRows.RACED);
        Refunder refunder = new Refunder(refunds, commits, new HttpRefunds(gateway), keys, kit.clock());
        HandleRefund handle = new HandleRefund(
                RealTime.of(context.vertx()),
                charges,
                refunds,
                new MySqlLedger(context.store()),
                commits,
                refunder,
                kit.clock(),
                RefundId::next);
        context.answers(PaymentAddresses.REFUND, handle::handle)
                .answers(PaymentAddresses.REFUNDS, new RefundRequests(refunds)::of)
                .wakes(MySqlRefunds.DEADLINE, (refund, due) -> refunder.due(new RefundId(refund)));
        return refunder;
    }
}
