package io.tanda.platform.store;

import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a transaction.
 *
 * @param owner whose it is alone; null: rows of several units
 * @param rows it must match just so many, or {@link #ANY} number
 */
record Statement(
        Kind kind, String sql, Tuple arguments, @Nullable Waiting owner, int rows) {
    static final int ANY = -1;

    enum Kind {
        COMMAND,
        FENCE,
        /** On the context's own tables. */
        EFFECT,
        /** A row of them that must be the first of its primary key. */
        FIRST,
        EVENT,
        OUTBOX,
        DEADLINE
    }
}
