package io.tanda.seeded;

/** What holds after each step. */
public enum Promise {
    ONE_DRIVER_PER_RIDE("at most one driver has a ride"),
    ONE_RIDE_PER_DRIVER("a driver has at most one ride"),
    CHARGED_ONCE("the gateway captures a ride's fare once, and no other amount"),
    COMPLETED_IS_PAID("what is completed was captured, or its driver has it"),
    REFUNDED_ONCE("a refund is given back by the gateway once, and as it is said"),
    REFUNDED_WITHIN_CAPTURED("no more is given back than was captured"),
    LEDGER_BALANCES("the ledger sums to nothing, has each act once, and is the gateway's"),
    NO_LOST_BOOKING("what was accepted is there"),
    VERSIONS_WITHOUT_GAP("each aggregate's events count 1, 2, 3"),
    TOPICS_EQUAL_JOURNALS("a topic holds what its journal holds, and nothing else"),
    NO_EVENT_LOST("an event that counts as read has taken effect"),
    NOTHING_PARKED("nobody fails for good at an event, a deadline or a command"),
    HISTORY_AGREES("history says what the owners said, and never goes back"),
    TOLD_ONCE("who is to be told of something is told, once, and of nothing else"),
    HANDED_ONCE("what goes out is handed to its channel, and not twice as far as the channel can tell"),
    TOLD_WITHIN_THE_MINUTE("a rider hears within a minute of the request"),
    WINDOW_FROM_THE_REQUEST("a call is open for what is left of the request's window, or for a fair rest"),
    DEADLINE_FOR_EACH_STATE("a state that is not the last has a stored deadline"),
    DEADLINE_IS_MET("a deadline that has come is driven"),
    ENDS("when all is quiet every ride and every refund has ended");

    private final String promise;

    Promise(String promise) {
        this.promise = promise;
    }

    public String promise() {
        return promise;
    }
}
