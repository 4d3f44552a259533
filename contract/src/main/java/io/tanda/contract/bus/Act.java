package io.tanda.contract.bus;

import java.util.UUID;

/** What an operator does by hand. It needs a reason, and is written down in the commit that carries it out: see {@link Audit}. */
public interface Act {
    int REASON_MAX_CHARACTERS = 200;

    /** Read for ever: never changed, only added. At most 32 characters. */
    String act();

    /** The ride, driver or taxi that it is done to, or whose token it is. */
    UUID about();

    /** In the operator's words, 1 to {@link #REASON_MAX_CHARACTERS}; for operators only. */
    String reason();
}
