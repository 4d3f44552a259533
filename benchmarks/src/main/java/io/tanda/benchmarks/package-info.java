/**
 * Measurements, never tests: {@code ./tanda bench accept}, {@code ./tanda bench dispatch} and {@code ./tanda bench ride}.
 *
 * <p>What is compared runs in one session in turns: ours, theirs, ours, theirs. Medians count, and the ratio of each pair of rounds,
 * for machines are noisy. Only 2xx answers are work done, and what was answered is looked up in the database afterwards.
 *
 * <p>{@code --against FOLDER} compares with another checkout, such as the last release: built there ({@code mvn -DskipTests package
 * -pl launcher -am}), started from its own class path, and asked by the load of this one. Each of the two has a database and a broker
 * of its own, started alike. A peer ({@code --peer}) is another program, on this one's database and broker.
 */
@NullMarked
package io.tanda.benchmarks;

import org.jspecify.annotations.NullMarked;
