package io.tanda.payment;

import io.tanda.contract.Contexts;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.payment.ChargeRide;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.OrderedConsumer;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.time.DeadlineHandler;
import io.tanda.platform.time.Sweeper;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashMap;
import java.util.Map;

/** What payment listens to and how it stops. One per process: the breakers count every call of it. */
public final class PaymentVerticle extends VerticleBase {
    private final Kit kit;
    private final Stops stops = new Stops("payment");

    public PaymentVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        PaymentConfig config = PaymentConfig.of(kit.settings());
        KafkaConfig kafka = KafkaConfig.of(kit.settings());
        StoreConfig storeConfig = StoreConfig.of(kit.settings(), Contexts.PAYMENT);
        kit.settings().check();
        return stops.orStop(Store.open(vertx, storeConfig, "payment", kit.meters())
                .compose(store -> startOn(store, config, kafka)));
    }

    /** Takes nothing new, finishes the calls under way, publishes what is written, lets go of the database. */
    @Override
    public Future<Void> stop() {
        return stops.run();
    }

    private Future<Void> startOn(Store store, PaymentConfig config, KafkaConfig kafka) {
        stops.add(store::close);
        HttpGateway gateway = new HttpGateway(vertx, config, kit.meters());
        MySqlCharges charges = new MySqlCharges(store, kit.clock());
        Cashier cashier = new Cashier(vertx, charges, gateway, kit.clock());
        OutboxRelay relay = new OutboxRelay(vertx, kit, kafka, store, PaymentEvent.TOPIC);
        OrderedConsumer<DispatchEvent> dropOffs = new OrderedConsumer<>(
                vertx, kit, kafka, store, "payment", DispatchEvent.TOPIC, new DropOffs(charges, cashier, kit.clock()));
        Sweeper sweeper = new Sweeper(vertx, kit, store, deadlines(cashier));
        stops.add(() -> {
            gateway.close();
            return Future.succeededFuture();
        });
        kit.health()
                .note(
                        "payment-gateway",
                        () -> gateway.open()
                                ? Future.failedFuture("the breaker is open: charges wait for their deadlines")
                                : Future.succeededFuture());
        return stops.starting(relay::start, relay::stop)
                .compose(v -> stops.serving(JournalService.serve(kit.bus(), store)))
                .compose(v -> stops.starting(Future::succeededFuture, cashier::idle))
                .compose(v ->
                        stops.serving(kit.bus().serve(PaymentAddresses.CHARGE, request -> charge(cashier, request))))
                .compose(v -> stops.serving(kit.bus().serve(PaymentAddresses.GET, request -> get(charges, request))))
                .compose(v -> stops.starting(dropOffs::start, dropOffs::stop))
                .compose(v -> stops.starting(sweeper::start, sweeper::stop));
    }

    private static Map<String, DeadlineHandler> deadlines(Cashier cashier) {
        Map<String, DeadlineHandler> handlers = new HashMap<>();
        for (Purpose purpose : Purpose.values())
            handlers.put(MySqlCharges.deadlineKind(purpose), (ride, due) -> cashier.due(new RideId(ride), purpose));
        return handlers;
    }

    private static Future<Reply<PaymentView>> charge(Cashier cashier, Request<ChargeRide> request) {
        ChargeRide body = request.body();
        return cashier.charge(new Claim(body.ride(), body.rider(), body.purpose(), body.amount()), request.trace());
    }

    private static Future<Reply<PaymentView>> get(MySqlCharges charges, Request<PaymentQuery> request) {
        PaymentQuery query = request.body();
        if (query.rider() == null && !mayReadAll(request.actor().role())) return Future.succeededFuture(notFound());
        return charges.find(query.ride(), Purpose.FARE, query.rider())
                .map(found -> found.map(charge -> Reply.done(charge.view())).orElseGet(PaymentVerticle::notFound));
    }

    private static boolean mayReadAll(Role role) {
        return switch (role) {
            case OPERATOR, SYSTEM -> true;
            case RIDER, DRIVER -> false;
        };
    }

    private static Reply<PaymentView> notFound() {
        return Reply.refused(Refusal.NOT_FOUND, "no payment of this ride");
    }
}
