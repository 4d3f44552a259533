package io.tanda.fares;

import io.tanda.contract.dispatch.Fare;

/** A fare, or why what was said at the drop-off cannot be one. */
public sealed interface Priced {
    record Right(Fare fare) implements Priced {}

    /** @param detail which field is wrong, what it may be and how to mend it, for the driver; repeats no word of his */
    record Refused(String detail) implements Priced {}
}
