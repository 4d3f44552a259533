package io.tanda.contract.dispatch;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tanda.contract.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a ride costs and why: the receipt (G3).
 *
 * @param tariff which tariff in which version, such as {@code nyc-yellow-2012-09-04}
 * @param lines they add up to the total
 * @param basis absent in what was written before fares said so
 */
public record Fare(
        Money total,
        String tariff,
        List<Line> lines,
        @Nullable Basis basis) {
    /** More extras than any ride has; a limit on what a drop-off carries. */
    public static final int MAX_EXTRAS = 10;
    /** Characters of an extra's code. */
    public static final int CODE_MAX_CHARACTERS = 32;
    /** More than any ride costs in any currency's smallest unit; a limit on what a drop-off says. */
    public static final long MAX_MINOR_UNITS = 1_000_000_000;

    /** Where the amount comes from. */
    public enum Basis {
        /** The tariff, for the distance that the taximeter showed. */
        @JsonProperty("tariff")
        TARIFF,
        /** The tariff, for a distance estimated from the two places. */
        @JsonProperty("estimated")
        ESTIMATED,
        /** What the taximeter showed, without surcharges, taxes and extras. */
        @JsonProperty("meter")
        METER,
        /** What rider and driver agreed on, with surcharges and taxes and without extras. */
        @JsonProperty("agreed")
        AGREED
    }

    /** What a line is for. */
    public enum Kind {
        @JsonProperty("base")
        BASE,
        @JsonProperty("distance")
        DISTANCE,
        /** Slow or standing. */
        @JsonProperty("time")
        TIME,
        /** All that a taximeter showed, in one. */
        @JsonProperty("meter")
        METER,
        @JsonProperty("agreed")
        AGREED,
        @JsonProperty("surcharge")
        SURCHARGE,
        @JsonProperty("extra")
        EXTRA,
        @JsonProperty("toll")
        TOLL,
        @JsonProperty("tax")
        TAX,
        /** What rounding adds, or takes away. */
        @JsonProperty("rounding")
        ROUNDING
    }

    /**
     * @param minorUnits in the total's currency; below zero only where rounding takes something away
     * @param kind absent in what was written before lines said so
     * @param meters driven, that this line is for; absent where distance is no reason for it
     * @param seconds that this line is for; absent where time is no reason for it
     */
    public record Line(
            String name,
            long minorUnits,
            @Nullable Kind kind,
            @Nullable Long meters,
            @Nullable Long seconds) {
        /** Of a fare that says its lines and nothing of them, as all did before. */
        public Line(String name, long minorUnits) {
            this(name, minorUnits, null, null, null);
        }
    }

    /** A fare that somebody says at the drop-off; refused beyond what distance and time allow. */
    public record Told(Basis basis, Money amount) {}

    /** @param code one that the tariff knows, such as {@code toll} */
    public record Extra(String code, Money amount) {}

    public Fare {
        long sum = lines.stream().mapToLong(Line::minorUnits).sum();
        if (sum != total.minorUnits())
            throw new IllegalArgumentException("the lines add up to " + sum + ", not " + total.minorUnits());
    }

    /** A fare that does not say whence, as all were before. */
    public Fare(Money total, String tariff, List<Line> lines) {
        this(total, tariff, lines, null);
    }
}
