/**
 * What crosses a boundary: ids, money, commands, replies and events, with the addresses and topics they travel by. No I/O.
 *
 * <pre>
 *   {@link io.tanda.contract.Contexts}   every context on one screen: its schema, topic and addresses
 *   bus    what an address is, and what an answer
 *   event  what a topic is, and what an event as it is recorded
 *   booking, dispatch, payment, history   each context's own words: commands, events and its topic, addresses
 * </pre>
 */
@NullMarked
package io.tanda.contract;

import org.jspecify.annotations.NullMarked;
