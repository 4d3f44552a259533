package io.tanda.fares;

import io.tanda.contract.dispatch.Fare;
import io.tanda.fares.Rates.Band;
import io.tanda.fares.Rates.Rate;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A tariff from its keys and values. The files that ship explain the keys: {@code nyc-yellow-2012-09-04.properties} has most of them. */
final class TariffText {
    /** Of one amount: a million dollars, or a hundred million won. */
    private static final long MOST = 100_000_000;
    /** Of a unit: a marathon and a day. */
    private static final double MOST_METERS = 50_000;

    private static final double MOST_SECONDS = 86_400;

    private final Keys keys;

    private TariffText(Keys keys) {
        this.keys = keys;
    }

    /** @param problems told every flaw, with its key and what is allowed @return null where there was one */
    static @Nullable Tariff read(String file, Map<String, String> values, Consumer<String> problems) {
        Keys keys = new Keys(file, values, problems);
        Tariff tariff = new TariffText(keys).tariff();
        return keys.areRight() ? tariff : null;
    }

    private Tariff tariff() {
        String id = keys.read("id", TariffText::id, "none", "1 to 64 of a-z, 0-9 and -, with the version in it");
        keys.read("source", text -> text, "", "where the figures were read");
        ZoneId zone = keys.read("zone", ZoneId::of, ZoneId.of("UTC"), "a time zone such as America/New_York");
        return new Tariff(
                id,
                keys.read(
                        "valid.from",
                        LocalDateTime::parse,
                        LocalDate.EPOCH.atStartOfDay(),
                        "a date and time of the city's clock such as 2012-09-04T00:00"),
                keys.read(
                        "currency",
                        text -> Currency.getInstance(text).getCurrencyCode(),
                        "USD",
                        "an ISO 4217 code such as USD"),
                zone,
                meter(zone),
                pace(),
                Stream.concat(surcharges("surcharge", Fare.Kind.SURCHARGE), surcharges("tax", Fare.Kind.TAX))
                        .toList(),
                keys.names("extra").stream().map(this::allowed).toList(),
                (int) keys.whole("told.meter.most.percent", 100, 1_000),
                (int) keys.whole("told.agreed.most.percent", 100, 1_000));
    }

    private static String id(String text) {
        if (!text.matches("[a-z0-9-]{1,64}")) throw new IllegalArgumentException(text);
        return text;
    }

    private Meter meter(ZoneId zone) {
        Rate usual = new Rate("", keys.whole("flag", 0, MOST), keys.whole("unit", 1, MOST));
        List<Band> bands = keys.names("band").stream().map(this::band).toList();
        overlaps(bands);
        return new Meter(
                new Rates(usual, bands, zone),
                keys.whole("flag.meters", 0, 0, (long) MOST_METERS),
                keys.number("unit.meters", 1, MOST_METERS),
                keys.number("unit.seconds", 1, MOST_SECONDS),
                keys.oneOf("slow.counts", Map.of("time", false, "both", true)),
                keys.oneOf("unit.costs-when", Map.of("begun", true, "complete", false)),
                keys.whole("round.to", 1, 1, MOST));
    }

    private Band band(String name) {
        String prefix = "band." + name;
        return new Band(
                hours(prefix + ".hours"),
                new Rate(
                        name.replace('-', ' '),
                        keys.whole(prefix + ".flag", 0, MOST),
                        keys.whole(prefix + ".unit", 1, MOST)));
    }

    private Hours hours(String key) {
        return keys.read(key, Hours::parse, new Hours(List.of()), Hours.EXPECTED);
    }

    /** Two rates at once would leave it to chance which one counts. What overlaps does so at an edge of one of the two. */
    private void overlaps(List<Band> bands) {
        List<LocalTime> edges =
                bands.stream().flatMap(band -> band.hours().edges()).distinct().toList();
        for (DayOfWeek day : DayOfWeek.values())
            for (LocalTime edge : edges) {
                LocalDateTime at =
                        LocalDate.EPOCH.with(TemporalAdjusters.nextOrSame(day)).atTime(edge);
                List<String> both = bands.stream()
                        .filter(band -> band.hours().covers(at))
                        .map(band -> band.rate().name())
                        .toList();
                if (both.size() > 1) {
                    keys.problem(
                            "band.*.hours must not overlap: " + both + " all begin or go on at " + edge + " on " + day);
                    return;
                }
            }
    }

    private Pace pace() {
        double slow = keys.number("slow.below.kmh", 1, 50) / 3.6;
        Pace pace = new Pace(
                keys.number("pace.cruising.meters-per-second", 1, 50),
                keys.number("pace.crawling.meters-per-second", 0, 50));
        if (!(pace.crawling() < slow && slow <= pace.cruising()))
            keys.problem("pace.crawling must be below slow.below.kmh, which is " + Math.round(slow * 100) / 100.0
                    + " meters a second, and pace.cruising above");
        return pace;
    }

    private Stream<Surcharge> surcharges(String kind, Fare.Kind as) {
        return keys.names(kind).stream().map(name -> {
            String prefix = kind + "." + name;
            return new Surcharge(
                    name.replace('-', ' ') + " " + kind,
                    as,
                    keys.whole(prefix + ".amount", 1, MOST),
                    keys.has(prefix + ".hours") ? hours(prefix + ".hours") : null);
        });
    }

    private Allowed allowed(String code) {
        String prefix = "extra." + code;
        return new Allowed(
                code,
                keys.oneOf(prefix + ".kind", Map.of("extra", Fare.Kind.EXTRA, "toll", Fare.Kind.TOLL)),
                keys.whole(prefix + ".most", 0, MOST),
                keys.whole(prefix + ".most.per-km", 0, 0, MOST),
                keys.whole(prefix + ".most.per-minute", 0, 0, MOST));
    }

    /** What the versions of a city's tariff have in common. */
    static void together(List<Tariff> versions, Consumer<String> problems) {
        for (String common : List.of("currency", "zone")) {
            List<String> values = versions.stream()
                    .map(tariff -> common.equals("zone") ? tariff.zone().getId() : tariff.currency())
                    .distinct()
                    .toList();
            if (values.size() > 1)
                problems.accept("the tariffs of one city have one " + common + ", and these have "
                        + String.join(" and ", values));
        }
        if (versions.stream().map(Tariff::validFrom).distinct().count() < versions.size())
            problems.accept("two tariffs begin at the same time: "
                    + versions.stream().map(Tariff::id).collect(Collectors.joining(", ")));
        List<String> ids = new ArrayList<>(versions.stream().map(Tariff::id).toList());
        if (ids.stream().distinct().count() < ids.size()) problems.accept("two tariffs have one id: " + ids);
    }
}
