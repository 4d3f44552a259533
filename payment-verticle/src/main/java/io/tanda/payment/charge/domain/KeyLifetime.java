package io.tanda.payment.charge.domain;

import java.time.Duration;

/**
 * How long a key may be trusted. The gateway says how long it keeps one; who calls with a key that it has forgotten makes it do the same
 * a second time.
 *
 * @param kept as the gateway says, real time
 */
public record KeyLifetime(Duration kept) {
    /** 4 h of a day: for clocks that disagree, a gateway that counts from another moment, and calls that are long under way. */
    private static final int MARGIN_OF = 6;

    public KeyLifetime {
        if (!kept.isPositive()) throw new IllegalArgumentException("a key is kept for some time, not " + kept);
    }

    /** What may be done with a key. */
    public enum Phase {
        /** Called with again: it is done once. */
        CALLED,
        /** Only asked about. */
        LOOKED_UP,
        /** Asked about once more: what is not known then is for people to find out. */
        OVER
    }

    /** @param age real time since it was first sent, or a moment before */
    public Phase at(Duration age) {
        if (age.compareTo(kept) >= 0) return Phase.OVER;
        return age.compareTo(kept.minus(kept.dividedBy(MARGIN_OF))) >= 0 ? Phase.LOOKED_UP : Phase.CALLED;
    }
}
