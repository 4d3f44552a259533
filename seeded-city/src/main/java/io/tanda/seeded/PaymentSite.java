package io.tanda.seeded;

import io.tanda.contract.ChargeId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.event.Event;
import io.tanda.contract.payment.AttemptView;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.invariants.Snapshot;
import io.tanda.payment.FakeTables;
import io.tanda.payment.FakeTables.Change;
import io.tanda.payment.charge.application.Cashier;
import io.tanda.payment.charge.application.Charges;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.application.HandlePayment;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.KeyLifetime;
import io.tanda.payment.charge.inbound.ChargeRequests;
import io.tanda.payment.charge.inbound.DropOffs;
import io.tanda.payment.charge.inbound.Fees;
import io.tanda.payment.charge.inbound.FollowCharge;
import io.tanda.payment.charge.outbound.MySqlCharges;
import io.tanda.payment.refund.application.HandleRefund;
import io.tanda.payment.refund.application.Refunder;
import io.tanda.payment.refund.application.Refunds;
import io.tanda.payment.refund.domain.Refund;
import io.tanda.payment.refund.outbound.MySqlRefunds;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.testing.FakeCommits.Journaled;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payment, wired as its modules wire it. */
final class PaymentSite extends Owner<Change> {
    /** As the default of the setting. */
    private static final KeyLifetime KEYS = new KeyLifetime(Duration.ofDays(1));

    private final City city;
    private final FakeTables tables;

    PaymentSite(City city) {
        this(city, new FakeTables(city.agenda()::instant));
    }

    private PaymentSite(City city, FakeTables tables) {
        super(city, PaymentEvent.TOPIC, tables.commits);
        this.city = city;
        this.tables = tables;
        if (city.has(Flaw.LEG_MISSING)) tables.ledger.forgetful();
        if (city.has(Flaw.REFUND_BOOKED_TWICE)) tables.ledger.doubling();
    }

    /** What its ledger holds. */
    List<Snapshot.Booked> booked() {
        return tables.ledger.all().stream()
                .map(entry -> new Snapshot.Booked(
                        entry.key().aggregate(),
                        entry.key().kind().name(),
                        entry.key().attempt(),
                        entry.key().leg(),
                        entry.leg().account().name(),
                        entry.ride(),
                        entry.leg().minorUnits(),
                        entry.currency(),
                        entry.reference()))
                .toList();
    }

    @Override
    void wire(Life life, SlowCommits<Change> commits) {
        Charges charges = new SlowCharges(commits);
        Gateway gateway = city.gateway().as(life);
        Commits<io.tanda.payment.charge.application.Change> ofCharges = new PartOf<>(commits, Change.Charged::new);
        Cashier cashier = new Cashier(life, charges, ofCharges, gateway, KEYS, life);
        FollowCharge follow = new FollowCharge(charges, cashier, life);
        ChargeRequests requests = new ChargeRequests(cashier, charges);
        life.follows(new DropOffs(follow).interest(), Change.Charged::new);
        life.follows(new Fees(follow).interest(), Change.Charged::new);
        life.serves(PaymentAddresses.COMMANDS, new HandlePayment(charges, ofCharges, cashier, life)::handle);
        for (Purpose purpose : Purpose.values())
            life.wakes(MySqlCharges.deadlineKind(purpose), (ride, due) -> {
                if (city.has(Flaw.CHARGED_AGAIN)) chargeAgain(gateway, new RideId(ride), purpose);
                return cashier.due(new RideId(ride), purpose);
            });
        life.serves(PaymentAddresses.CHARGE, requests::charge);
        life.serves(PaymentAddresses.GET, requests::get);
        wireRefunds(life, commits, charges);
    }

    private void wireRefunds(Life life, SlowCommits<Change> store, Charges charges) {
        DomainClock clock = DomainClock.anchored(life, Agenda.START, Agenda.START, 1);
        Refunds refunds = new SlowRefunds(store);
        Commits<io.tanda.payment.refund.application.Change> commits = new PartOf<>(store, Change.Refunded::new);
        Refunder refunder = new Refunder(refunds, commits, city.gateway().givingBackTo(life), KEYS, clock);
        HandleRefund handle = new HandleRefund(
                life,
                charges,
                refunds,
                charge -> store.read(charge, tables.ledger.shares(charge)),
                commits,
                refunder,
                clock,
                () -> new RefundId(city.chance().id()));
        life.serves(PaymentAddresses.REFUND, handle::handle);
        life.wakes(MySqlRefunds.DEADLINE, (refund, due) -> refunder.due(new RefundId(refund)));
    }

    /** {@link Flaw#CHARGED_AGAIN} */
    private void chargeAgain(Gateway gateway, RideId ride, Purpose purpose) {
        if (tables.charges.load(ride, purpose).result() instanceof Charge.Made charge)
            gateway.charge(Gateway.key(charge) + "/again", charge.claim(), late -> {})
                    .onComplete(answered -> {});
    }

