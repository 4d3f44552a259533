package io.tanda.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What several rounds measured: one round alone says little on a machine that does other things as well. */
record Spread(double median, double least, double greatest) {
    static <T> Spread of(List<T> rounds, ToDoubleFunction<T> figure) {
        return ofValues(rounds.stream().mapToDouble(figure).toArray());
    }

    /** Of ours / theirs in each pair of rounds: what slowed the machine for a while slowed both of a pair. */
    static <T> Spread ofRatios(List<T> ours, List<T> theirs, ToDoubleFunction<T> figure) {
        double[] ratios = new double[ours.size()];
        Arrays.setAll(ratios, round -> figure.applyAsDouble(ours.get(round)) / figure.applyAsDouble(theirs.get(round)));
        return ofValues(ratios);
    }

    private static Spread ofValues(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** As {@code median (least to greatest)}. @param number how one of them is written, such as {@code %,.0f} */
    String text(String number) {
        return String.format(Locale.ROOT, number, median) + " ("
                + String.format(Locale.ROOT, number, least) + " to "
                + String.format(Locale.ROOT, number, greatest) + ")";
    }
}
