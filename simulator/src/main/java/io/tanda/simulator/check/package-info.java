/**
 * What must hold whatever happened, checked against the real things: API, databases, topics and the gateway's ledger. One checker for
 * tests, demo and benchmarks.
 *
 * <pre>
 *   SnapshotReader reads -> Snapshot -> Invariant (pure, one each) -> Offence: which invariant, which ride, what was found
 * </pre>
 */
@NullMarked
package io.tanda.simulator.check;

import org.jspecify.annotations.NullMarked;
