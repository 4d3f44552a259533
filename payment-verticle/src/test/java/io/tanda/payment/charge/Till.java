package io.tanda.payment.charge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.BookingEvent.RideCanceled;
import io.tanda.contract.booking.Fee;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.contract.payment.AttemptView;
import io.tanda.contract.payment.PaymentView;
import io.tanda.payment.Await;
import io.tanda.payment.PaymentConfig;
import io.tanda.payment.charge.application.Cashier;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.application.HandlePayment;
import io.tanda.payment.charge.application.Tokens;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.inbound.DropOffs;
import io.tanda.payment.charge.inbound.Fees;
import io.tanda.payment.charge.inbound.FollowCharge;
import io.tanda.payment.charge.outbound.MySqlCharges;
import io.tanda.payment.gateway.GatewayClient;
import io.tanda.payment.gateway.HttpGateway;
import io.tanda.payment.gateway.TestGateway;
import io.tanda.payment.ledger.domain.Commission;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.time.DomainClock;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a process of payment holds, without its consumer, on the real database and a gateway over HTTP. */
public record Till(
        Store store,
        MySqlCharges charges,
        Commits<Change> commits,
        GatewayClient gateway,
        Cashier cashier,
        DropOffs dropOffs,
        Fees fees,
        HandlePayment payments) {
    static Till on(Vertx vertx, Store store, TestGateway remote) {
        return on(vertx, store, remote, InstantSource.system());
    }

    /** @param real the time that the gateway lives in */
    static Till on(Vertx vertx, Store store, TestGateway remote, InstantSource real) {
        return of(vertx, store, remote, real, null);
    }

    /** @param mortal what it ends by; absent: it does not */
    static Till of(Vertx vertx, Store store, TestGateway remote, InstantSource real, @Nullable Mortal mortal) {
        Settings settings = Settings.of(Map.of("gateway.url", remote.url(), "payment.gateway.breaker.failures", "100"));
        DomainClock clock = DomainClock.real();
        PaymentConfig config = PaymentConfig.of(settings);
        GatewayClient gateway = new GatewayClient(vertx, config, new SimpleMeterRegistry());
        MySqlCharges charges = new MySqlCharges(store, clock, real, Commission.USUAL);
        Commits<Change> database = store.commits(charges::write, EntryRows.RACED);
        Commits<Change> commits = mortal == null ? database : mortal.commits(database);
        Gateway http = new HttpGateway(gateway, Tokens.NONE);
        Cashier cashier = new Cashier(
                RealTime.of(vertx),
                charges,
                commits,
                mortal == null ? http : mortal.gateway(http),
                config.keys(),
                clock);
        FollowCharge follow = new FollowCharge(charges, cashier, clock);
        return new Till(
                store,
                charges,
                commits,
                gateway,
                cashier,
                new DropOffs(follow),
                new Fees(follow),
                new HandlePayment(charges, commits, cashier, clock));
    }

    Future<Reply<PaymentView>> fastPath(Claim claim) {
        return cashier.charge(claim, null);
    }

    /** As the consumer does it: effects and fence in one unit, decided again where that was stale. */
    Future<Void> event(Claim claim) {
        return event(claim, droppedOff(claim));
    }

    Future<Void> event(Claim claim, PassengerDroppedOff event) {
        Recorded recorded = recorded(claim, DispatchEvent.TOPIC, event);
        return follow(claim, "payment<-dispatch", () -> dropOffs.charge(event, recorded));
    }

    /** The ride was canceled, and costs what is claimed. */
    Future<Void> canceled(Claim claim) {
        RideCanceled event = new RideCanceled(
                claim.ride(), false, Instant.now(), null, new Fee(claim.rider(), claim.amount(), claim.method()));
        Recorded recorded = recorded(claim, BookingEvent.TOPIC, event);
        return follow(claim, "payment<-booking", () -> fees.canceled(event, recorded));
    }

    private static <E extends Event> Recorded recorded(Claim claim, Topic<E> topic, E event) {
        return new Recorded(
                claim.ride().value(), 1, topic.typeOf(event), event.at(), Actor.SYSTEM, null, Wire.encodeText(event));
    }

    private Future<Void> follow(Claim claim, String consumer, Supplier<Future<Effects<Change>>> meaning) {
        return Attempts.whileStale(() -> meaning.get()
                .compose(effects -> commits.commit(
                                effects.change(),
                                new Commits.Step(consumer, claim.ride().value(), 0, 1))
                        .onSuccess(done -> effects.afterwards().run())));
    }

    Future<Void> deadline(Claim claim) {
        return cashier.due(claim.key(), claim.purpose());
    }

    Charge load(Claim claim) {
        return Await.result(charges.load(claim.key(), claim.purpose()));
    }

    List<AttemptView> attempts(Claim claim) {
        return Await.result(charges.attempts(claim.key(), claim.purpose()));
    }

    /** Its events. */
    List<String> types(Claim claim) {
        return Await.result(
                        store.journal(List.of(new Journal.After(claim.charge().value(), 0))))
                .stream()
                .map(Recorded::type)
                .toList();
    }

    List<Instant> deadlines(Claim claim) {
        List<Instant> due = new ArrayList<>();
        Await.result(store.query("SELECT due_at FROM deadline WHERE aggregate_id = ?", claim.key()))
                .forEach(row -> due.add(Rows.instant(row, "due_at")));
        return due;
    }

    static PaymentView view(Future<Reply<PaymentView>> reply) {
        return switch (Await.result(reply)) {
            case Reply.Done<PaymentView> done -> done.value();
            case Reply.Refused<PaymentView> refused -> throw new AssertionError(refused);
        };
    }

    public static PassengerDroppedOff droppedOff(Claim claim) {
        return droppedOff(claim, null);
    }

    static PassengerDroppedOff droppedOff(Claim claim, @Nullable String review) {
        return new PassengerDroppedOff(
                claim.ride(),
                claim.rider(),
                claim.driver() == null ? DriverId.next() : claim.driver(),
                new GeoPoint(40.7, -74),
                3_000,
                600,
                new Fare(
                        claim.amount(),
                        "test",
                        List.of(new Fare.Line("fare", claim.amount().minorUnits()))),
                Instant.now(),
                review);
    }
}
