package io.tanda.booking.outbound;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.booking.application.FollowRide;
import io.tanda.booking.application.Told;
import io.tanda.booking.domain.Payer;
import io.tanda.booking.domain.Policies;
import io.tanda.booking.inbound.PaymentEvents;
import io.tanda.contract.Actor;
import io.tanda.contract.MethodId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Wire;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.DefaultMethodChanged;
import io.tanda.contract.payment.PaymentEvent.MethodEvent;
import io.tanda.contract.payment.PaymentEvent.MethodRegistered;
import io.tanda.contract.payment.PaymentEvent.MethodRemoved;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.platform.store.Store;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What payment tells of a rider's methods is what a booking may name. */
@SuppressWarnings("NullAway.Init")
class MySqlPayersIT {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final RiderId rider = RiderId.next();
    private final MethodId card = MethodId.next();
    private final MethodId cash = MethodId.next();
    private Store store;
    private MySqlPayers payers;

    @BeforeEach
    void open() {
        store = TestStore.open(vertx, "booking");
        payers = new MySqlPayers(store);
    }

    @AfterEach
    void close() {
        await(store.close());
        await(vertx.close());
    }

    @Test
    @Tag("C0")
    void what_was_registered_and_not_removed_can_be_named() {
        assertThat(await(payers.of(rider))).isEqualTo(Payer.NOBODY);
        tell(
                1,
                new MethodRegistered(rider, card, MethodKind.CARD, "visa", "4242", null, NOON),
                new DefaultMethodChanged(rider, card, NOON),
                new MethodRegistered(rider, cash, MethodKind.CASH, null, null, null, NOON));
        assertThat(await(payers.of(rider)))
                .isEqualTo(new Payer(Map.of(card, MethodKind.CARD, cash, MethodKind.CASH), card));
        assertThat(await(payers.of(RiderId.next()))).isEqualTo(Payer.NOBODY);
        tell(
                4,
                new MethodRemoved(rider, card, MethodKind.CARD, "visa", "4242", NOON),
                new DefaultMethodChanged(rider, cash, NOON));
        assertThat(await(payers.of(rider))).isEqualTo(new Payer(Map.of(cash, MethodKind.CASH), cash));
        tell(
                6,
                new MethodRemoved(rider, cash, MethodKind.CASH, null, null, NOON),
                new DefaultMethodChanged(rider, null, NOON));
        assertThat(await(payers.of(rider))).isEqualTo(Payer.NOBODY);
    }

    private void tell(int from, MethodEvent... events) {
        Interest<PaymentEvent, Told> interest =
                PaymentEvents.all(new FollowRide(new MySqlBookings(store), Policies.USUAL));
        Commits<Told> commits = MySqlPayers.commits(store, change -> {});
        int version = from;
        for (MethodEvent event : List.of(events)) {
            Recorded recorded = new Recorded(
                    event.aggregate().id(),
                    version,
                    PaymentEvent.TOPIC.typeOf(event),
                    NOON,
                    Actor.SYSTEM,
                    null,
                    Wire.encodeText(event));
            Commits.Step step = new Commits.Step("booking<-payment", recorded.aggregate(), version - 1, version);
            await(interest.takeEffect(recorded, effects -> commits.commit(effects.change(), step)));
            version++;
        }
    }
}
