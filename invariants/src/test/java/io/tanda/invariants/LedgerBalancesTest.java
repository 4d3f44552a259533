package io.tanda.invariants;

import static io.tanda.invariants.World.FARE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.invariants.Snapshot.Capture;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ledger's checker finds each offence that is planted in a world that is in order. */
class LedgerBalancesTest {
    private final World world = new World();

    @Test
    void aLegThatIsMissingIsFound() {
        world.ledger.removeIf(entry ->
                entry.aggregate().equals(world.first.value()) && entry.account().equals("COMMISSION"));
        names(world.first, "sums to 250");
        names(world.first, "is booked on [RIDER, DRIVER_EARNINGS]");
    }

    @Test
    void aRefundThatIsGivenTwiceIsNotTheLedgers() {
        var made = world.refunded(world.first, Money.usd(250));
        world.refunds.add(
                new Snapshot.GivenBack("refund:" + made.refund() + ":2", "ch_" + world.first, Money.usd(250)));
        finds("the gateway has given back 250 USD by the key refund:" + made.refund() + ":2, booked is null");
    }

    @Test
    void aRefundThatIsBookedTwiceIsFound() {
        var made = world.refunded(world.first, Money.usd(250));
        List<Snapshot.Booked> again = world.ledger.stream()
                .filter(entry -> entry.aggregate().equals(made.refund().value()))
                .map(entry -> new Snapshot.Booked(
                        entry.aggregate(),
                        entry.purpose(),
                        2,
                        entry.leg(),
                        entry.account(),
                        entry.ride(),
                        entry.minorUnits(),
                        entry.currency(),
                        entry.reference()))
                .toList();
        world.ledger.addAll(again);
        names(world.first, "is booked 2 times");
        finds("booked is 500");
    }

    @Test
    void aNewKeyForARetryIsNotTheLedgers() {
        world.captures.add(new Capture(world.first + ":fare:2", "ch_2", world.first, FARE));
        names(world.first, "captured 1250 USD as ch_2, booked is null");
    }

    @Test
    void aTimeoutThatIsTakenForAFailureIsNotTheLedgers() {
        RideId owed = RideId.next();
        world.owed(owed, null);
        world.captures.add(new Capture(owed + ":fare:1", "ch_3", owed, FARE));
        names(owed, "captured 1250 USD as ch_3, booked is null");
    }

    @Test
    void aResultThatIsWrittenBeforeTheCallIsFound() {
        world.captures.removeIf(capture -> capture.ride().equals(world.second));
        finds("1250 are booked as captured by ch_" + world.second + ", which the gateway has not");
    }

    @Test
    void aCaptureThatIsNotBookedIsFound() {
        world.ledger.removeIf(entry ->
                entry.aggregate().equals(world.first.value()) && entry.purpose().equals("CAPTURE"));
        names(world.first, "CAPTURE of " + world.first + " is not booked");
    }

    @Test
    void whatIsBookedAndNeverHappenedIsFound() {
        world.paid(world.first, "TENDER", "DRIVER_CASH", null);
        names(world.first, "TENDER of " + world.first + " is booked, which no event tells");
    }

    @Test
    void whatIsLetGoOfAndWasNeverHeldIsFound() {
        UUID method = new UUID(0, 7);
        world.ledger.add(new Snapshot.Booked(method, "RELEASE", 1, 1, "VERIFICATION", null, -100, "USD", null));
        world.ledger.add(new Snapshot.Booked(method, "RELEASE", 1, 2, "RIDER", null, 100, "USD", null));
        finds("nothing was held");
    }

    private void finds(String what) {
        assertThat(Invariant.LEDGER_BALANCES.check(world.snapshot()))
                .extracting(Offence::found)
                .anySatisfy(found -> assertThat(found).contains(what));
    }

    private void names(RideId ride, String what) {
        assertThat(Invariant.LEDGER_BALANCES.check(world.snapshot())).anySatisfy(offence -> {
            assertThat(offence.ride()).isEqualTo(ride);
            assertThat(offence.found()).contains(what);
        });
    }
}
