package io.tanda.benchmarks;

import io.tanda.benchmarks.ServerCounters.Counter;
import io.tanda.benchmarks.Usage.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of docs/PERFORMANCE.md, ready to be copied: medians of the counted rounds. */
final class RideTables {
    private static final List<Part> SERVERS = List.of(Part.APP, Part.DATABASE, Part.BROKER, Part.GATEWAY);

    private RideTables() {}

    /** @param number how one is written, such as {@code %.1f} */
    private record Column(String title, String number, ToDoubleFunction<RideRound> figure) {}

    private static final List<Column> PACE = List.of(
            new Column("completed and in history/s", "%.1f", RideRound::completedPerSecond),
            new Column("request to offer p50 ms", "%.1f", round -> round.offerMillis(50)),
            new Column("p95 ms", "%.1f", round -> round.offerMillis(95)),
            new Column("p99 ms", "%.1f", round -> round.offerMillis(99)),
            new Column("history behind p50 ms", "%.1f", round -> round.historyMillis(50)),
            new Column("p99 ms", "%.1f", round -> round.historyMillis(99)));

    private static final List<Column> STATEMENTS = Arrays.stream(Counter.values())
            .map(counter -> new Column(counter.title(), "%.2f", round -> round.perRide(counter)))
            .toList();

    private static final List<Column> CPU = Stream.concat(
                    Arrays.stream(Part.values())
                            .map(part ->
                                    new Column(part.title() + " ms", "%.2f", round -> round.cpuMillisPerRide(part))),
                    Stream.of(new Column("all but the generator ms", "%.2f", RideTables::servers)))
            .toList();

    private static double servers(RideRound round) {
        return SERVERS.stream().mapToDouble(round::cpuMillisPerRide).sum();
    }

    /** @param rounds at one rate, at least one */
    static void print(String commit, List<RideRound> rounds) {
        Console.print(
                "%nOn %s; %d rounds of %d s.%n%n",
                Machine.text(), rounds.size(), rounds.getFirst().load().seconds());
        table(commit, rounds, PACE);
        table(commit, rounds, STATEMENTS);
        table(commit, rounds, CPU);
    }

    private static void table(String commit, List<RideRound> rounds, List<Column> columns) {
        Console.print("| commit | asked for/s | %s |%n", row(columns, Column::title));
        Console.print("| --- | ---: | %s |%n", row(columns, column -> "---:"));
        Console.print(
                "| %s | %d | %s |%n%n",
                commit,
                rounds.getFirst().load().rate(),
                row(
                        columns,
                        column -> String.format(
                                Locale.ROOT,
                                column.number(),
                                Spread.of(rounds, column.figure()).median())));
    }

    private static String row(List<Column> columns, Function<Column, String> cell) {
        return columns.stream().map(cell).collect(Collectors.joining(" | "));
    }
}
