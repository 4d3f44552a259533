package io.tanda.platform.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** What a connection is told when it is new. */
final class Session {
    /**
     * The server ends a transaction in which nothing was said for so long: whoever has lost his network, or hangs, holds rows no longer
     * than Kafka takes to miss him. Longer than an event takes to Kafka or is given up. MySQL has no such limit, and reads a comment.
     */
    private static final String NOBODY_HOLDS_ROWS =
            "SET SESSION innodb_lock_wait_timeout = 3 /*M! , idle_transaction_timeout = 10 */";

    private static final String READ_COMMITTED = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";

    /** Waits for a row's lock no longer than an asker waits for an answer. */
    static final List<String> OF_POOL = List.of(READ_COMMITTED, NOBODY_HOLDS_ROWS);

    /** And commits when told. */
    static final List<String> OF_LINE = List.of("SET SESSION autocommit = 0", READ_COMMITTED, NOBODY_HOLDS_ROWS);

    private Session() {}

    static Future<SqlConnection> prepare(SqlConnection made, List<String> statements) {
        List<Future<?>> told = new ArrayList<>();
        for (String statement : statements) told.add(made.query(statement).execute());
        return Future.all(told).map(made);
    }
}
