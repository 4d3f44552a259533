package io.tanda.system.watch;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Meters as a process shows them to Prometheus: the text format, version 0.0.4. */
record Scrape(Map<String, Family> families) {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\w+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** @param labels with the values that they have */
    record Family(String type, Map<String, Set<String>> labels) {}

    static Scrape parse(String text) {
        Map<String, Family> families = new TreeMap<>();
        TYPE.matcher(text).results().forEach(type -> {
            if (!isMaximum(type.group(1), families))
                families.put(type.group(1), new Family(type.group(2), new TreeMap<>()));
        });
        SAMPLE.matcher(text).results().forEach(sample -> {
            Family family = family(sample.group(1), families);
            if (family == null || sample.group(2) == null) return;
            LABEL.matcher(sample.group(2)).results().forEach(label -> {
                // A histogram's own.
                if (!label.group(1).equals("le"))
                    family.labels()
                            .computeIfAbsent(label.group(1), first -> new TreeSet<>())
                            .add(label.group(2));
            });
        });
        return new Scrape(families);
    }

    /** A timer's largest value is a family of its own to Prometheus, and stands behind the timer. */
    private static boolean isMaximum(String name, Map<String, Family> families) {
        return name.endsWith("_max") && families.containsKey(name.substring(0, name.length() - 4));
    }

    private static @Nullable Family family(String sample, Map<String, Family> families) {
        Family whole = families.get(sample);
        if (whole != null) return whole;
        for (String suffix : new String[] {"_bucket", "_count", "_sum", "_max"})
            if (sample.endsWith(suffix)) return families.get(sample.substring(0, sample.length() - suffix.length()));
        return null;
    }

    /** What the page does not say of these meters, or says of others, a sentence each. */
    Set<String> differences(MetricsPage page) {
        Set<String> differences = new TreeSet<>();
        page.lines().forEach((name, line) -> {
            if (!families.containsKey(name) && !line.once()) differences.add(name + ": a line without a meter");
        });
        families.forEach((name, family) -> {
            MetricsPage.Line line = page.lines().get(name);
            if (line == null) {
                differences.add(name + ": a meter without a line");
                return;
            }
            if (!line.type().equals(family.type()))
                differences.add(name + ": a " + family.type() + " and no " + line.type());
            family.labels().forEach((label, values) -> compare(name, label, line, values, differences));
            for (String label : line.labels().keySet())
                if (!family.labels().containsKey(label)) differences.add(name + ": has no label " + label);
        });
        return differences;
    }

    private static void compare(
            String name, String label, MetricsPage.Line line, Set<String> values, Set<String> differences) {
        Set<String> known = line.labels().get(label);
        if (known == null) differences.add(name + ": a label " + label + " that the line does not have");
        else if (!known.isEmpty())
            for (String value : values)
                if (!known.contains(value))
                    differences.add(name + ": " + label + " may be " + value + " and the line does not say so");
    }
}
