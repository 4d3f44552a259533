package io.tanda.seeded;

/** A bug that is planted in what is simulated, never in what is real: the promises must find it. */
public enum Flaw {
    ACCEPT_WITHOUT_VERSION(
            Promise.ONE_DRIVER_PER_RIDE, "an acceptance does not look whether the call is as it was found"),
    FENCE_SKIPPED(Promise.NOTHING_PARKED, "an event takes effect whether or not it has before"),
    OFFSET_BEFORE_EFFECT(Promise.NO_EVENT_LOST, "an event counts as read before it has taken effect"),
    NEW_KEY_PER_RETRY(Promise.CHARGED_ONCE, "the gateway is asked again under another key"),
    SWEEPER_OFF(Promise.DEADLINE_IS_MET, "nobody looks at stored deadlines"),
    WITHDRAW_FORGOTTEN(Promise.DEADLINE_IS_MET, "dispatch does not hear of a booking that is canceled or over"),
    PUBLISH_BEFORE_COMMIT(Promise.TOPICS_EQUAL_JOURNALS, "events are in the topic before they are committed"),
    CHARGED_AGAIN(Promise.CHARGED_ONCE, "a second sweeper charges what is charged already"),
    REFUNDED_TWICE(Promise.REFUNDED_ONCE, "the gateway is asked again to give back, under another key"),
    LEG_MISSING(Promise.LEDGER_BALANCES, "of what the gateway took one side is booked"),
    REFUND_BOOKED_TWICE(Promise.LEDGER_BALANCES, "what is given back is booked again"),
    WINDOW_RESTARTED(Promise.WINDOW_FROM_THE_REQUEST, "a request counts from when dispatch hears of it"),
    OLDER_OVER_NEWER(Promise.HISTORY_AGREES, "history takes an event that comes again for news"),
    HANDED_BEFORE_STORED(
            Promise.HANDED_ONCE, "a notice is handed to its channel before it is written down that it is tried"),
    DEADLINE_DELETED_BY_STALE_WRITER(
            Promise.DEADLINE_FOR_EACH_STATE,
            "who is done with a deadline, or finds nothing due, deletes what others have set meanwhile");

    private final Promise breaks;
    private final String what;

    Flaw(Promise breaks, String what) {
        this.breaks = breaks;
        this.what = what;
    }

    /** What it does not keep, sooner or later; perhaps others too, and sooner. */
    public Promise breaks() {
        return breaks;
    }

    /** For a person. */
    public String what() {
        return what;
    }
}
