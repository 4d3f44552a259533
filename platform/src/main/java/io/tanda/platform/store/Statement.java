package io.tanda.platform.store;

import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a transaction.
 *
 * @param owner whose it is alone; null: rows of several units
 * @param exact must match exactly one row
 */
record Statement(
        Kind kind, String sql, Tuple arguments, @Nullable Waiting owner, boolean exact) {
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
