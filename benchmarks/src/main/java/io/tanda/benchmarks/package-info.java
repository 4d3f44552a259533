/**
 * Measurements, never tests: {@code ./tanda bench accept} and {@code ./tanda bench dispatch}.
 *
 * <p>What is compared runs in one session in turns, on the same database and broker; medians and ratios count, for machines are
 * noisy. Only 2xx answers are work done, and what was answered is looked up in the database afterwards.
 */
@NullMarked
package io.tanda.benchmarks;

import org.jspecify.annotations.NullMarked;
