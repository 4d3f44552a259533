package io.tanda.seeded;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The one source of what is left to chance. */
final class Chance {
    private static final long MICROS_PER_MILLI = 1_000;

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** @param share 0 to 1 */
    boolean happens(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    /** @param most included */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    double below(double bound) {
        return random.nextDouble() * bound;
    }

    /** In microseconds. */
    long millis(int least, int most) {
        return random.nextLong(least * MICROS_PER_MILLI, most * MICROS_PER_MILLI + 1);
    }

    /** In microseconds. */
    long seconds(int least, int most) {
        return millis(least * 1_000, most * 1_000);
    }

    Duration spread(Duration most) {
        long micros = most.toMillis() * MICROS_PER_MILLI;
        return micros == 0 ? Duration.ZERO : Duration.of(random.nextLong(-micros, micros + 1), ChronoUnit.MICROS);
    }

    @CanIgnoreReturnValue
    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** An id of the seed's own, so that the same city has the same people. */
    UUID id() {
        long high = (random.nextLong() & ~0xF000L) | 0x7000L;
        return new UUID(high, (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }
}
