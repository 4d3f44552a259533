package io.tanda.payment;

import io.tanda.contract.RideId;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.application.Cashier;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.application.HandlePayment;
import io.tanda.payment.charge.inbound.ChargeRequests;
import io.tanda.payment.charge.inbound.DropOffs;
import io.tanda.payment.charge.inbound.Fees;
import io.tanda.payment.charge.inbound.FollowCharge;
import io.tanda.payment.charge.outbound.MySqlCharges;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.HttpGateway;
import io.tanda.payment.gateway.Webhooks;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.payment.method.application.Verifier;
import io.tanda.payment.method.outbound.MySqlTokens;
import io.tanda.payment.refund.application.Refunder;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import java.time.InstantSource;

/** The wiring: the only file that says {@code new MySqlCharges(...)}. */
final class PaymentModule {
    private PaymentModule() {}

    static BoundedContext wire(BoundedContext context, PaymentConfig config) {
        Kit kit = context.kit();
        MySqlCharges charges =
                new MySqlCharges(context.store(), kit.clock(), InstantSource.system(), config.commission());
        Commits<Change> commits = context.store().commits(charges::write, EntryRows.RACED);
        GatewayClient gateway = new GatewayClient(context.vertx(), config, kit.meters());
        Cashier cashier = new Cashier(
                RealTime.of(context.vertx()),
                charges,
                commits,
                new HttpGateway(gateway, new MySqlTokens(context.store())),
                config.keys(),
                kit.clock());
        HandlePayment handlePayment = new HandlePayment(charges, commits, cashier, kit.clock());
        FollowCharge follow = new FollowCharge(charges, cashier, kit.clock());
        ChargeRequests requests = new ChargeRequests(cashier, charges);
        kit.health().note("payment-gateway", gateway::health);
        Refunder refunder = RefundModule.wire(context, charges, gateway, config.keys());
        Verifier verifier = MethodModule.wire(context, config, gateway);
        LedgerModule.wire(context, gateway);
        context.publishes(PaymentEvent.TOPIC)
                .runs(
                        Future::succeededFuture,
                        () -> Future.join(cashier.idle(), refunder.idle(), verifier.idle())
                                .<Void>mapEmpty()
                                .onComplete(idle -> gateway.close()))
                .follows(new DropOffs(follow).interest(), commits)
                .follows(new Fees(follow).interest(), commits)
                .forgetsFencesWhere(MySqlCharges.OVER)
                .answers(PaymentAddresses.CHARGE, requests::charge)
                .answers(PaymentAddresses.CHARGE_SERVICE, requests::chargeService)
                .answers(PaymentAddresses.GET, requests::get)
                .answers(PaymentAddresses.COMMANDS, handlePayment::handle)
                .answers(
                        PaymentAddresses.GATEWAY_NEWS,
                        new Webhooks(gateway, cashier::heard, InstantSource.system())::hear);
        for (Purpose purpose : Purpose.values())
            context.wakes(MySqlCharges.deadlineKind(purpose), (ride, due) -> cashier.due(new RideId(ride), purpose));
        return context;
    }
}
