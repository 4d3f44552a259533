package io.tanda.fares;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tariffs that no city has. */
final class TestTariffs {
    /** 5 cents for each 100 m and each minute, in New York. */
    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("id", "plain"),
            Map.entry("source", "a test"),
            Map.entry("valid.from", "2000-01-01T00:00"),
            Map.entry("zone", "America/New_York"),
            Map.entry("currency", "USD"),
            Map.entry("flag", "100"),
            Map.entry("unit", "5"),
            Map.entry("unit.meters", "100"),
            Map.entry("unit.seconds", "60"),
            Map.entry("unit.costs-when", "complete"),
            Map.entry("slow.below.kmh", "10"),
            Map.entry("slow.counts", "time"),
            Map.entry("pace.cruising.meters-per-second", "10"),
            Map.entry("pace.crawling.meters-per-second", "0"),
            Map.entry("told.meter.most.percent", "150"),
            Map.entry("told.agreed.most.percent", "200"));

    private TestTariffs() {}

    static Tariff read(Map<String, String> other) {
        List<String> problems = new ArrayList<>();
        Tariff tariff = TariffText.read("test", values(other), problems::add);
        if (tariff == null) throw new AssertionError(problems);
        return tariff;
    }

    static List<String> problems(Map<String, String> other) {
        List<String> problems = new ArrayList<>();
        Tariff tariff = TariffText.read("test", values(other), problems::add);
        if (tariff != null && !problems.isEmpty()) throw new AssertionError("a tariff with " + problems);
        return problems;
    }

    private static Map<String, String> values(Map<String, String> other) {
        Map<String, String> values = new HashMap<>(PLAIN);
        values.putAll(other);
        values.values().removeIf(String::isEmpty);
        return values;
    }
}
