package io.tanda.system.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** As much of Prometheus' language as alerts and panels are written in: which meters an expression names, with which labels. */
final class PromQl {
    /** What Prometheus itself adds to each meter of a pod. */
    private static final Set<String> OF_THE_TARGET =
            Set.of("namespace", "pod", "instance", "job", "container", "service", "endpoint");

    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> BETWEEN = Set.of("and", "or", "unless", "bool", "offset");
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*]|[a-zA-Z_:][\\w:]*|[0-9][0-9.a-z]*|=~|!~|!=|==|>=|<=|\\S");

    /** {@code context="booking"}. @param exact and no pattern */
    record Matcher(String label, boolean exact, String value) {}

    record Selector(String metric, List<Matcher> matchers) {}

    private final List<String> tokens;
    private int at;
    final List<Selector> selectors = new ArrayList<>();
    /** Labels that results are gathered by. */
    final Set<String> grouping = new TreeSet<>();

    private PromQl(String expression) {
        tokens = TOKEN.matcher(expression).results().map(MatchResult::group).toList();
    }

    static PromQl parse(String expression) {
        PromQl parsed = new PromQl(expression);
        while (parsed.at < parsed.tokens.size()) parsed.next();
        return parsed;
    }

    /** What an expression names that the page does not have, a sentence each. */
    static Set<String> flaws(String expression, MetricsPage page) {
        PromQl parsed = parse(expression);
        Set<String> flaws = new TreeSet<>();
        Set<String> labels = new HashSet<>(OF_THE_TARGET);
        if (parsed.selectors.isEmpty()) flaws.add("it names no meter: " + expression);
        for (Selector selector : parsed.selectors) {
            MetricsPage.Found found = page.find(selector.metric());
            if (found == null) {
                flaws.add("there is no meter " + selector.metric());
                continue;
            }
            labels.addAll(found.line().labels().keySet());
            if (found.has("le")) labels.add("le");
            for (Matcher matcher : selector.matchers()) flaws.addAll(flaws(selector, matcher, found));
        }
        for (String label : parsed.grouping)
            if (!labels.contains(label)) flaws.add("none of its meters has a label " + label);
        return flaws;
    }

    private static Set<String> flaws(Selector selector, Matcher matcher, MetricsPage.Found found) {
        if (OF_THE_TARGET.contains(matcher.label())) return Set.of();
        if (!found.has(matcher.label())) return Set.of(selector.metric() + " has no label " + matcher.label());
        Set<String> values = found.line().labels().getOrDefault(matcher.label(), Set.of());
        Pattern asked = Pattern.compile(matcher.exact() ? Pattern.quote(matcher.value()) : matcher.value());
        boolean hits = values.isEmpty()
                || values.stream().anyMatch(value -> asked.matcher(value).matches());
        // Of several by name, each has to be there.
        boolean eachHits = matcher.exact()
                || values.isEmpty()
                || !matcher.value().matches("[\\w|]+")
                || values.containsAll(List.of(matcher.value().split("\\|")));
        return hits && eachHits
                ? Set.of()
                : Set.of(selector.metric() + ": " + matcher.label() + " is never " + matcher.value());
    }

    private void next() {
        String token = tokens.get(at++);
        if (!token.matches("[a-zA-Z_:][\\w:]*")) return;
        if (GROUPING.contains(token)) group();
        else if (!BETWEEN.contains(token) && !isFunction()) selector(token);
    }

    private boolean isFunction() {
        return at < tokens.size() && (tokens.get(at).equals("(") || GROUPING.contains(tokens.get(at)));
    }

    private void group() {
        if (at == tokens.size() || !tokens.get(at).equals("(")) return;
        while (!tokens.get(++at).equals(")")) if (!tokens.get(at).equals(",")) grouping.add(tokens.get(at));
        at++;
    }

    private void selector(String metric) {
        List<Matcher> matchers = new ArrayList<>();
        if (at < tokens.size() && tokens.get(at).equals("{")) {
            at++;
            while (!tokens.get(at).equals("}")) {
                String value = tokens.get(at + 2);
                String operator = tokens.get(at + 1);
                matchers.add(new Matcher(
                        tokens.get(at),
                        operator.equals("=") || operator.equals("!="),
                        value.substring(1, value.length() - 1)));
                at += tokens.get(at + 3).equals(",") ? 4 : 3;
            }
            at++;
        }
        selectors.add(new Selector(metric, matchers));
    }
}
