/**
 * What must hold whatever happened, checked against the real things: API, databases, topics and the gateway's ledger. One checker for
 * whoever has played a city.
 *
 * <pre>
 *   DatabaseReader, TopicReader, LedgerReader, ApiReader -> Snapshot -> Invariant -> Offence: which invariant, which ride, what was found
 *                                                                       | NothingLost, OneDriverOneRide, PaidOnce, LedgerBalances, RecordsAgree: pure
 * </pre>
 */
@NullMarked
package io.tanda.invariants;

import org.jspecify.annotations.NullMarked;
