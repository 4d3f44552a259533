package io.tanda.benchmarks;

import java.util.Arrays;
import java.util.List;

/** A sum of weighted figures that comes as near to what was measured as one can: by least absolute error, which outliers do not pull. */
final class LeastError {
    private static final int ROUNDS = 200;

    /** An error below that is none: times are whole seconds. */
    private static final double LEAST = 1;

    private LeastError() {}

    /**
     * Least squares, again and again, with each row weighed by its error of the round before.
     *
     * @param rows figures of each, as many in all; no figure is 0 in all rows
     * @return the weight of each figure
     */
    static double[] fit(List<double[]> rows, double[] measured) {
        double[] weighs = new double[measured.length];
        Arrays.fill(weighs, 1);
        double[] fit = {};
        for (int round = 0; round < ROUNDS; round++) {
            fit = squares(rows, measured, weighs);
            for (int i = 0; i < measured.length; i++)
                weighs[i] = 1 / Math.max(LEAST, Math.abs(sum(rows.get(i), fit) - measured[i]));
        }
        return fit;
    }

    private static double sum(double[] row, double[] fit) {
        double sum = 0;
        for (int k = 0; k < fit.length; k++) sum += row[k] * fit[k];
        return sum;
    }

    private static double[] squares(List<double[]> rows, double[] measured, double[] weighs) {
        int many = rows.getFirst().length;
        double[][] normal = new double[many][many + 1];
        for (int i = 0; i < measured.length; i++) {
            double[] row = rows.get(i);
            for (int k = 0; k < many; k++) {
                for (int j = 0; j < many; j++) normal[k][j] += weighs[i] * row[k] * row[j];
                normal[k][many] += weighs[i] * row[k] * measured[i];
            }
        }
        return solved(normal);
    }

    /** By elimination; the matrix is symmetric and positive, so no row has to change its place. */
    private static double[] solved(double[][] system) {
        int many = system.length;
        for (int k = 0; k < many; k++)
            for (int i = 0; i < many; i++) {
                if (i == k) continue;
                double factor = system[i][k] / system[k][k];
                for (int j = k; j <= many; j++) system[i][j] -= factor * system[k][j];
            }
        double[] solution = new double[many];
        for (int k = 0; k < many; k++) solution[k] = system[k][many] / system[k][k];
        return solution;
    }
}
