package io.tanda.dispatch.call.domain;

/**
 * How a taxi drives from one place to another.
 *
 * @param seconds domain time
 */
public record Way(long meters, long seconds) {}
