package io.tanda.seeded;

import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.AttemptView;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.application.Cashier;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.application.Charges;
import io.tanda.payment.charge.application.FakeCharges;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.KeyLifetime;
import io.tanda.payment.charge.inbound.ChargeRequests;
import io.tanda.payment.charge.inbound.DropOffs;
import io.tanda.payment.charge.outbound.MySqlCharges;
import io.tanda.platform.testing.FakeCommits.Journaled;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payment, wired as its module wires it. */
final class PaymentSite extends Site<Change> {
    /** As the default of the setting. */
    private static final KeyLifetime KEYS = new KeyLifetime(Duration.ofDays(1));

    private final City city;
    private final FakeCharges table;

    PaymentSite(City city) {
        this(city, new FakeCharges(city.agenda()::instant));
    }

    private PaymentSite(City city, FakeCharges table) {
        super(city, PaymentEvent.TOPIC, table.commits);
        this.city = city;
        this.table = table;
    }

    @Override
    void wire(Life life, SlowCommits<Change> commits) {
        Charges charges = new Slow(commits);
        Gateway gateway = city.gateway().as(life);
        Cashier cashier = new Cashier(life, charges, commits, gateway, KEYS, life);
        ChargeRequests requests = new ChargeRequests(cashier, charges);
        life.follows(new DropOffs(charges, cashier, life).interest());
        for (Purpose purpose : Purpose.values())
            life.wakes(MySqlCharges.deadlineKind(purpose), (ride, due) -> {
                if (city.has(Flaw.CHARGED_AGAIN)) chargeAgain(gateway, new RideId(ride), purpose);
                return cashier.due(new RideId(ride), purpose);
            });
        life.serves(PaymentAddresses.CHARGE, requests::charge);
        life.serves(PaymentAddresses.GET, requests::get);
    }

    /** {@link Flaw#CHARGED_AGAIN} */
    private void chargeAgain(Gateway gateway, RideId ride, Purpose purpose) {
        if (table.load(ride, purpose).result() instanceof Charge.Made charge)
            gateway.charge(Gateway.key(charge) + "/again", charge.claim(), late -> {})
                    .onComplete(answered -> {});
    }

    /** What is read takes its time. */
    private final class Slow implements Charges {
        private final SlowCommits<Change> store;

        private Slow(SlowCommits<Change> store) {
            this.store = store;
        }

        @Override
        public Future<Charge> load(RideId ride, Purpose purpose) {
            return store.read(ride, table.load(ride, purpose));
        }

        @Override
        public Future<Optional<Charge.Made>> find(RideId ride, Purpose purpose, @Nullable RiderId rider) {
            return store.read(ride, table.find(ride, purpose, rider));
        }

        @Override
        public Future<Duration> keyAge(Charge.Made charge) {
            return store.read(charge.claim().ride(), table.keyAge(charge));
        }

        @Override
        public Future<List<AttemptView>> attempts(RideId ride, Purpose purpose) {
            return store.read(ride, table.attempts(ride, purpose));
        }
    }

    @Override
    UUID about(Change change) {
        return change.after().claim().ride().value();
    }

    @Override
    List<Journaled> news(Change change) {
        List<Journaled> news = new ArrayList<>();
        int version = Charge.versionOf(change.before());
        for (PaymentEvent event : change.events()) news.add(new Journaled(++version, event));
        return news;
    }

    @Override
    void followed(Change change) {
        RideId ride = change.after().claim().ride();
        Purpose purpose = change.after().claim().purpose();
        boolean over = switch (table.load(ride, purpose).result()) {
            case Charge.None none -> true;
            case Charge.Captured captured -> true;
            case Charge.Overpaid overpaid -> true;
            case Charge.Owed owed -> true;
            case Charge.WithoutGateway ended -> true;
            case Charge.Awaited awaited -> false;
            case Charge.Pending pending -> false;
            case Charge.Unknown unknown -> false;
            case Charge.Declined declined -> false;
        };
        if (!over) city.promises().awaited(this, ride, MySqlCharges.deadlineKind(purpose));
    }
}
