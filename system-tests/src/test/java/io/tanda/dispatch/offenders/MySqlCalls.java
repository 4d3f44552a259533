package io.tanda.dispatch.offenders;

/** What {@code NeighbourReader} should not know. */
public final class MySqlCalls {}
