package io.tanda.fares;

import io.tanda.contract.Money;
import io.tanda.contract.dispatch.Fare;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One city's tariff in one version.
 *
 * @param id with the version in it, such as {@code nyc-yellow-2012-09-04}
 * @param validFrom by the city's clock
 * @param currency ISO 4217
 * @param meterMostPercent and {@code agreedMostPercent}: of the most that a meter can show for a ride, what may be said to have been
 *     shown, or agreed on
 */
public record Tariff(
        String id,
        LocalDateTime validFrom,
        String currency,
        ZoneId zone,
        Meter meter,
        Pace pace,
        List<Surcharge> surcharges,
        List<Allowed> extras,
        int meterMostPercent,
        int agreedMostPercent) {

    boolean isValid(Instant at) {
        return !at.isBefore(validFrom.atZone(zone).toInstant());
    }

    /** By the tariff alone. @param basis {@code TARIFF} or {@code ESTIMATED}: whence the meters */
    public Fare fare(Drive drive, Fare.Basis basis) {
        return sum(metered(drive), basis);
    }

    /** @param from when somebody boarded or would board */
    public Fare fare(Instant from, long meters, long seconds, Fare.Basis basis) {
        return fare(pace.drive(from, meters, seconds), basis);
    }

    /** With what the driver said: a fare of the meter's or an agreed one, and extras; each is bounded by distance and time. */
    public Priced fare(
            Instant from,
            long meters,
            long seconds,
            Fare.Basis basis,
            Fare.@Nullable Told told,
            List<Fare.Extra> extras) {
        Drive drive = pace.drive(from, meters, seconds);
        String flaw = told == null ? null : flaw(told, drive);
        if (flaw == null) flaw = flaw(extras, drive);
        if (flaw != null) return new Priced.Refused(flaw);
        List<Fare.Line> lines = new ArrayList<>(told == null ? metered(drive) : lines(told, drive));
        for (Fare.Extra extra : extras)
            lines.add(new Fare.Line(
                    extra.code(), extra.amount().minorUnits(), allowed(extra).kind(), null, null));
        return new Priced.Right(sum(lines, told == null ? basis : told.basis()));
    }

    private List<Fare.Line> metered(Drive drive) {
        List<Fare.Line> lines = new ArrayList<>(meter.lines(drive));
        lines.addAll(surcharges(drive));
        return lines;
    }

    private List<Fare.Line> lines(Fare.Told told, Drive drive) {
        long amount = told.amount().minorUnits();
        List<Fare.Line> lines = new ArrayList<>();
        if (told.basis() == Fare.Basis.AGREED)
            lines.add(new Fare.Line("agreed fare", amount, Fare.Kind.AGREED, drive.meters(), drive.seconds()));
        else {
            lines.add(new Fare.Line("meter", amount, Fare.Kind.METER, drive.meters(), drive.seconds()));
            lines.addAll(surcharges(drive));
        }
        return lines;
    }

    private List<Fare.Line> surcharges(Drive drive) {
        LocalDateTime local = LocalDateTime.ofInstant(drive.from(), zone);
        return surcharges.stream()
                .filter(one -> one.hours() == null || one.hours().covers(local))
                .map(one -> new Fare.Line(one.name(), one.minorUnits(), one.kind(), null, null))
                .toList();
    }

    private Fare sum(List<Fare.Line> lines, Fare.Basis basis) {
        long total = lines.stream().mapToLong(Fare.Line::minorUnits).sum();
        return new Fare(new Money(total, currency), id, List.copyOf(lines), basis);
    }

    private @Nullable String flaw(Fare.Told told, Drive drive) {
        if (told.basis() != Fare.Basis.METER && told.basis() != Fare.Basis.AGREED)
            return "fare/basis must be meter or agreed: leave fare out and the tariff's is charged";
        if (!told.amount().currency().equals(currency)) return currencyFlaw("fare/amount/currency");
        boolean metered = told.basis() == Fare.Basis.METER;
        long least = metered ? meter.least(drive) : 0;
        long most = meter.most(drive) * (metered ? meterMostPercent : agreedMostPercent) / 100;
        long amount = told.amount().minorUnits();
        return amount >= least && amount <= most
                ? null
                : "fare/amount/minorUnits must be from " + least + " to " + most + " for " + way(drive) + ", not "
                        + amount + ": correct it or meters, or leave fare out and the tariff's is charged";
    }

    private @Nullable String flaw(List<Fare.Extra> said, Drive drive) {
        if (said.size() > Fare.MAX_EXTRAS) return "extras must have at most " + Fare.MAX_EXTRAS + " entries";
        for (int i = 0; i < said.size(); i++) {
            Fare.Extra one = said.get(i);
            if (extras.stream().noneMatch(allowed -> allowed.code().equals(one.code())))
                return "extras/" + i + "/code must be one of "
                        + extras.stream().map(Allowed::code).toList() + ", which are the extras of " + id;
            if (!one.amount().currency().equals(currency)) return currencyFlaw("extras/" + i + "/amount/currency");
            if (one.amount().minorUnits() > Fare.MAX_MINOR_UNITS)
                return "extras/" + i + "/amount/minorUnits must be at most " + Fare.MAX_MINOR_UNITS;
        }
        for (Allowed allowed : extras) {
            long sum = said.stream()
                    .filter(one -> one.code().equals(allowed.code()))
                    .mapToLong(one -> one.amount().minorUnits())
                    .sum();
            if (sum > allowed.most(drive))
                return "extras of code " + allowed.code() + " must be at most " + allowed.most(drive) + " in all for "
                        + way(drive) + ", not " + sum + ": correct them or leave them out";
        }
        return null;
    }

    private String currencyFlaw(String where) {
        return where + " must be " + currency + ": the fares of " + id + " are in no other";
    }

    private static String way(Drive drive) {
        return drive.meters() + " m in " + drive.seconds() + " s";
    }

    private Allowed allowed(Fare.Extra extra) {
        return extras.stream()
                .filter(allowed -> allowed.code().equals(extra.code()))
                .findFirst()
                .orElseThrow();
    }
}
