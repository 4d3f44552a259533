package io.tanda.contract.payment;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Journal;
import java.util.List;

/** What payment is asked over the bus. */
public final class PaymentAddresses {
    // Longer than the gateway's own limit, so that the answer is the gateway's and not the bus's.
    public static final Address<ChargeRide, PaymentView> CHARGE =
            Address.of("payment.charge", ChargeRide.class, PaymentView.class).within(2_000);
    // Whoever buys waits for the gateway too.
    public static final Address<ChargeService, PaymentView> CHARGE_SERVICE = Address.of(
                    "payment.charge-service", ChargeService.class, PaymentView.class)
            .within(2_000);
    public static final Address<PaymentQuery, PaymentView> GET =
            Address.of("payment.get", PaymentQuery.class, PaymentView.class);
    // A rider who tries again waits for the gateway too.
    public static final Address<PaymentCommand, PaymentView> COMMANDS = Address.of(
                    "payment.commands", PaymentCommand.class, PaymentView.class)
            .within(2_000);
    // An operator waits for the gateway too.
    public static final Address<RefundFare, RefundView> REFUND =
            Address.of("payment.refund", RefundFare.class, RefundView.class).within(2_000);
    public static final Address<PaymentQuery, RefundList> REFUNDS =
            Address.of("payment.refunds", PaymentQuery.class, RefundList.class);
    // A rider who registers waits for the gateway too.
    public static final Address<RegisterMethod, MethodView> REGISTER_METHOD = Address.of(
                    "payment.register-method", RegisterMethod.class, MethodView.class)
            .within(2_000);
    public static final Address<MethodCommand, MethodList> METHOD_COMMANDS =
            Address.of("payment.method-commands", MethodCommand.class, MethodList.class);
    public static final Address<ListMethods, MethodList> METHODS =
            Address.of("payment.methods", ListMethods.class, MethodList.class);
    // The gateway's list is read page by page while an operator waits.
    public static final Address<ReconcileDay, Reconciliation> RECONCILE = Address.of(
                    "payment.reconcile", ReconcileDay.class, Reconciliation.class)
            .within(10_000);
    public static final Address<StatementQuery, DriverStatement> STATEMENT =
            Address.of("payment.statement", StatementQuery.class, DriverStatement.class);
    public static final Address<PayDriver, PayoutView> PAYOUT =
            Address.of("payment.payout", PayDriver.class, PayoutView.class);
    public static final Address<GatewayNews, GatewayHeard> GATEWAY_NEWS =
            Address.of("payment.gateway-news", GatewayNews.class, GatewayHeard.class);
    public static final Address<Journal.Read, Journal.Events> JOURNAL = Journal.of("payment");
    public static final Address<Audit.Read, Audit.Entries> AUDIT = Audit.of("payment");

    public static final List<Address<?, ?>> ALL = List.of(
            CHARGE,
            CHARGE_SERVICE,
            GET,
            COMMANDS,
            REFUND,
            REFUNDS,
            REGISTER_METHOD,
            METHOD_COMMANDS,
            METHODS,
            RECONCILE,
            STATEMENT,
            PAYOUT,
            GATEWAY_NEWS,
            JOURNAL,
            AUDIT);

    private PaymentAddresses() {}
}
