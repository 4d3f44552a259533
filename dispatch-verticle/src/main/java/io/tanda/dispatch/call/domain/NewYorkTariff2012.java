package io.tanda.dispatch.call.domain;

import io.tanda.contract.Money;
import io.tanda.contract.dispatch.Fare;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * New York's yellow-taxi tariff from 2012-09-04 (City of New York, Taxi and Limousine Commission, taxicab rate of fare): $2.50 on
 * entry, 50 cents for each started unit of 1/5 mile at 12 mph or more and of 60 seconds below, 50 cents by night (20:00 to 06:00),
 * $1 on weekdays from 16:00 to 20:00, 50 cents of state tax.
 *
 * <p>A meter knows how long a taxi was slow; we know only the distance and the duration. So the trip is taken for a mixture of
 * cruising at {@value #CRUISING_METERS_PER_SECOND} m/s and crawling at {@value #CRAWLING_METERS_PER_SECOND} m/s that gives just
 * these two; crawling is charged by time, cruising by distance. The two speeds are those with the least mean error on 9,818 metered
 * fares of 2013-01-01 (public trip record of the City of New York; 60 s to 2 h, 200 m to 40 km): mean error -7 cents, median 0;
 * median absolute error 50 cents, one unit; 82 % within one unit.
 */
public final class NewYorkTariff2012 implements Tariff {
    public static final String NAME = "nyc-yellow-2012-09-04";

    static final double CRUISING_METERS_PER_SECOND = 11;
    static final double CRAWLING_METERS_PER_SECOND = 2.5;

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final long ENTRY_CENTS = 250;
    private static final long UNIT_CENTS = 50;
    /** 1/5 mile. */
    private static final double UNIT_METERS = 321.8688;

    private static final double UNIT_SECONDS = 60;
    private static final long NIGHT_CENTS = 50;
    private static final long PEAK_CENTS = 100;
    private static final long STATE_TAX_CENTS = 50;

    @Override
    public Fare fare(long meters, long seconds, Instant pickedUpAt) {
        if (meters < 0 || seconds < 0)
            throw new IllegalArgumentException("a way of " + meters + " m in " + seconds + " s");
        List<Fare.Line> lines = new ArrayList<>();
        lines.add(new Fare.Line("entry", ENTRY_CENTS));
        lines.add(new Fare.Line("distance and time", UNIT_CENTS * startedUnits(meters, seconds)));
        ZonedDateTime local = pickedUpAt.atZone(NEW_YORK);
        if (local.getHour() >= 20 || local.getHour() < 6) lines.add(new Fare.Line("night surcharge", NIGHT_CENTS));
        else if (local.getHour() >= 16 && isWeekday(local))
            lines.add(new Fare.Line("weekday peak surcharge", PEAK_CENTS));
        lines.add(new Fare.Line("state tax", STATE_TAX_CENTS));
        long total = lines.stream().mapToLong(Fare.Line::minorUnits).sum();
        return new Fare(Money.usd(total), NAME, lines);
    }

    /** A unit is charged in full as soon as it begins, the first one with the first meter. */
    private static long startedUnits(long meters, long seconds) {
        if (meters == 0 && seconds == 0) return 0;
        double crawling = (seconds * CRUISING_METERS_PER_SECOND - meters)
                / (CRUISING_METERS_PER_SECOND - CRAWLING_METERS_PER_SECOND);
        double slowSeconds = Math.clamp(crawling, 0, (double) seconds);
        double fastMeters = Math.max(0, meters - slowSeconds * CRAWLING_METERS_PER_SECOND);
        return (long) Math.floor(fastMeters / UNIT_METERS + slowSeconds / UNIT_SECONDS) + 1;
    }

    private static boolean isWeekday(ZonedDateTime local) {
        return local.getDayOfWeek() != DayOfWeek.SATURDAY && local.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
