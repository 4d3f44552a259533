package io.tanda.payment;

import io.tanda.contract.MethodId;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.HttpVerifications;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.payment.method.application.Change;
import io.tanda.payment.method.application.HandleMethod;
import io.tanda.payment.method.application.RegisterMethods;
import io.tanda.payment.method.application.Verifier;
import io.tanda.payment.method.inbound.MethodRequests;
import io.tanda.payment.method.outbound.MySqlWallets;
import io.tanda.payment.method.outbound.VerificationRows;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.time.RealTime;

/** The wiring of what riders pay with. */
final class MethodModule {
    private MethodModule() {}

    /** @return who calls the gateway: it is idle before the gateway is closed */
    static Verifier wire(BoundedContext context, PaymentConfig config, GatewayClient client) {
        Kit kit = context.kit();
        MySqlWallets wallets = new MySqlWallets(context.store(), kit.clock());
        Commits<Change> commits = context.store().commits(wallets::write, EntryRows.RACED);
        HttpVerifications gateway = new HttpVerifications(client);
        Verifier verifier = new Verifier(wallets, commits, gateway, kit.clock());
        RegisterMethods register = new RegisterMethods(
                RealTime.of(context.vertx()), wallets, commits, verifier, gateway, config.verification(), kit.clock());
        context.answers(PaymentAddresses.REGISTER_METHOD, register::handle)
                .answers(PaymentAddresses.METHOD_COMMANDS, new HandleMethod(wallets, commits, kit.clock())::handle)
                .answers(PaymentAddresses.METHODS, new MethodRequests(wallets)::of)
                .wakes(VerificationRows.DEADLINE, (method, due) -> verifier.due(new MethodId(method)))
                .purges(MySqlWallets.REMOVED, VerificationRows.OLD);
        return verifier;
    }
}
