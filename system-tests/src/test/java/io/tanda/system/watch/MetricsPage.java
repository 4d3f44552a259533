package io.tanda.system.watch;

import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code docs/METRICS.md}: one line for each meter. */
record MetricsPage(Map<String, Line> lines) {
    private static final String PAGE = "docs/METRICS.md";
    /** What stands below is there only once it has happened. */
    private static final String ONCE = "Once it has happened";

    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\n]+)\n(.*?)(?=^## |\\z)");
    private static final Pattern LINE =
            Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| (\\w+) \\| ([^|]*) \\| ([^|]+) \\| ([^|]+) \\|([^|]*)\\|$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /**
     * @param labels with their values; without any where they are not counted up
     * @param usedBy alerts, and panels of the dashboard
     */
    record Line(
            String name,
            String type,
            Map<String, Set<String>> labels,
            String unit,
            String meaning,
            List<String> usedBy,
            boolean once) {}

    /** A line, and what its meter is called where it is asked for: a histogram is several. */
    record Found(Line line, String suffix) {
        boolean has(String label) {
            return line.labels().containsKey(label) && !(label.equals("quantile") && !suffix.isEmpty())
                    || label.equals("le") && suffix.equals("_bucket");
        }
    }

    static MetricsPage read() throws IOException {
        return parse(text());
    }

    static String text() throws IOException {
        return Files.readString(TandaRoot.find().resolve(PAGE));
    }

    static MetricsPage parse(String text) {
        Map<String, Line> lines = new TreeMap<>();
        SECTION.matcher(text)
                .results()
                .forEach(section -> LINE.matcher(section.group(2)).results().forEach(found -> {
                    Line line = line(found, section.group(1).equals(ONCE));
                    if (lines.put(line.name(), line) != null)
                        throw new IllegalArgumentException("two lines of " + line.name());
                }));
        return new MetricsPage(lines);
    }

    private static Line line(MatchResult found, boolean once) {
        String usedBy = found.group(6).strip();
        return new Line(
                found.group(1),
                found.group(2),
                labels(found.group(3)),
                found.group(4),
                found.group(5),
                usedBy.isEmpty() ? List.of() : List.of(usedBy.split("; ")),
                once);
    }

    /** {@code `context`: `booking` `payment`; `operation`: of the contract}. */
    private static Map<String, Set<String>> labels(String cell) {
        Map<String, Set<String>> labels = new LinkedHashMap<>();
        for (String each : cell.split(";")) {
            List<String> quoted =
                    QUOTED.matcher(each).results().map(q -> q.group(1)).toList();
            if (!quoted.isEmpty()) labels.put(quoted.getFirst(), new LinkedHashSet<>(quoted.subList(1, quoted.size())));
        }
        return labels;
    }

    /** @return absent where no line has it */
    @Nullable
    Found find(String metric) {
        Line whole = lines.get(metric);
        if (whole != null) return whole.type().equals("histogram") ? null : new Found(whole, "");
        for (String suffix : Arrays.asList("_bucket", "_count", "_sum", "_max")) {
            if (!metric.endsWith(suffix)) continue;
            Line line = lines.get(metric.substring(0, metric.length() - suffix.length()));
            boolean has = line != null
                    && switch (line.type()) {
                        case "histogram" -> true;
                        case "summary" -> !suffix.equals("_bucket");
                        default -> false;
                    };
            if (has) return new Found(line, suffix);
        }
        return null;
    }
}
