package io.tanda.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far estimated durations are from those that were driven.
 *
 * @param seconds of each trip, without a sign, in ascending order
 * @param shares of the trip's duration that the error has, in ascending order
 * @param bias the mean, with its sign: estimated less driven
 */
record EtaErrors(List<Double> seconds, List<Double> shares, double bias) {
    static <T> EtaErrors of(List<T> trips, ToDoubleFunction<T> estimated, ToDoubleFunction<T> driven) {
        double[] errors = trips.stream()
                .mapToDouble(trip -> estimated.applyAsDouble(trip) - driven.applyAsDouble(trip))
                .toArray();
        double[] seconds = Arrays.stream(errors).map(Math::abs).toArray();
        double[] shares = new double[seconds.length];
        for (int i = 0; i < shares.length; i++) shares[i] = seconds[i] / driven.applyAsDouble(trips.get(i));
        return new EtaErrors(
                Arrays.stream(seconds).sorted().boxed().toList(),
                Arrays.stream(shares).sorted().boxed().toList(),
                Arrays.stream(errors).average().orElseThrow());
    }

    double secondsOf(int percent) {
        return seconds.get(rank(percent));
    }

    double percentOf(int percent) {
        return 100 * shares.get(rank(percent));
    }

    /** Nearest rank. */
    private int rank(int percent) {
        return Math.max(0, (int) Math.ceil(percent / 100.0 * seconds.size()) - 1);
    }
}
