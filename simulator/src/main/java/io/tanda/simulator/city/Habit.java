package io.tanda.simulator.city;

/** What the people of the city do now and then, with the share of cases in which they do. */
public enum Habit {
    CANCELS("cancel", 0.05, "riders who cancel at a random moment"),
    NO_SHOW("no-show", 0.02, "riders who do not come to the pick-up"),
    TIPS("tip", 0.2, "riders who give a tip when the fare is paid"),
    REGISTERS("register", 0.25, "riders by card who register it before they ride"),
    NAMES_METHOD("name-method", 0.5, "of them, those whose booking names it; the others leave it to their default"),
    CASH("cash", 0.15, "riders who pay in cash"),
    LATER("later", 0.05, "riders who ask for a taxi at a later time"),
    DECLINES("decline", 0.05, "offers that drivers decline"),
    IGNORES("ignore", 0.02, "offers that drivers leave unanswered"),
    GIVES_BACK("give-back", 0.01, "rides that drivers give back on the way to the pick-up"),
    ABORTS("abort", 0.01, "rides that are broken off half-way"),
    DEAD_PHONE("dead-phone", 0.03, "ways, to a rider or with one, on which the driver's phone is dead for a while"),
    CARD_DECLINED("card-decline", 0.05, "charges that the gateway declines"),
    LEFT_UNPAID("left-unpaid", 0.2, "fares to be paid in the car that nobody pays there"),
    DESK("desk", 0.8, "owed fares that operators collect or write off"),
    BY_HAND("by-hand", 0.3, "calls without a taxi for a while that operators give to a driver"),
    REFUNDED("refund", 0.03, "fares paid by card of which operators give something back"),
    WRITES("write", 0.1, "riders who write to their driver when the ride is over, and pay for it"),
    RENTS("rent", 0.03, "drivers who rent equipment of the depot");

    private final String word;
    private final double usual;
    private final String what;

    Habit(String word, double usual, String what) {
        this.word = word;
        this.usual = usual;
        this.what = what;
    }

    /** For an option. */
    public String word() {
        return word;
    }

    /** From 0 to 1. */
    public double usual() {
        return usual;
    }

    /** For a person. */
    public String what() {
        return what;
    }
}
