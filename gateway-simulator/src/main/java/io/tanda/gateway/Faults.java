package io.tanda.gateway;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway behaves from now on. Rates are from 0 to 1; what is absent in the JSON is left as it is by default.
 *
 * @param delayMillis from and to, uniform; {@code [0, 0]} answers at once
 * @param declineRate answered 402, and so for ever under this key
 * @param errorRate answered 503 without having charged
 * @param dropAfterChargeRate charged, and the connection closed without an answer
 * @param mistakeRate of the answers that say that something was done: done as asked, and one of the mistakes in what is said of it
 * @param mistakes that may be made, one of them at a time
 * @param busyRate answered 429 without having looked at it
 * @param busyLookUpRate the same of what is only looked up, in the words of others
 */
public record Faults(
        @JsonProperty("delayMillis") List<Integer> delayMillis,
        @JsonProperty("declineRate") double declineRate,
        @JsonProperty("errorRate") double errorRate,
        @JsonProperty("dropAfterChargeRate") double dropAfterChargeRate,
        @JsonProperty("mistakeRate") double mistakeRate,
        @JsonProperty("mistakes") List<Mistake> mistakes,
        @JsonProperty("busyRate") double busyRate,
        @JsonProperty("busyLookUpRate") double busyLookUpRate) {
    private static final List<Mistake> ALL = List.of(Mistake.values());
    /** What a real gateway takes (B2): close to the 610 ms that its caller waits. */
    public static final Faults NONE = new Faults(List.of(400, 620), 0, 0, 0, 0, ALL, 0, 0);
    /** For tests and benchmarks that measure something else. */
    public static final Faults INSTANT = new Faults(List.of(0, 0), 0, 0, 0, 0, ALL, 0, 0);

    /** Longer than any caller waits. */
    static final int MAX_DELAY_MILLIS = 120_000;

    public Faults {
        delayMillis = List.copyOf(delayMillis);
        if (delayMillis.size() != 2
                || delayMillis.get(0) < 0
                || delayMillis.get(1) < delayMillis.get(0)
                || delayMillis.get(1) > MAX_DELAY_MILLIS)
            throw new IllegalArgumentException(
                    "delayMillis must be [from, to] from 0 to " + MAX_DELAY_MILLIS + ", not " + delayMillis);
        requireRate("declineRate", declineRate);
        requireRate("errorRate", errorRate);
        requireRate("dropAfterChargeRate", dropAfterChargeRate);
        requireRate("mistakeRate", mistakeRate);
        requireRate("busyRate", busyRate);
        requireRate("busyLookUpRate", busyLookUpRate);
        mistakes = List.copyOf(mistakes);
        if (mistakes.isEmpty()) throw new IllegalArgumentException("mistakes must name one of " + ALL);
    }

    /** As a request may give it: absent = as in {@link #NONE}. */
    record Wanted(
            @Nullable List<Integer> delayMillis,
            @Nullable Double declineRate,
            @Nullable Double errorRate,
            @Nullable Double dropAfterChargeRate,
            @Nullable Double mistakeRate,
            @Nullable List<Mistake> mistakes,
            @Nullable Double busyRate,
            @Nullable Double busyLookUpRate) {
        Faults faults() {
            return new Faults(
                    delayMillis == null ? NONE.delayMillis : delayMillis,
                    declineRate == null ? 0 : declineRate,
                    errorRate == null ? 0 : errorRate,
                    dropAfterChargeRate == null ? 0 : dropAfterChargeRate,
                    mistakeRate == null ? 0 : mistakeRate,
                    mistakes == null ? ALL : mistakes,
                    busyRate == null ? 0 : busyRate,
                    busyLookUpRate == null ? 0 : busyLookUpRate);
        }
    }

    /** The same, but for how often it declines. */
    public Faults declining(double rate) {
        return new Faults(
                delayMillis, rate, errorRate, dropAfterChargeRate, mistakeRate, mistakes, busyRate, busyLookUpRate);
    }

    /** Whether the next answer has a mistake, and which; absent: none. */
    @Nullable
    Mistake mistake(Random random) {
        return random.nextDouble() < mistakeRate ? mistakes.get(random.nextInt(mistakes.size())) : null;
    }

    private static void requireRate(String name, double rate) {
        if (!(rate >= 0 && rate <= 1)) throw new IllegalArgumentException(name + " must be from 0 to 1, not " + rate);
    }
}
