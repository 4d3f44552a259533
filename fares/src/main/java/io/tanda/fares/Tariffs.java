package io.tanda.fares;

import io.tanda.contract.Money;
import io.tanda.contract.dispatch.Fare;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The tariffs of one city: the next one takes over by itself in its first minute. */
public record Tariffs(List<Tariff> versions) {
    /**
     * What a ride may take of the meters and the seconds that were estimated: of 9,441 real rides of a night in New York three of four
     * cost what lies between the two (the command that measures is {@code ./tanda bench fares}).
     */
    static final double LEAST_METERS = 0.8;

    static final double LEAST_SECONDS = 0.65;
    static final double MOST_METERS = 1.25;
    static final double MOST_SECONDS = 1.5;

    public Tariffs {
        if (versions.isEmpty()) throw new IllegalArgumentException("no tariff");
        versions = versions.stream()
                .sorted(Comparator.comparing(Tariff::validFrom))
                .toList();
    }

    /** The one in force when somebody boards; before all of them the first. */
    public Tariff at(Instant boarding) {
        return versions.reversed().stream()
                .filter(tariff -> tariff.isValid(boarding))
                .findFirst()
                .orElse(versions.getFirst());
    }

    /** @param least and {@code most}: around the fare, as traffic goes */
    public record Range(Fare fare, Money least, Money most) {}

    /** What a ride of about these meters and seconds would cost. */
    public Range range(Instant boarding, long meters, long seconds) {
        Tariff tariff = at(boarding);
        Fare fare = tariff.fare(boarding, meters, seconds, Fare.Basis.ESTIMATED);
        return new Range(
                fare,
                total(tariff, boarding, meters * LEAST_METERS, seconds * LEAST_SECONDS),
                total(tariff, boarding, meters * MOST_METERS, seconds * MOST_SECONDS));
    }

    private static Money total(Tariff tariff, Instant boarding, double meters, double seconds) {
        return tariff.fare(boarding, Math.round(meters), Math.round(seconds), Fare.Basis.ESTIMATED)
                .total();
    }
}
