package io.tanda.invariants;

import com.google.errorprone.annotations.Immutable;
import java.util.List;

/** What must hold when all is quiet, whatever was killed meanwhile. Each is a function of what was read and nothing else. */
public enum Invariant {
    SOMETHING_HAPPENED("the run did something worth checking", SomethingHappened::check),
    NO_LOST_BOOKING("no booking that was answered 201 is lost", NothingLost::noLostBooking),
    ONE_DRIVER_PER_RIDE("at most one driver per ride at any time", OneDriverOneRide::oneDriverPerRide),
    ONE_RIDE_PER_DRIVER("at most one ride per driver at any time", OneDriverOneRide::oneRidePerDriver),
    COMPLETED_IS_PAID("no completed ride is unpaid", PaidOnce::completedIsPaid),
    CAPTURES_EQUAL_FARES("captures equal fares, fees and tips, each once", PaidOnce::capturesEqualFares),
    REFUNDS_EQUAL_THEIR_EVENTS("refunds are given back once, and never more than was captured", GivenBackOnce::check),
    LEDGER_BALANCES("the ledger sums to nothing, has each act once, and is the gateway's", LedgerBalances::check),
    VERSIONS_WITHOUT_GAP("each ride's journal counts 1, 2, 3, ...", RecordsAgree::versionsWithoutGap),
    JOURNALS_EQUAL_TOPICS("journals and topics agree both ways", RecordsAgree::journalsEqualTopics),
    HISTORY_EQUALS_JOURNALS("history and journals agree both ways", RecordsAgree::historyEqualsJournals),
    SPENDING_EQUALS_JOURNALS("what riders are told that they spent is what payment's journal tells", Spending::check),
    STOCK_CONSERVED("the depot's items are in stock or out, and orders are as their deliveries", StockConserved::check),
    MESSAGES_PAID(
            "messages are sent once they are paid, and nothing is kept for one that is not sent", MessagesPaid::check),
    NO_RIDE_PAST_DEADLINE("no ride is past its deadline or stuck without one", NothingLost::noRidePastDeadline),
    NOTHING_PARKED("no consumer has given up on a ride", NothingLost::nothingParked);

    private final String promise;
    private final Check check;

    @Immutable
    @FunctionalInterface
    private interface Check {
        List<Found> of(Snapshot snapshot);
    }

    Invariant(String promise, Check check) {
        this.promise = promise;
        this.check = check;
    }

    /** For a person. */
    public String promise() {
        return promise;
    }

    public List<Offence> check(Snapshot snapshot) {
        return check.of(snapshot).stream()
                .map(found -> new Offence(this, found.ride(), found.what()))
                .toList();
    }
}