    /** What is read takes its time. */
    private final class SlowCharges implements Charges {
        private final SlowCommits<Change> store;

        private SlowCharges(SlowCommits<Change> store) {
            this.store = store;
        }

        @Override
        public Future<Charge> load(RideId ride, Purpose purpose) {
            return store.read(ride, tables.charges.load(ride, purpose));
        }

        @Override
        public Future<Optional<Charge.Made>> find(RideId ride, Purpose purpose, @Nullable RiderId rider) {
            return store.read(ride, tables.charges.find(ride, purpose, rider));
        }

        @Override
        public Future<Duration> keyAge(Charge.Made charge) {
            return store.read(charge.claim().ride(), tables.charges.keyAge(charge));
        }

        @Override
        public Future<List<AttemptView>> attempts(RideId ride, Purpose purpose) {
            return store.read(ride, tables.charges.attempts(ride, purpose));
        }
    }

    private final class SlowRefunds implements Refunds {
        private final SlowCommits<Change> store;

        private SlowRefunds(SlowCommits<Change> store) {
            this.store = store;
        }

        @Override
        public Future<Refund> load(RefundId refund) {
            return store.read(refund, tables.refunds.load(refund));
        }

        @Override
        public Future<List<Refund>> of(RideId ride, Purpose purpose, @Nullable RiderId rider) {
            return store.read(ride, tables.refunds.of(ride, purpose, rider));
        }
    }

    @Override
    UUID about(Change change) {
        return switch (change) {
            case Change.Charged charged ->
                charged.change().after().claim().ride().value();
            case Change.Refunded refunded ->
                refunded.change().after().order().refund().value();
        };
    }

    @Override
    List<Journaled> news(Change change) {
        return switch (change) {
            case Change.Charged charged ->
                news(
                        Charge.versionOf(charged.change().before()),
                        charged.change().events());
            case Change.Refunded refunded -> {
                Refund before = refunded.change().before();
                yield news(
                        before == null ? 0 : before.version(), refunded.change().events());
            }
        };
    }

    private static List<Journaled> news(int before, List<? extends Event> events) {
        List<Journaled> news = new ArrayList<>();
        int version = before;
        for (Event event : events) news.add(new Journaled(++version, event));
        return news;
    }

    @Override
    void followed(Change change) {
        switch (change) {
            case Change.Charged charged -> {
                Claim claim = charged.change().after().claim();
                awaited(claim);
                tables.charges.load(claim.ride(), claim.purpose()).onSuccess(this::says);
            }
            case Change.Refunded refunded ->
                awaited(refunded.change().after().order().refund());
        }
    }

    private void says(Charge row) {
        if (!(row instanceof Charge.Made charge)) return;
        Claim claim = charge.claim();
        Money paid = switch (charge) {
            case Charge.Captured captured -> claim.amount();
            case Charge.Tendered tendered -> claim.amount();
            case Charge.WrittenOff forgiven -> new Money(0, claim.amount().currency());
            // What it was paid by first: in the car, or not at all.
            case Charge.Overpaid twice ->
                twice.method() == null ? new Money(0, claim.amount().currency()) : claim.amount();
            case Charge.Asking asking -> null;
            case Charge.Declined declined -> null;
            case Charge.Owed owed -> null;
            case Charge.Awaited awaited -> null;
        };
        city.sayings()
                .says(
                        this,
                        ChargeId.of(claim.ride(), claim.purpose()).value(),
                        charge.version(),
                        claim.purpose() == Purpose.FARE
                                ? new Sayings.Charged(charge.view().status(), paid)
                                : new Sayings.Beside(charge.view().status(), claim.amount()));
    }

    private void awaited(Claim claim) {
        boolean over =
                switch (tables.charges.load(claim.ride(), claim.purpose()).result()) {
                    case Charge.None none -> true;
                    case Charge.Captured captured -> true;
                    case Charge.Overpaid overpaid -> true;
                    case Charge.Owed owed -> true;
                    case Charge.WithoutGateway ended -> true;
                    case Charge.Awaited awaited -> false;
                    case Charge.Pending pending -> false;
                    case Charge.Unknown unknown -> false;
                    // Nobody owes a tip.
                    case Charge.Declined declined -> claim.purpose() == Purpose.TIP;
                };
        if (!over) city.promises().awaited(this, claim.ride(), MySqlCharges.deadlineKind(claim.purpose()));
    }

    private void awaited(RefundId refund) {
        boolean over = switch (tables.refunds.load(refund).result()) {
            case Refund.Asked asked -> false;
            case Refund.Made made -> true;
            case Refund.Refused refused -> true;
        };
        if (!over) city.promises().awaited(this, refund, MySqlRefunds.DEADLINE);
    }

    /** In any state. */
    Collection<Charge.Made> charges() {
        return tables.charges.all();
    }

    /** In any state. */
    Collection<Refund> refunds() {
        return tables.refunds.all();
    }
}
