package io.tanda.payment.charge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.payment.AttemptView;
import io.tanda.payment.Await;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.gateway.TestGateway;
import io.tanda.payment.ledger.Books;
import io.tanda.payment.ledger.domain.Account;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process ends at each point of a charge, and the next one goes on with what is in the database: with a gateway that is well, commits
 * and says nothing, hears nothing, or declines. {@code -Dtanda.crashes=1000} for as many at each point.
 */
@Tag("B3")
@SuppressWarnings("NullAway.Init")
class CrashPointsIT extends TwoTills {
    private static final int CRASHES = Integer.getInteger("tanda.crashes", 24);
    private static final List<TestGateway.Mode> MODES = List.of(
            TestGateway.CAPTURE,
            new TestGateway.Mode.ChargeAndDrop(),
            new TestGateway.Mode.Drop(),
            new TestGateway.Mode.Decline("no_money"));
    /** More than any charge here takes. */
    private static final int MOST_DEADLINES = 10;

    @ParameterizedTest
    @EnumSource
    void nothing_is_taken_twice_lost_or_stuck(Mortal.Point point) {
        List<Claim> rides = new ArrayList<>();
        for (int i = 0; i < CRASHES; i++) {
            Claim ride = Given.newClaim();
            rides.add(ride);
            TestGateway.Mode mode = MODES.get(i % MODES.size());
            dies(point, ride, mode, i / MODES.size() % 2 == 0);
            remote.mode = TestGateway.CAPTURE;
            goesOn(ride);
            assertThat(there.load(ride)).as("%s %s", point, mode).isInstanceOf(Charge.Captured.class);
        }
        assertThat(remote.ledger())
                .as("each ride once, and none more")
                .extracting(TestGateway.Capture::ride)
                .containsExactlyInAnyOrderElementsOf(
                        rides.stream().map(ride -> ride.ride().toString()).toList());
        assertThat(remote.ledger())
                .allSatisfy(capture -> assertThat(capture.minorUnits()).isEqualTo(1_250));
        for (Claim ride : rides) isInOrder(ride);
        Books books = Books.of(
                store, rides.stream().map(ride -> ride.charge().value()).toList());
        books.requireBalanced();
        assertThat(books.balance(Account.GATEWAY_CLEARING))
                .as("the ledger's is the gateway's")
                .isEqualTo(remote.ledger().stream()
                        .mapToLong(TestGateway.Capture::minorUnits)
                        .sum());
        assertThat(books.balance(Account.RIDER)).as("nobody owes anything").isZero();
        assertThat(books.balance(Account.COMMISSION)).isEqualTo(-250L * rides.size());
        assertThat(count("SELECT SUM(LENGTH(pointers)) DIV 20 FROM outbox"))
                .as("what was committed is left to be published by whoever lives")
                .isEqualTo(count("SELECT COUNT(*) FROM event"));
    }

    /** @param byEvent or by the fast path, whose event comes later */
    private void dies(Mortal.Point point, Claim ride, TestGateway.Mode mode, boolean byEvent) {
        remote.mode = mode;
        Mortal process = new Mortal(point);
        Till till = Till.of(vertx, store, remote, InstantSource.system(), process);
        if (byEvent) till.event(ride).onComplete(never -> {});
        else till.fastPath(ride).onComplete(never -> {});
        Await.result(process.death());
        boolean takes = mode instanceof TestGateway.Mode.Capture || mode instanceof TestGateway.Mode.ChargeAndDrop;
        if (point == Mortal.Point.CALLED && takes)
            Await.until(
                    "the gateway has it",
                    Duration.ofSeconds(10),
                    () -> remote.ledger().stream()
                            .anyMatch(
                                    capture -> capture.ride().equals(ride.ride().toString())));
        till.gateway().close();
    }

    /** The event comes again, for nobody said that it was followed; where it was, deadlines are what is left. */
    private void goesOn(Claim ride) {
        Await.result(there.event(ride).otherwiseEmpty());
        Await.result(there.cashier().idle());
        for (int i = 0; i < MOST_DEADLINES && !there.deadlines(ride).isEmpty(); i++) Await.result(there.deadline(ride));
    }

    private void isInOrder(Claim ride) {
        assertThat(there.deadlines(ride)).as("stuck").isEmpty();
        List<String> types = there.types(ride);
        assertThat(types).filteredOn("payment.charge-captured.v1"::equals).hasSize(1);
        List<AttemptView> attempts = there.attempts(ride);
        assertThat(attempts)
                .filteredOn(attempt -> attempt.outcome() == AttemptView.Outcome.CAPTURED)
                .singleElement()
                .satisfies(attempt -> assertThat(remote.ledger())
                        .extracting(TestGateway.Capture::key)
                        .contains(attempt.key()));
        assertThat(attempts)
                .as("a new key only after a decline")
                .allSatisfy(attempt -> assertThat(attempt.outcome()).isNotNull());
    }

    private static long count(String sql) {
        return Await.result(store.query(sql)).iterator().next().getLong(0);
    }
}
