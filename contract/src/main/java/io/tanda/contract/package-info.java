/**
 * What crosses a boundary: ids, money, commands, replies and events, with the addresses and topics they travel by. No I/O.
 *
 * <pre>
 *   bus    typed addresses, all on one screen ({@link io.tanda.contract.bus.Addresses}), and what an answer is
 *   event  typed topics, all on one screen ({@link io.tanda.contract.event.Topics}), and the recorded event
 *   booking, dispatch, payment, history   each context's own words
 * </pre>
 */
@NullMarked
package io.tanda.contract;

import org.jspecify.annotations.NullMarked;
