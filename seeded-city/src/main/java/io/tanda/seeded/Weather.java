package io.tanda.seeded;

import java.time.Duration;

/**
 * How much goes wrong in one city. Each seed has a weather of its own, so that each kind of trouble also comes alone.
 *
 * @param instances of each context
 * @param skew between a process's clock and the true one, at most
 * @param crashEvery between two crashes somewhere, on average; zero: none
 * @param duplicated share of questions over the bus that arrive twice
 * @param lost share of questions and of answers over the bus that do not arrive
 * @param slow share of whatever takes its time that takes seconds instead of milliseconds
 * @param commitFails share of commits that the database turns away
 * @param commitUnknown share of commits that happen and are not answered
 * @param dawdled share of timers that ring late, of deadlines that are driven late, and of commits that only set or delete deadlines that are begun late
 * @param redelivered share of events after which a partition is read again from its offset
 * @param handedOver share of events after which a partition goes to another instance
 * @param gatewayLate share of charges that are answered too late
 * @param gatewayLost share of charges, and of answers to them, that do not arrive
 * @param declined share of charges that are declined
 */
record Weather(
        int instances,
        Duration skew,
        Duration crashEvery,
        double duplicated,
        double lost,
        double slow,
        double commitFails,
        double commitUnknown,
        double dawdled,
        double redelivered,
        double handedOver,
        double gatewayLate,
        double gatewayLost,
        double declined) {
    /** What takes milliseconds, at most. */
    static final int MILLIS = 20;
    /** What is slow takes so long at most. */
    static final int SLOW_MILLIS = 3_000;
    /** What nobody waits for is begun so much later, at most. */
    static final int DAWDLED_MILLIS = 8_000;

    static final Weather CALM = new Weather(2, Duration.ZERO, Duration.ZERO, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Weather of(Chance chance) {
        if (chance.happens(0.1)) return CALM;
        return new Weather(
                chance.between(1, 3),
                chance.happens(0.5) ? Duration.ofMillis(chance.between(1, 2_000)) : Duration.ZERO,
                chance.happens(0.7) ? Duration.ofSeconds(chance.between(10, 300)) : Duration.ZERO,
                some(chance, 0.1),
                some(chance, 0.1),
                some(chance, 0.05),
                some(chance, 0.05),
                some(chance, 0.05),
                some(chance, 0.8),
                some(chance, 0.1),
                some(chance, 0.05),
                some(chance, 0.3),
                some(chance, 0.3),
                some(chance, 0.3));
    }

    private static double some(Chance chance, double most) {
        return chance.happens(0.6) ? chance.below(most) : 0;
    }

    boolean isCalm() {
        return equals(CALM);
    }

    /** The same people, and nothing goes wrong any more. */
    Weather cleared() {
        return new Weather(instances, skew, Duration.ZERO, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
